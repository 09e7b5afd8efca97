using System.Security.Cryptography;
using Kindline.Voice.Sip;
using Kindline.Voice.Sip.Guard;
using Kindline.Voice.Sip.Transport;

namespace Kindline.Voice.Calls;

/// <summary>Asks phones who they are (RFC 3261 22.4), and strangers only where the user whom they claim to be exists. MD5, as desk phones
/// and the SIP libraries of browsers know no other.</summary>
internal sealed class Doorkeeper(ICallDesk desk, SipGuard guard, string realm, TimeProvider clock)
{
    private static readonly TimeSpan NonceLife = TimeSpan.FromMinutes(5);

    private readonly ICallDesk desk = desk;
    private readonly string realm = realm;
    private readonly DigestServer digest = new DigestServer(realm, RandomNumberGenerator.GetBytes(32), [DigestAlgorithm.Md5], NonceLife, clock);

    /// <summary>The proven user, the response that refuses or challenges, or silence.</summary>
    public async ValueTask<Admission> AdmitAsync(SipRequest request, CancellationToken ct)
    {
        var source = request.Source ?? throw new ArgumentException("A request without a flow reached the door.");
        if (!TryFindCredentials(request, out var credentials))
        {
            return await IsHeardAsync(request, source, ct).ConfigureAwait(false)
                ? new Admission.Refused(Challenge(request, source, stale: false))
                : new Admission.Unheard();
        }
        if (!guard.MayTry(source, credentials.User))
        {
            return new Admission.Unheard();
        }
        var secrets = await desk.SecretsOfAsync(credentials.User, ct).ConfigureAwait(false);
        var verdict = digest.Verify(credentials, request.Method, source.Remote.Address, _ => [.. secrets.Select(s => new DigestSecret.Password(s))]);
        switch (verdict)
        {
            case DigestVerdict.Accepted(var user):
                guard.RightPassword(source, user);
                return new Admission.Granted(user);
            case DigestVerdict.Refused(var why):
                return Refuse(request, source, credentials, why);
            default:
                return new Admission.Refused(Challenge(request, source, stale: true));
        }
    }

    private Admission Refuse(SipRequest request, SipFlow source, DigestCredentials credentials, DigestRefusal why)
    {
        if (why == DigestRefusal.UnknownUser && guard.IsStranger(source))
        {
            guard.UnknownUser(source, request.CallId);
            return new Admission.Unheard();
        }
        if (why == DigestRefusal.WrongResponse)
        {
            guard.WrongPassword(source, credentials.User);
        }
        return new Admission.Refused(Responses.To(request, 403, "Forbidden"));
    }

    /// <summary>Whether somebody without credentials is asked for them.</summary>
    private async ValueTask<bool> IsHeardAsync(SipRequest request, SipFlow source, CancellationToken ct)
    {
        if (!guard.IsStranger(source))
        {
            return true;
        }
        // A phone calls as its user and registers its user (RFC 3261 8.1.1.3, 10.2).
        var claimed = (request.Method == SipMethods.Register ? request.To : request.From)?.Uri.User;
        if (claimed is not null && (await desk.SecretsOfAsync(claimed, ct).ConfigureAwait(false)).Count > 0)
        {
            return true;
        }
        guard.UnknownUser(source, request.CallId);
        return false;
    }

    /// <summary>Credentials of our realm: a phone may send those of other servers as well.</summary>
    private bool TryFindCredentials(SipRequest request, out DigestCredentials credentials)
    {
        foreach (var line in request.Headers.All(HeaderNames.Authorization))
        {
            if (DigestCredentials.TryParse(line, out credentials) && credentials.Realm == realm)
            {
                return true;
            }
        }
        credentials = null!;
        return false;
    }

    private SipResponse Challenge(SipRequest request, SipFlow source, bool stale)
    {
        var response = Responses.To(request, 401, "Unauthorized");
        foreach (var challenge in digest.Challenge(stale, source.Remote.Address))
        {
            response.Headers.Add(HeaderNames.WwwAuthenticate, challenge.ToString());
        }
        return response;
    }
}

/// <summary>What the doorkeeper decided.</summary>
internal abstract record Admission
{
    private Admission()
    {
    }

    public sealed record Granted(string User) : Admission;

    public sealed record Refused(SipResponse Response) : Admission;

    /// <summary>The sender hears nothing.</summary>
    public sealed record Unheard : Admission;
}
