using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using Kindline.Benchmarks.Load;
using Kindline.Voice.Audio;
using Kindline.Voice.Calls;
using Kindline.Voice.Recording;
using Kindline.Voice.Rtp;
using Kindline.Voice.Sip;
using Kindline.Voice.Sip.Guard;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kindline.Benchmarks;

/// <summary>The exchange with calls as the centre has them: the caller is answered, an agent is dialled, both talk, recorded and encrypted.</summary>
internal sealed class RecordedCalls : IRunningCalls, ICallDesk
{
    private readonly LoadProcess peer;
    private readonly bool keeps;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kindline-bench-");
    private readonly byte[] masterKey = RandomNumberGenerator.GetBytes(RecordingKey.KeyLength);
    private readonly MediaEngine media;
    private readonly Exchange exchange;
    private readonly ConcurrentBag<RecordedCall> recordings = [];
    private readonly ConcurrentBag<int> audioPorts = [];
    private bool ended;

    private RecordedCalls(LoadProcess peer, GuardOptions guard, TrunkSource source, bool keeps)
    {
        this.peer = peer;
        this.keeps = keeps;
        media = new MediaEngine(IPAddress.Loopback, 0, 0, TimeProvider.System, NullLogger.Instance);
        var options = new ExchangeOptions { SipPort = 0, Trunks = [new Trunk("caller", [source], null)], Guard = guard };
        exchange = new Exchange(options, media, this, TimeProvider.System, NullLogger.Instance);
    }

    public long SkippedFrames => media.ClockStatistics.SkippedFrames;

    public int SipPort => exchange.SipPort;

    /// <summary>Where the exchange takes the calls' audio.</summary>
    public IReadOnlyCollection<int> AudioPorts => audioPorts;

    /// <summary>Messages met with silence, those that were parsed in vain, and blocks.</summary>
    public (long Silenced, long Malformed, long Blocks) Guarded => (exchange.SilencedMessages, exchange.MalformedMessages, exchange.Blocks);

    public static async Task<IRunningCalls> StartAsync(LoadProcess peer) =>
        await StartAsync(peer, new GuardOptions(), new TrunkSource(IPNetwork.Parse("127.0.0.0/8")));

    /// <summary>With a guard, and calls from this source alone.</summary>
    public static Task<RecordedCalls> StartAsync(LoadProcess peer, GuardOptions guard, TrunkSource source) => StartAsync(peer, guard, source, keeps: true);

    /// <summary>For calls that come and go: the recording of one that has ended is thrown away.</summary>
    public static Task<RecordedCalls> StartPassingAsync(LoadProcess peer) =>
        StartAsync(peer, new GuardOptions(), new TrunkSource(IPNetwork.Parse("127.0.0.0/8")), keeps: false);

    private static async Task<RecordedCalls> StartAsync(LoadProcess peer, GuardOptions guard, TrunkSource source, bool keeps)
    {
        var calls = new RecordedCalls(peer, guard, source, keeps);
        await calls.exchange.StartAsync(CancellationToken.None);
        return calls;
    }

    /// <summary>Ends all calls and gives their recordings, which are there until this is disposed of.</summary>
    public async Task<IReadOnlyCollection<RecordedCall>> EndAsync()
    {
        if (!ended)
        {
            ended = true;
            await exchange.DisposeAsync();
            await media.DisposeAsync();
        }
        return recordings;
    }

    public Task<int> RaiseToAsync(int calls) => peer.CallAsync(exchange.SipPort, calls);

    public async Task OnIncomingAsync(IncomingCall call, CancellationToken ct)
    {
        var (path, key) = (Path.Combine(folder.FullName, Path.GetRandomFileName()), RecordingKey.Create(masterKey));
        try
        {
            await TalkAsync(call, path, key, ct);
        }
        finally
        {
            if (!keeps)
            {
                File.Delete(path);
            }
        }
    }

    private async Task TalkAsync(IncomingCall call, string path, RecordingKey key, CancellationToken ct)
    {
        await call.Leg.AnswerAsync(ct);
        call.Leg.Media.SetBackground(MusicOnHold.Source());
        await using var writer = RecordingWriter.Create(path, key, TimeProvider.System);
        if (keeps)
        {
            recordings.Add(new RecordedCall(path, key, TimeProvider.System.GetTimestamp()));
        }
        Count(call.Leg);
        await using var conference = new Conference(media) { Recorder = writer };
        conference.Add(call.Leg.Media, ConferenceRole.Outside);
        var agent = new DialTarget.Address(SipUri.Sip("agent", "127.0.0.1", peer.SipPort));
        if (await exchange.DialAsync(new DialRequest(agent, call.From), ct) is DialOutcome.Answered { Leg: var leg })
        {
            conference.Add(leg.Media, ConferenceRole.OurSide);
            Count(leg);
            await WhenEitherEndsAsync(ct, leg.Ended);
            await leg.HangUpAsync();
        }
    }

    private void Count(CallLeg leg)
    {
        if (keeps)
        {
            audioPorts.Add(leg.Media.Local.Port);
        }
    }

    public ValueTask<IReadOnlyList<string>> SecretsOfAsync(string user, CancellationToken ct) => ValueTask.FromResult<IReadOnlyList<string>>([]);

    public void OnRegistrationChanged(string user, bool reachable)
    {
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        folder.Delete(recursive: true);
    }

    private static async Task WhenEitherEndsAsync(CancellationToken caller, CancellationToken agent)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(caller, agent);
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (either.Token.UnsafeRegister(_ => over.TrySetResult(), null))
        {
            await over.Task;
        }
    }
}

/// <summary>A call's recording, and when it began by the system's timestamp.</summary>
internal sealed record RecordedCall(string Path, RecordingKey Key, long BeganAt);
