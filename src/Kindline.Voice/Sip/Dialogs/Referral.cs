using System.Globalization;
using System.Text;
using Kindline.Voice.Sip.Transactions;
using Kindline.Voice.Sip.Transport;

namespace Kindline.Voice.Sip.Dialogs;

/// <summary>
/// A REFER inside a dialog (RFC 3515): the peer asks us to call somebody else in its place. Whoever grants it tells the peer how that fares
/// by NOTIFY, unless the peer wants to hear nothing (RFC 4488). Lives in the session's mailbox; each step counts once.
/// </summary>
internal sealed class Referral
{
    private const string ReferTo = "Refer-To";
    private const string ReferSub = "Refer-Sub";
    private const string FragmentType = "message/sipfrag;version=2.0";

    // As long as a target may ring; after it the peer may forget the subscription.
    private const int Seconds = 180;

    private readonly InviteSession session;
    private readonly ServerTransaction refer;
    private readonly string eventName;
    private readonly bool silent;
    private bool granted;
    private bool told;

    private Referral(InviteSession session, ServerTransaction refer, SipUri target, Replaces? replaces, bool isFirst)
    {
        this.session = session;
        this.refer = refer;
        Target = target;
        Replaces = replaces;
        silent = "false".Equals(refer.Request.Headers[ReferSub]?.Trim(), StringComparison.OrdinalIgnoreCase);
        // RFC 3515 2.4.6: a second REFER in a dialog is told apart by its number.
        eventName = isFirst ? "refer" : string.Create(CultureInfo.InvariantCulture, $"refer;id={refer.Request.CSeq?.Number ?? 0}");
    }

    /// <summary>Who shall be called.</summary>
    public SipUri Target { get; }

    /// <summary>The dialog at the target that the peer wants to be joined with, or null (RFC 5589 7).</summary>
    public Replaces? Replaces { get; }

    /// <summary>Reads a REFER; answers it where it cannot be read.</summary>
    public static Referral? Read(InviteSession session, ServerTransaction refer, bool isFirst)
    {
        var targets = NameAddress.ParseAll(refer.Request.Headers.All(ReferTo));
        if (targets is not [var target] || !Replaces.TryRead(target.Uri, out var replaces))
        {
            refer.Respond(Responses.To(refer.Request, 400, "Bad Refer-To"));
            return null;
        }
        return new Referral(session, refer, target.Uri, replaces, isFirst);
    }

    /// <summary>202, and the first NOTIFY.</summary>
    public void Grant()
    {
        if (granted || told)
        {
            return;
        }
        granted = true;
        var accepted = Capabilities.DialogForming(refer, 202, "Accepted", session.Dialog.Id.LocalTag, session.Layer);
        if (silent)
        {
            accepted.Headers.Add(ReferSub, "false");
        }
        refer.Respond(accepted);
        Notify(string.Create(CultureInfo.InvariantCulture, $"active;expires={Seconds}"), "SIP/2.0 100 Trying");
    }

    /// <summary>Says how it ended, after <see cref="Grant"/>.</summary>
    public void Tell(int status, string phrase)
    {
        if (granted && !told)
        {
            told = true;
            Notify("terminated;reason=noresource", string.Create(CultureInfo.InvariantCulture, $"SIP/2.0 {status} {phrase}"));
        }
    }

    /// <summary>Refuses, instead of <see cref="Grant"/>.</summary>
    public void Refuse(int status, string phrase)
    {
        if (!granted && !told)
        {
            told = true;
            refer.Respond(Responses.To(refer.Request, status, phrase));
        }
    }

    private void Notify(string state, string statusLine)
    {
        if (silent || !session.IsUp)
        {
            return;
        }
        DialogRequest.Send(session, SipMethods.Notify, lost: null, notify =>
        {
            notify.Headers.Add("Event", eventName);
            notify.Headers.Add("Subscription-State", state);
            notify.Headers.Add(HeaderNames.Contact, session.Layer.ContactFor(session.Dialog.NextHop, null));
            notify.Headers.Add(HeaderNames.ContentType, FragmentType);
            notify.Body = Encoding.ASCII.GetBytes($"{statusLine}\r\n");
        });
    }
}
