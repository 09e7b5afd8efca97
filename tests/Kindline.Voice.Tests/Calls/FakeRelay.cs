using System.Text;
using System.Threading.Channels;
using Kindline.Voice.Calls;

namespace Kindline.Voice.Tests.Calls;

/// <summary>What the exchange asked of the relay, to be answered by the test.</summary>
public sealed record RelayQuestion(string Verb, RelaySession Session, RelaySide From, string Sdp, TaskCompletionSource<RelayOutcome> Reply)
{
    /// <summary>What the relay makes for the browser.</summary>
    public static string ForBrowser { get; } = "v=0\r\no=- 9 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\nm=audio 41000 UDP/TLS/RTP/SAVPF 0\r\n";

    /// <summary>What the relay makes for an encrypted trunk, as rtpengine does: more suites than we want to have.</summary>
    public static string ForTrunk { get; } = "v=0\r\no=- 9 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 41000 RTP/SAVP 0 101\r\n"
        + "a=rtpmap:101 telephone-event/8000\r\na=crypto:7 AEAD_AES_128_GCM inline:SPIDbBLrM4p47TKuGLhITm2dP8mT2AwXZSQ9Wg==\r\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz\r\n"
        + "a=crypto:2 AES_CM_128_HMAC_SHA1_32 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz\r\na=crypto:3 NULL_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz\r\n";

    /// <summary>Our answer for an encrypted trunk, with the one suite that was chosen.</summary>
    public void IsAnswered() => Reply.SetResult(new RelayOutcome.Rewritten(Encoding.ASCII.GetBytes(ForTrunk[..ForTrunk.IndexOf("a=crypto:7", StringComparison.Ordinal)]
        + "a=crypto:2 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz\r\n")));

    /// <summary>Rewritten, as a relay does when all is well.</summary>
    public RelayQuestion IsDone(string direction = "sendrecv")
    {
        var sdp = From != RelaySide.Exchange ? TestPeer.Sdp(direction) : Session.Speech == PeerSpeech.Sdes ? ForTrunk : ForBrowser;
        Reply.SetResult(new RelayOutcome.Rewritten(Encoding.ASCII.GetBytes(sdp)));
        return this;
    }
}

/// <summary>A relay that does what the test says, when it says so.</summary>
public sealed class FakeRelay : IMediaRelay
{
    private readonly Channel<RelayQuestion> questions = Channel.CreateUnbounded<RelayQuestion>();
    private readonly Channel<string> deletions = Channel.CreateUnbounded<string>();

    public event EventHandler? Restarted;

    public Task<RelayOutcome> OfferAsync(RelaySession session, RelaySide from, ReadOnlyMemory<byte> sdp) => Ask("offer", session, from, sdp);

    public Task<RelayOutcome> AnswerAsync(RelaySession session, RelaySide from, ReadOnlyMemory<byte> sdp) => Ask("answer", session, from, sdp);

    public Task DeleteAsync(RelaySession session)
    {
        deletions.Writer.TryWrite(session.Name);
        return Task.CompletedTask;
    }

    public void Restart() => Restarted?.Invoke(this, EventArgs.Empty);

    /// <summary>The next question, which must be this one.</summary>
    public async Task<RelayQuestion> NextAsync(string verb, RelaySide from)
    {
        var next = await questions.Reader.ReadAsync(Patience.Token());
        (next.Verb, next.From).ShouldBe((verb, from));
        return next;
    }

    /// <summary>The next session that is deleted.</summary>
    public Task<string> NextDeletedAsync() => deletions.Reader.ReadAsync(Patience.Token()).AsTask();

    /// <summary>Fails where anything was asked that the test has not taken.</summary>
    public void ShouldHaveNothingMore() => questions.Reader.TryPeek(out _).ShouldBeFalse();

    private Task<RelayOutcome> Ask(string verb, RelaySession session, RelaySide from, ReadOnlyMemory<byte> sdp)
    {
        var reply = new TaskCompletionSource<RelayOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        questions.Writer.TryWrite(new RelayQuestion(verb, session, from, Encoding.ASCII.GetString(sdp.Span), reply));
        return reply.Task;
    }
}
