using System.Diagnostics.CodeAnalysis;
using Kindline.Voice.Rtp;
using Kindline.Voice.Sdp;
using Kindline.Voice.Sip;
using Kindline.Voice.Sip.Dialogs;
using Kindline.Voice.Sip.Guard;
using Kindline.Voice.Sip.Registration;
using Kindline.Voice.Sip.Transactions;
using Kindline.Voice.Sip.Transport;
using Microsoft.Extensions.Logging;

namespace Kindline.Voice.Calls;

/// <summary>Takes what belongs to no call yet: new calls, registrations, and OPTIONS of peers that ask whether we are there.</summary>
internal sealed partial class Reception(
    ICallDesk desk,
    Doorkeeper doorkeeper,
    SipGuard guard,
    Registrar registrar,
    RegisterService registrations,
    LegFactory legs,
    BackgroundWork background,
    ILogger logger)
    : IOutOfDialogUser, IAsyncDisposable
{
    private readonly CancellationTokenSource stopping = new();

    /// <summary>Who may call in without digest; replaced as a whole.</summary>
    public IReadOnlyList<Trunk> Trunks { get; set; } = [];

    public bool ShowsItself(SipRequest request) => request.Source is { } source && !guard.IsStranger(source);

    public void OnRequest(ServerTransaction transaction, DialogLayer layer)
    {
        var request = transaction.Request;
        switch (request.Method)
        {
            case SipMethods.Invite:
                OnInvite((InviteServerTransaction)transaction, layer);
                break;
            case SipMethods.Register:
                background.Run(() => RegisterAsync(transaction, layer));
                break;
            case SipMethods.Options:
                transaction.Respond(Capabilities.Describe(Responses.To(request, 200, "OK"), layer.UserAgent));
                break;
            default:
                transaction.Respond(Responses.To(request, 481, "Call/Transaction Does Not Exist"));
                break;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        stopping.Dispose();
    }

    private void OnInvite(InviteServerTransaction invite, DialogLayer layer)
    {
        // A phone on a trunk's network is still a phone: it has registered from the very address that it calls from.
        var isPhone = invite.Request.Source is { } source && registrar.HasPhoneAt(source);
        if (!isPhone && TrunkOf(invite.Request) is { } trunk)
        {
            KnowPeer(invite.Request, trunk);
            Accept(invite, layer, trunk, null);
        }
        else
        {
            background.Run(() => AdmitAsync(invite, layer));
        }
    }

    // A browser is nobody's trunk, whatever its address: it proves its user by digest.
    private Trunk? TrunkOf(SipRequest request) =>
        request.Source is { IsWebSocket: false } source ? Trunks.FirstOrDefault(t => t.From.Any(f => f.Includes(source.Remote))) : null;

    /// <summary>Where the carrier's connection is gone, what belongs to the call goes by one of ours to its gateway.</summary>
    private static void KnowPeer(SipRequest request, Trunk trunk)
    {
        if (request.Source is { Protocol: SipProtocol.Tls, Peer: null } source && trunk is { Transport: TrunkTransport.Tls, Outbound: { } gateway })
        {
            request.Source = source with { Peer = trunk.FlowTo(gateway).Peer };
        }
    }

    private async Task AdmitAsync(InviteServerTransaction invite, DialogLayer layer)
    {
        var admission = await DecideAsync(invite.Request).ConfigureAwait(false);
        layer.Mailbox.Post(() =>
        {
            switch (admission)
            {
                case Admission.Granted(var user):
                    if (invite.IsHidden)
                    {
                        invite.Respond(Responses.To(invite.Request, 100, "Trying"));
                    }
                    Accept(invite, layer, null, user);
                    break;
                case Admission.Refused(var response):
                    // Not by timer: a forged source address must not be sent ten challenges for one INVITE.
                    invite.RespondOnce(response);
                    break;
                default:
                    invite.Abandon();
                    break;
            }
        });
    }

    /// <summary>Every request gets its final response, even where the host cannot say who somebody is.</summary>
    private async ValueTask<Admission> DecideAsync(SipRequest request)
    {
#pragma warning disable CA1031 // the edge of a request: whatever the host's look-up throws, the sender hears of it
        try
        {
            return await doorkeeper.AdmitAsync(request, stopping.Token).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            LogLookUpFailed(logger, e, request.CallId ?? "");
            return new Admission.Refused(Responses.To(request, 500, "Server Internal Error"));
        }
#pragma warning restore CA1031
    }

    private async Task RegisterAsync(ServerTransaction transaction, DialogLayer layer)
    {
        var request = transaction.Request;
        var admission = await DecideAsync(request).ConfigureAwait(false);
        if (admission is Admission.Unheard)
        {
            layer.Mailbox.Post(transaction.Abandon);
            return;
        }
        var response = admission switch
        {
            Admission.Granted(var user) when IsOwn(request, user) => registrations.Answer(request, user),
            Admission.Refused(var refusal) => refusal,
            _ => Responses.To(request, 403, "Forbidden"),
        };
        layer.Mailbox.Post(() => transaction.Respond(response));
    }

    // A user may only register himself (RFC 3261 10.3, step 4).
    private static bool IsOwn(SipRequest request, string user) => request.To?.Uri.User == user;

    private void Accept(InviteServerTransaction invite, DialogLayer layer, Trunk? trunk, string? user)
    {
        if (invite.Answered)
        {
            return;
        }
        if (trunk is { Audio: TrunkAudio.Srtp } && IsInTheClear(invite.Request))
        {
            LogInTheClear(logger, invite.Request.CallId ?? "", trunk.Name);
            invite.Respond(Responses.To(invite.Request, 488, "Not Acceptable Here"));
            return;
        }
        if (!TryFindReplaced(invite.Request, LegFactory.OwnerOf(trunk, user), out var replaced, out var refusal))
        {
            invite.Respond(refusal);
            return;
        }
        try
        {
            var call = legs.Incoming(invite, layer, trunk, user, replaced);
            background.Run(() => ServeAsync(call));
        }
        catch (NoMediaPortException)
        {
            LogNoPort(logger, invite.Request.CallId ?? "");
            invite.Respond(Responses.To(invite.Request, 503, "Service Unavailable"));
        }
    }

    // Keys that came by UDP or TCP are no keys (RFC 4568 8). Without an offer it is our own that decides.
    private static bool IsInTheClear(SipRequest invite) =>
        invite.Source is not { Protocol: SipProtocol.Tls } || (!invite.Body.IsEmpty && SdesAudio.Secured(invite.Body.Span) is null);

    /// <summary>The leg that the INVITE is to take the place of, if it names one; false with the answer where it may not (RFC 3891 3).</summary>
    private bool TryFindReplaced(SipRequest invite, string? owner, out CallLeg? replaced, [NotNullWhen(false)] out SipResponse? refusal)
    {
        replaced = null;
        var (status, phrase) = (0, "");
        if (!Replaces.TryRead(invite, out var replaces))
        {
            (status, phrase) = (400, "Bad Replaces");
        }
        else if (replaces is not null)
        {
            replaced = legs.Find(replaces.Dialog);
            (status, phrase) = replaced switch
            {
                null or { Answered: false } => (481, "Call/Transaction Does Not Exist"),
                { End: not null } => (603, "Decline"),
                _ when replaced.Owner != owner || owner is null => (403, "Forbidden"),
                _ when replaces.EarlyOnly => (486, "Busy Here"),
                _ => (0, ""),
            };
        }
        refusal = status == 0 ? null : Responses.To(invite, status, phrase);
        return refusal is null;
    }

    private async Task ServeAsync(IncomingCall call)
    {
        var leg = call.Leg;
#pragma warning disable CA1031 // the edge of a call: the host's bug ends this call and no other
        try
        {
            await desk.OnIncomingAsync(call, leg.Ended).ConfigureAwait(false);
            await leg.HangUpAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (leg.Ended.IsCancellationRequested)
        {
            // The caller hung up: that is how the method ends.
        }
        catch (Exception e)
        {
            LogHostFailed(logger, e, call.CallId);
            await leg.FailAsync().ConfigureAwait(false);
        }
#pragma warning restore CA1031
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The host failed at call {CallId}; the call is ended")]
    private static partial void LogHostFailed(ILogger logger, Exception e, string callId);

    [LoggerMessage(Level = LogLevel.Error, Message = "The host could not look up the secret for {CallId}")]
    private static partial void LogLookUpFailed(ILogger logger, Exception e, string callId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Call {CallId} of trunk {Trunk} was refused: it is not encrypted as the trunk is set")]
    private static partial void LogInTheClear(ILogger logger, string callId, string trunk);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Call {CallId} was refused: no RTP port is free")]
    private static partial void LogNoPort(ILogger logger, string callId);
}
