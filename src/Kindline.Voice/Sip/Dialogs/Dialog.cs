using System.Net;
using Kindline.Voice.Sip.Transactions;
using Kindline.Voice.Sip.Transport;

namespace Kindline.Voice.Sip.Dialogs;

/// <summary>What identifies a dialog (RFC 3261 12), seen from our side.</summary>
internal readonly record struct DialogId(string CallId, string LocalTag, string RemoteTag);

/// <summary>
/// The state of one dialog (RFC 3261 12.1): names, sequence numbers, route set and remote target, and the flow that it came on.
/// Makes the requests inside it and judges those received. Lives in one mailbox.
/// </summary>
internal sealed class Dialog
{
    private readonly NameAddress local;
    private readonly NameAddress remote;
    private readonly SipFlow flow;
    private readonly bool symmetric;
    private IReadOnlyList<NameAddress> routes;
    private SipUri remoteTarget;
    private uint localSequence;
    private uint? remoteSequence;

    private Dialog(string callId, NameAddress local, NameAddress remote, SipUri remoteTarget, SipFlow flow, bool symmetric, bool isCaller)
    {
        Id = new DialogId(callId, local.Tag ?? "", remote.Tag ?? "");
        this.local = local;
        this.remote = remote;
        this.remoteTarget = remoteTarget;
        this.flow = flow;
        this.symmetric = symmetric;
        IsCaller = isCaller;
        routes = [];
    }

    public DialogId Id { get; }

    /// <summary>Whether we chose the Call-ID, which decides who waits longer after glare (RFC 3261 14.1).</summary>
    public bool IsCaller { get; }

    /// <summary>Where requests inside the dialog go (RFC 3261 12.2.1.1, 8.1.2).</summary>
    public SipFlow NextHop => symmetric ? flow : PeerRoute.Of(routes.Count > 0 ? routes[0].Uri : remoteTarget, flow);

    /// <summary>The dialog of an INVITE that we answer (RFC 3261 12.1.1): the route set in the order of Record-Route.</summary>
    /// <param name="symmetric">Whether the peer is only to be reached where it called from, as a phone behind a translator is.</param>
    public static Dialog OfServer(SipRequest invite, string localTag, bool symmetric)
    {
        var from = invite.From ?? throw new ArgumentException("An INVITE without From reached the dialogs.");
        var to = invite.To ?? throw new ArgumentException("An INVITE without To reached the dialogs.");
        var target = invite.Contacts is [var contact, ..] ? contact.Uri : from.Uri;
        var source = invite.Source ?? throw new ArgumentException("An INVITE without a flow reached the dialogs.");
        return new Dialog(invite.CallId ?? "", to.WithTag(localTag), from, target, source, symmetric, isCaller: false)
        {
            remoteSequence = invite.CSeq?.Number,
            routes = NameAddress.ParseAll(invite.Headers.All(HeaderNames.RecordRoute)),
        };
    }

    /// <summary>The dialog that a response to our INVITE makes (RFC 3261 12.1.2): Record-Route in reverse.</summary>
    public static Dialog OfClient(SipRequest invite, SipResponse response, SipFlow sentOn, bool symmetric)
    {
        var from = invite.From ?? throw new ArgumentException("Our INVITE has no From.");
        var to = response.To ?? invite.To ?? throw new ArgumentException("Our INVITE has no To.");
        var dialog = new Dialog(invite.CallId ?? "", from, to, invite.Uri, sentOn, symmetric, isCaller: true)
        {
            localSequence = invite.CSeq?.Number ?? 0,
        };
        dialog.Confirm(response);
        return dialog;
    }

    /// <summary>The 2xx may differ from the provisional response before it: its route set and target hold (RFC 3261 13.2.2.4).</summary>
    public void Confirm(SipResponse response)
    {
        routes = [.. NameAddress.ParseAll(response.Headers.All(HeaderNames.RecordRoute)).Reverse()];
        RefreshTarget(response);
    }

    /// <summary>Takes the Contact of a target refresh request or its 2xx (RFC 3261 12.2).</summary>
    public void RefreshTarget(SipMessage message)
    {
        if (message.Contacts is [var contact, ..])
        {
            remoteTarget = contact.Uri;
        }
    }

    /// <summary>A new request inside the dialog, with the next sequence number.</summary>
    public SipRequest NewRequest(string method)
    {
        localSequence++;
        return Request(method, localSequence);
    }

    /// <summary>The ACK of a 2xx: the INVITE's number, the dialog's routes (RFC 3261 13.2.2.4).</summary>
    public SipRequest Ack(uint inviteSequence) => Request(SipMethods.Ack, inviteSequence);

    /// <summary>Whether a request comes in order; a lower number is out of order (RFC 3261 12.2.2).</summary>
    public bool Accepts(SipRequest request)
    {
        if (request.CSeq is not { } cseq || cseq.Number < remoteSequence)
        {
            return false;
        }
        remoteSequence = cseq.Number;
        return true;
    }

    private SipRequest Request(string method, uint sequence)
    {
        var strict = routes.Count > 0 && !routes[0].Uri.Parameters.Has("lr");
        var request = new SipRequest(method, strict ? routes[0].Uri : remoteTarget);
        var headers = request.Headers;
        foreach (var route in strict ? routes.Skip(1).Append(new NameAddress(null, remoteTarget, SipParameters.Empty)) : routes)
        {
            headers.Add(HeaderNames.Route, route.ToString());
        }
        headers.Add(HeaderNames.MaxForwards, "70");
        headers.Add(HeaderNames.From, local.ToString());
        headers.Add(HeaderNames.To, remote.ToString());
        headers.Add(HeaderNames.CallId, Id.CallId);
        headers.Add(HeaderNames.CSeq, new CSeq(sequence, method).ToString());
        return request;
    }
}
