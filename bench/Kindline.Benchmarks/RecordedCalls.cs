using System.Net;
using System.Security.Cryptography;
using Kindline.Voice.Audio;
using Kindline.Voice.Calls;
using Kindline.Voice.Recording;
using Kindline.Voice.Rtp;
using Kindline.Voice.Sip;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kindline.Benchmarks;

/// <summary>The exchange with calls as the centre has them: the caller is answered, an agent is dialled, both talk, recorded and encrypted.</summary>
internal sealed class RecordedCalls : IRunningCalls, ICallDesk
{
    private readonly LoadProcess peer;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kindline-bench-");
    private readonly byte[] masterKey = RandomNumberGenerator.GetBytes(RecordingKey.KeyLength);
    private readonly MediaEngine media;
    private readonly Exchange exchange;

    private RecordedCalls(LoadProcess peer)
    {
        this.peer = peer;
        media = new MediaEngine(IPAddress.Loopback, 0, 0, TimeProvider.System, NullLogger.Instance);
        var trunk = new Trunk("caller", [new TrunkSource(IPNetwork.Parse("127.0.0.0/8"))], null);
        exchange = new Exchange(new ExchangeOptions { SipPort = 0, Trunks = [trunk] }, media, this, TimeProvider.System, NullLogger.Instance);
    }

    public long SkippedFrames => media.ClockStatistics.SkippedFrames;

    public static async Task<IRunningCalls> StartAsync(LoadProcess peer)
    {
        var calls = new RecordedCalls(peer);
        await calls.exchange.StartAsync(CancellationToken.None);
        return calls;
    }

    public Task<int> RaiseToAsync(int calls) => peer.CallAsync(exchange.SipPort, calls);

    public async Task OnIncomingAsync(IncomingCall call, CancellationToken ct)
    {
        await call.Leg.AnswerAsync(ct);
        call.Leg.Media.SetBackground(MusicOnHold.Source());
        await using var writer = RecordingWriter.Create(
            Path.Combine(folder.FullName, Path.GetRandomFileName()), RecordingKey.Create(masterKey), TimeProvider.System);
        await using var conference = new Conference(media) { Recorder = writer };
        conference.Add(call.Leg.Media, ConferenceRole.Outside);
        var agent = new DialTarget.Address(SipUri.Sip("agent", "127.0.0.1", peer.SipPort));
        if (await exchange.DialAsync(new DialRequest(agent, call.From), ct) is DialOutcome.Answered { Leg: var leg })
        {
            conference.Add(leg.Media, ConferenceRole.OurSide);
            await WhenEitherEndsAsync(ct, leg.Ended);
            await leg.HangUpAsync();
        }
    }

    public ValueTask<IReadOnlyList<string>> SecretsOfAsync(string user, CancellationToken ct) => ValueTask.FromResult<IReadOnlyList<string>>([]);

    public void OnRegistrationChanged(string user, bool reachable)
    {
    }

    public async ValueTask DisposeAsync()
    {
        await exchange.DisposeAsync();
        await media.DisposeAsync();
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
