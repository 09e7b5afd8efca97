using System.Security.Cryptography;
using Kindline.Voice.Sip;
using Kindline.Voice.Sip.Transport;

namespace Kindline.Voice.Calls;

/// <summary>Asks phones who they are (RFC 3261 22.4). MD5, as desk phones and the SIP libraries of browsers know no other.</summary>
internal sealed class Doorkeeper(ICallDesk desk, string realm, TimeProvider clock)
{
    private static readonly TimeSpan NonceLife = TimeSpan.FromMinutes(5);

    private readonly ICallDesk desk = desk;
    private readonly string realm = realm;
    private readonly DigestServer digest = new DigestServer(realm, RandomNumberGenerator.GetBytes(32), [DigestAlgorithm.Md5], NonceLife, clock);

    /// <summary>The proven user, or the response that refuses or challenges.</summary>
    public async ValueTask<Admission> AdmitAsync(SipRequest request, CancellationToken ct)
    {
        if (!TryFindCredentials(request, out var credentials))
        {
            return new Admission.Refused(Challenge(request, stale: false));
        }
        var secrets = await desk.SecretsOfAsync(credentials.User, ct).ConfigureAwait(false);
        var verdict = digest.Verify(credentials, request.Method, _ => [.. secrets.Select(s => new DigestSecret.Password(s))]);
        return verdict switch
        {
            DigestVerdict.Accepted(var user) => new Admission.Granted(user),
            DigestVerdict.Refused => new Admission.Refused(Responses.To(request, 403, "Forbidden")),
            _ => new Admission.Refused(Challenge(request, stale: true)),
        };
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

    private SipResponse Challenge(SipRequest request, bool stale)
    {
        var response = Responses.To(request, 401, "Unauthorized");
        foreach (var challenge in digest.Challenge(stale))
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
}
