using System.Collections.Concurrent;
using System.Net;
using Kindline.Voice.Rtp;
using Kindline.Voice.Sip;
using Kindline.Voice.Sip.Dialogs;
using Kindline.Voice.Sip.Transactions;
using Kindline.Voice.Sip.Transport;

namespace Kindline.Voice.Calls;

/// <summary>Makes legs, and knows those that stand.</summary>
internal sealed class LegFactory(
    MediaEngine engine, Func<IPAddress, IPAddress> localFor, BackgroundWork background, ExchangeOptions options, SipTrace trace)
{
    private readonly ConcurrentDictionary<CallLeg, bool> standing = [];

    /// <summary>All legs that have not ended.</summary>
    public IReadOnlyCollection<CallLeg> Standing => [.. standing.Keys];

    /// <summary>In the lane: the leg of an INVITE from outside.</summary>
    public IncomingCall Incoming(InviteServerTransaction invite, DialogLayer layer, Trunk? trunk, string? user, CallLeg? replaces)
    {
        var request = invite.Request;
        var leg = NewLeg(layer, request.CallId ?? "", invite.ReplyTo, trunk, user);
        leg.Begin(new InviteServer(layer, invite, leg.Descriptions, leg, symmetric: trunk is null));
        var caller = CallerIdentity.Of(request, fromTrunk: trunk is not null);
        return new IncomingCall(leg)
        {
            From = SipText.Printable(caller.User),
            FromDisplay = caller.Display is { } name ? SipText.Printable(name) : null,
            Withheld = caller.Withheld,
            Diverted = caller.Diverted is { } by ? by with { From = SipText.Printable(by.From) } : null,
            To = SipText.Printable(DialledOf(request, trunk)),
            Trunk = trunk,
            RegisteredUser = user,
            Replaces = replaces,
        };
    }

    /// <summary>The leg of an INVITE of ours.</summary>
    /// <param name="trunk">By which it goes, if any.</param>
    /// <param name="user">Whose phone it goes to, if any.</param>
    public CallLeg Outgoing(DialogLayer layer, string callId, SipFlow flow, Trunk? trunk, string? user) => NewLeg(layer, callId, flow, trunk, user);

    /// <summary>The leg of a dialog (RFC 3891 3); null where there is none. O(legs).</summary>
    public CallLeg? Find(DialogId dialog) => standing.Keys.FirstOrDefault(l => l.Dialog == dialog);

    /// <summary>Who may take a leg's place.</summary>
    public static string? OwnerOf(Trunk? trunk, string? user) => trunk is not null ? $"trunk {trunk.Name}" : user is not null ? $"user {user}" : null;

    private CallLeg NewLeg(DialogLayer layer, string callId, SipFlow flow, Trunk? trunk, string? user)
    {
        var port = engine.Open();
        PeerSpeech? speech = trunk is { Audio: TrunkAudio.Srtp } ? PeerSpeech.Sdes : options.NeedsRelay(flow) ? PeerSpeech.WebRtc : null;
        var reachedAt = localFor(flow.Remote.Address);
        // The relay is a neighbour: it is told where we are, not where the world sees us.
        var address = speech is null ? reachedAt : options.RelayReachesUsAt;
        var media = new LegMedia(port, new IPEndPoint(address, port.Local.Port));
        var relayed = speech is { } spoken
            ? new RelayedMedia(media, options.Relay ?? NoMediaRelay.Instance, new RelaySession(Tokens.NewCallId(), spoken, reachedAt), layer.Mailbox, background)
            : null;
        var leg = new CallLeg(layer, callId, flow, media, relayed, background, trace, Find, options.EndSilentLegAfter) { Owner = OwnerOf(trunk, user) };
        standing[leg] = true;
        leg.Ended.UnsafeRegister(_ => standing.TryRemove(leg, out bool _), null);
        return leg;
    }

    private static string DialledOf(SipRequest request, Trunk? trunk)
    {
        var user = request.Uri.User ?? "";
        if (trunk is not { Registers: true } || user != trunk.User)
        {
            return user;
        }
        var called = NameAddress.TryParse(request.Headers["P-Called-Party-ID"], out var named) ? named : request.To;
        return called?.Uri.User is { Length: > 0 } number ? number : user;
    }
}
