using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kindline.Engine;
using Kindline.Foundation;

namespace Kindline.Telephony;

/// <summary>
/// Accounts at our TURN server that end by themselves: the user is "EXPIRY:AGENT" (Unix seconds), the password its HMAC-SHA1 under the
/// server's secret, in base64 (draft-uberti-behave-turn-rest-00 2.2). Nothing has to be kept for it.
/// </summary>
internal sealed class TurnCredentials(KindlineOptions options, MasterKey key, TurnHealth health, TimeProvider clock) : IIceServers
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(12);
    private static readonly string[] Ways = ["udp", "tcp"];

    /// <summary>What coturn checks the passwords with.</summary>
    public string Secret { get; } = Convert.ToHexStringLower(key.Derive("turn"));

    public IReadOnlyList<IceServer> For(AgentId agent)
    {
        if (options.TurnPort == 0 || health.Missing is not null)
        {
            return [];
        }
        var addresses = RelayAddresses.Of(options);
        var host = addresses.Advertised ?? addresses.Outside[0];
        var user = string.Create(CultureInfo.InvariantCulture, $"{(clock.GetUtcNow() + Life).ToUnixTimeSeconds()}:{agent}");
        string[] urls = [.. Ways.Select(
            way => string.Create(CultureInfo.InvariantCulture, $"turn:{host}:{options.TurnPort}?transport={way}"))];
        return [new IceServer(urls, user, PasswordOf(user, Secret))];
    }

#pragma warning disable CA5350 // the protocol knows no other; what it protects is the use of a relay that leads to us alone
    internal static string PasswordOf(string user, string secret) =>
        Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(user)));
#pragma warning restore CA5350
}
