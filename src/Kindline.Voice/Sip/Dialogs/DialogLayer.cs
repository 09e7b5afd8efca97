using Kindline.Voice.Sip.Guard;
using Kindline.Voice.Sip.Transactions;
using Kindline.Voice.Sip.Transport;

namespace Kindline.Voice.Sip.Dialogs;

/// <summary>Whoever owns a dialog gets its requests. Called in the dialog's mailbox.</summary>
internal interface IDialogUser
{
    void OnRequest(ServerTransaction transaction);

    void OnAck(SipRequest ack);
}

/// <summary>Gets the requests that belong to no dialog. Called in the layer's mailbox.</summary>
internal interface IOutOfDialogUser
{
    /// <inheritdoc cref="ITransactionUser.ShowsItself"/>
    bool ShowsItself(SipRequest request);

    void OnRequest(ServerTransaction transaction, DialogLayer layer);
}

/// <summary>
/// The dialogs of one mailbox (RFC 3261 12.2.2), and the only way up from its transactions. All messages with one Call-ID come to
/// one layer, so that a call's transactions, dialogs and timers share a thread and need no lock.
/// </summary>
internal sealed class DialogLayer : ITransactionUser
{
    private readonly Dictionary<DialogId, IDialogUser> dialogs = [];
    private readonly Dictionary<TransactionKey, Action> cancels = [];
    private readonly IOutOfDialogUser outside;
    private readonly ISipWire wire;
    private readonly OpenCalls calls;

    public DialogLayer(IMailbox mailbox, TimeProvider clock, ISipWire wire, OpenCalls calls, IOutOfDialogUser outside, string userAgent)
    {
        Mailbox = mailbox;
        Timers = new MailboxTimers(clock, mailbox);
        Transactions = new TransactionLayer(wire, calls, Timers, Capabilities.Rules) { User = this };
        UserAgent = userAgent;
        this.wire = wire;
        this.calls = calls;
        this.outside = outside;
    }

    public IMailbox Mailbox { get; }

    public MailboxTimers Timers { get; }

    public TransactionLayer Transactions { get; }

    public string UserAgent { get; }

    /// <summary>How many dialogs are alive.</summary>
    public int Count => dialogs.Count;

    public void Add(DialogId id, IDialogUser user)
    {
        if (!dialogs.ContainsKey(id))
        {
            calls.Dialogs.Enter(id.CallId);
        }
        dialogs[id] = user;
    }

    public void Remove(DialogId id)
    {
        if (dialogs.Remove(id))
        {
            calls.Dialogs.Leave(id.CallId);
        }
    }

    /// <summary>Has the action run when the INVITE is cancelled.</summary>
    public void OnCancelOf(InviteServerTransaction invite, Action cancelled) => cancels[invite.Key] = cancelled;

    /// <summary>The INVITE has its final response, or its caller has gone.</summary>
    public void ForgetCancelOf(InviteServerTransaction invite) => cancels.Remove(invite.Key);

    /// <summary>Our Contact towards a peer.</summary>
    public string ContactFor(SipFlow flow, string? user)
    {
        var name = user is null ? "" : $"{Uri.EscapeDataString(user)}@";
        return $"<sip:{name}{wire.LocalFor(flow)}{flow.Protocol.UriParameter()}>";
    }

    /// <inheritdoc cref="ISipWire.FaultOf"/>
    public ConnectFault? FaultOf(SipFlow flow) => wire.FaultOf(flow);

    public bool ShowsItself(SipRequest request) => request.To?.Tag is not null || outside.ShowsItself(request);

    public void OnRequest(ServerTransaction transaction)
    {
        var request = transaction.Request;
        if (request.To?.Tag is not { } localTag)
        {
            outside.OnRequest(transaction, this);
        }
        else if (dialogs.TryGetValue(new DialogId(request.CallId ?? "", localTag, request.From?.Tag ?? ""), out var user))
        {
            user.OnRequest(transaction);
        }
        else if (!outside.ShowsItself(request))
        {
            transaction.Abandon();
        }
        else
        {
            transaction.Respond(Responses.To(request, 481, "Call/Transaction Does Not Exist"));
        }
    }

    public void OnCancel(InviteServerTransaction invite)
    {
        if (cancels.Remove(invite.Key, out var cancelled))
        {
            cancelled();
        }
        else
        {
            invite.Respond(Responses.To(invite.Request, 487, "Request Terminated"));
        }
    }

    public void OnAck(SipRequest ack)
    {
        if (ack.To?.Tag is { } localTag
            && dialogs.TryGetValue(new DialogId(ack.CallId ?? "", localTag, ack.From?.Tag ?? ""), out var user))
        {
            user.OnAck(ack);
        }
    }
}
