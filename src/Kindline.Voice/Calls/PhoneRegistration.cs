using System.Net;
using Kindline.Voice.Sip;
using Kindline.Voice.Sip.Dialogs;
using Kindline.Voice.Sip.Registration;
using Kindline.Voice.Sip.Transport;

namespace Kindline.Voice.Calls;

/// <summary>An account of ours at another exchange, by which it finds us (RFC 3261 10.2).</summary>
/// <param name="User">The digest user, and the user that is registered.</param>
/// <param name="Password">The digest password.</param>
/// <param name="Domain">The domain of the address-of-record.</param>
/// <param name="Registrar">Where the REGISTER goes, by UDP.</param>
public sealed record PhoneAccount(string User, string Password, string Domain, IPEndPoint Registrar);

/// <summary>
/// One account registered somewhere else. Calls that come of it are handed to the host as those of a trunk are. It has no timer: who
/// needs it for long registers again.
/// </summary>
public sealed class PhoneRegistration
{
    private readonly DialogLayer layer;
    private readonly RegisterClient client;

    internal PhoneRegistration(PhoneAccount account, CallLanes lanes)
    {
        var callId = Tokens.NewCallId();
        layer = lanes.Of(callId);
        client = new RegisterClient(
            layer,
            callId,
            SipUri.Sip(null, account.Registrar.Address.ToString(), account.Registrar.Port),
            new NameAddress(null, SipUri.Sip(account.User, account.Domain), SipParameters.Empty),
            new SipFlow(SipProtocol.Udp, account.Registrar, 0),
            new Credentials(account.User, account.Password));
    }

    /// <summary>Registers for so long, or until then no more where the time is zero; true where the registrar agreed.</summary>
    public Task<bool> RegisterAsync(TimeSpan lifetime)
    {
        var done = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        layer.Mailbox.Post(() => client.Send(lifetime, response => done.TrySetResult(response is { StatusCode: >= 200 and < 300 })));
        return done.Task;
    }
}
