using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Kindline.Foundation;
using Kindline.Telephony;
using Kindline.Tests.Foundation;
using Kindline.Voice.Calls;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kindline.Tests.Telephony;

/// <summary>The real rtpengine: started, asked, killed.</summary>
public sealed class RtpEngineTests : IAsyncLifetime
{
    private const string Plain =
        "v=0\r\no=- 7 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 40000 RTP/AVP 0 101\r\n"
        + "a=rtpmap:101 telephone-event/8000\r\na=sendrecv\r\n";

    private readonly NgClient control = new(TimeProvider.System);
    private readonly RtpEngineHealth health = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kindline-relay-");
    private readonly TaskCompletionSource restarted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private RtpEngineRelay relay = null!;
    private RtpEngine engine = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(new SideProgram("rtpengine", "", TimeProvider.System, NullLogger.Instance).Path is not null, "rtpengine is not installed");
        var options = new KindlineOptions { DataFolder = folder.FullName, KeyFile = "", RtpEnginePorts = (0, 0) };
        relay = new RtpEngineRelay(control, NullLogger<RtpEngineRelay>.Instance);
        relay.Restarted += (_, _) => restarted.TrySetResult();
        engine = new RtpEngine(options, health, control, relay, TimeProvider.System, NullLogger<RtpEngine>.Instance);
        await engine.StartAsync(TestContext.Current.CancellationToken);
        await UntilHealthyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await engine.StopAsync(CancellationToken.None);
        engine.Dispose();
        control.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_plain_offer_becomes_one_that_browsers_take()
    {
        var offer = await OfferAsync("one");

        offer.ShouldContain("UDP/TLS/RTP/SAVPF 0 101");
        offer.ShouldContain("a=setup:actpass");
        offer.ShouldContain("a=fingerprint:sha-256");
        offer.ShouldContain("a=rtcp-mux");
        offer.ShouldContain("a=candidate:");
        offer.ShouldContain("a=ice-ufrag:");
        offer.ShouldNotContain("a=crypto:");
    }

    [Fact]
    public async Task A_browsers_offer_becomes_plain_and_our_answer_is_put_back()
    {
        var browser = Encoding.UTF8.GetBytes(await OfferAsync("a browser like any other"));

        var offer = Text(await relay.OfferAsync(Browser("two"), RelaySide.Peer, browser));
        var answer = Text(await relay.AnswerAsync(Browser("two"), RelaySide.Exchange, Encoding.UTF8.GetBytes(Plain)));

        offer.ShouldContain("RTP/AVP 0 101");
        offer.ShouldNotContain("a=candidate:");
        offer.ShouldNotContain("a=fingerprint:");
        answer.ShouldContain("UDP/TLS/RTP/SAVPF 0 101");
        answer.ShouldContain("a=setup:active");
    }

    [Fact]
    public async Task An_answer_to_nothing_is_the_relays_fault_and_what_is_no_description_the_peers()
    {
        (await relay.AnswerAsync(Browser("none"), RelaySide.Peer, Encoding.UTF8.GetBytes(Plain))).ShouldBe(new RelayOutcome.Unavailable());
        (await relay.OfferAsync(Browser("bad"), RelaySide.Peer, "nonsense"u8.ToArray())).ShouldBe(new RelayOutcome.Refused());
    }

    [Fact]
    public async Task A_deleted_session_is_gone()
    {
        await OfferAsync("one");

        await relay.DeleteAsync(Browser("one"));

        (await relay.AnswerAsync(Browser("one"), RelaySide.Peer, Encoding.UTF8.GetBytes(Plain))).ShouldBe(new RelayOutcome.Unavailable());
    }

    [Fact]
    public async Task After_it_was_killed_it_runs_again_and_says_that_its_sessions_are_lost()
    {
        using var running = Process.GetProcessById(Pid());
        running.Kill();

        await restarted.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, TestContext.Current.CancellationToken);

        health.Missing.ShouldBeNull();
        Pid().ShouldNotBe(running.Id);
        await OfferAsync("one");
    }

    [Fact]
    public async Task A_plain_offer_becomes_one_that_encrypted_trunks_take()
    {
        var offer = Text(await relay.OfferAsync(Trunk("one"), RelaySide.Exchange, Encoding.UTF8.GetBytes(Plain)));

        offer.ShouldContain("RTP/SAVP 0 101");
        offer.ShouldContain(" AES_CM_128_HMAC_SHA1_80 inline:");
        offer.ShouldNotContain("a=fingerprint:");
        offer.ShouldNotContain("a=candidate:");
    }

    [Fact]
    public async Task An_encrypted_offer_becomes_plain_and_our_answer_has_keys_of_its_own()
    {
        var encrypted = Plain.Replace("RTP/AVP", "RTP/SAVP", StringComparison.Ordinal) + "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz\r\n";

        var offer = Text(await relay.OfferAsync(Trunk("two"), RelaySide.Peer, Encoding.UTF8.GetBytes(encrypted)));
        var answer = Text(await relay.AnswerAsync(Trunk("two"), RelaySide.Exchange, Encoding.UTF8.GetBytes(Plain)));

        offer.ShouldContain("RTP/AVP 0 101");
        offer.ShouldNotContain("a=crypto:");
        answer.ShouldContain("RTP/SAVP 0 101");
        answer.ShouldContain("a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:");
        answer.ShouldNotContain("WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz");
    }

    private static RelaySession Browser(string name) => new(name, PeerSpeech.WebRtc, IPAddress.Loopback);

    private static RelaySession Trunk(string name) => new(name, PeerSpeech.Sdes, IPAddress.Loopback);

    private async Task UntilHealthyAsync()
    {
        using var every = new PeriodicTimer(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        while (health.Missing is not null && await every.WaitForNextTickAsync(TestContext.Current.CancellationToken))
        {
        }
    }

    private int Pid() => int.Parse(File.ReadAllText(Path.Combine(folder.FullName, "rtpengine.pid")).Trim(), CultureInfo.InvariantCulture);

    private async Task<string> OfferAsync(string session) =>
        Text(await relay.OfferAsync(Browser(session), RelaySide.Exchange, Encoding.UTF8.GetBytes(Plain)));

    private static string Text(RelayOutcome outcome) => Encoding.UTF8.GetString(outcome.ShouldBeOfType<RelayOutcome.Rewritten>().Sdp.Span);
}
