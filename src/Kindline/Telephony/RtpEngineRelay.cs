using System.Text;
using System.Text.Json.Nodes;
using Kindline.Voice.Calls;

namespace Kindline.Telephony;

/// <summary>
/// rtpengine as the exchange's relay. Which codecs are spoken is left to the two ends: our side knows G.711 only, which every browser
/// and every carrier speaks (RFC 7874 3), so that nothing is transcoded. What is asked for an encrypted trunk is checked by the exchange.
/// </summary>
internal sealed partial class RtpEngineRelay(NgClient control, ILogger<RtpEngineRelay> logger) : IMediaRelay
{
    public event EventHandler? Restarted;

    /// <summary>rtpengine runs again and knows no session.</summary>
    public void HasRestarted() => Restarted?.Invoke(this, EventArgs.Empty);

    public Task<RelayOutcome> OfferAsync(RelaySession session, RelaySide from, ReadOnlyMemory<byte> sdp)
    {
        var command = Command("offer", session, from, sdp);
        // A browser is told all our addresses (ICE), a carrier the one at which it reaches us.
        var outside = session.Speech == PeerSpeech.WebRtc ? RelayAddresses.OutsideName : RelayAddresses.NameOf(session.ReachedAt);
        switch (from, session.Speech)
        {
            case (RelaySide.Exchange, PeerSpeech.WebRtc):
                command["transport-protocol"] = "UDP/TLS/RTP/SAVPF";
                command["ICE"] = "force";
                command["rtcp-mux"] = new JsonArray("offer", "require");
                command["SDES"] = new JsonArray("off");
                command["direction"] = new JsonArray(RelayAddresses.InsideName, outside);
                break;
            case (RelaySide.Exchange, _):
                command["transport-protocol"] = "RTP/SAVP";
                command["ICE"] = "remove";
                command["DTLS"] = "off";
                command["direction"] = new JsonArray(RelayAddresses.InsideName, outside);
                break;
            default:
                command["transport-protocol"] = "RTP/AVP";
                command["ICE"] = "remove";
                command["rtcp-mux"] = new JsonArray("demux");
                command["direction"] = new JsonArray(outside, RelayAddresses.InsideName);
                break;
        }
        return AskAsync(session.Name, command);
    }

    // rtpengine remembers how the offerer speaks, and puts the answer into the same protocol.
    public Task<RelayOutcome> AnswerAsync(RelaySession session, RelaySide from, ReadOnlyMemory<byte> sdp)
    {
        var offerer = from == RelaySide.Exchange ? RelaySide.Peer : RelaySide.Exchange;
        var command = Command("answer", session, offerer, sdp);
        command["to-tag"] = Tag(from);
        return AskAsync(session.Name, command);
    }

    public async Task DeleteAsync(RelaySession session)
    {
        if (await control.AskAsync(new JsonObject { ["command"] = "delete", ["call-id"] = session.Name }, CancellationToken.None) is not { Result: "ok" })
        {
            // rtpengine forgets a session by itself after a minute without audio.
            LogNotDeleted(session.Name);
        }
    }

    private static JsonObject Command(string verb, RelaySession session, RelaySide from, ReadOnlyMemory<byte> sdp) => new()
    {
        ["command"] = verb,
        ["call-id"] = session.Name,
        ["from-tag"] = Tag(from),
        ["sdp"] = Encoding.UTF8.GetString(sdp.Span),
        ["replace"] = new JsonArray("origin", "session-connection"),
    };

    private static string Tag(RelaySide side) => side == RelaySide.Exchange ? "exchange" : "peer";

    private async Task<RelayOutcome> AskAsync(string session, JsonObject command)
    {
        var reply = await control.AskAsync(command, CancellationToken.None);
        if (reply is { Result: "ok", Sdp: { } sdp })
        {
            return new RelayOutcome.Rewritten(Encoding.UTF8.GetBytes(sdp));
        }
        LogRefused(session, reply?.Reason ?? "no answer");
        return reply?.Reason?.Contains("SDP", StringComparison.Ordinal) == true ? new RelayOutcome.Refused() : new RelayOutcome.Unavailable();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "rtpengine would not relay session {Session}: {Reason}")]
    private partial void LogRefused(string session, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "rtpengine did not delete session {Session}")]
    private partial void LogNotDeleted(string session);
}
