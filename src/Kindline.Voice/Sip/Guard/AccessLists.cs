using System.Net;

namespace Kindline.Voice.Sip.Guard;

/// <summary>
/// From where SIP is heard at all. Trunk sources and phones that have proven a password are heard whatever stands here.
/// </summary>
/// <param name="Denied">Networks that are never heard.</param>
/// <param name="AllowedOnly">Where not empty, the only networks that are heard.</param>
public sealed record AccessLists(IReadOnlyList<IPNetwork> Denied, IReadOnlyList<IPNetwork> AllowedOnly)
{
    /// <summary>Everybody is heard.</summary>
    public static AccessLists Open { get; } = new([], []);

    /// <summary>Whether a peer at this address is heard.</summary>
    public bool Admits(IPAddress address) =>
        !Denied.Any(n => n.Contains(address)) && (AllowedOnly.Count == 0 || AllowedOnly.Any(n => n.Contains(address)));

    /// <summary>Reads networks and addresses, parted by commas or white space: "192.0.2.0/24, 2001:db8::7".</summary>
    /// <param name="text">May be empty.</param>
    /// <param name="networks">All of them, or none where one is wrong.</param>
    /// <returns>Null, or the word that is no network.</returns>
    public static string? Parse(string text, out IReadOnlyList<IPNetwork> networks)
    {
        var found = new List<IPNetwork>();
        networks = found;
        foreach (var word in text.Split((char[])[',', ' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (IPNetwork.TryParse(word, out var network))
            {
                found.Add(network);
            }
            // A bare number is an address to IPAddress, and a slip of the pen to everybody else.
            else if (word.AsSpan().IndexOfAny('.', ':') >= 0 && IPAddress.TryParse(word, out var address) && address.ToString().Length > 0)
            {
                found.Add(new IPNetwork(address, address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? 32 : 128));
            }
            else
            {
                networks = [];
                return word;
            }
        }
        return null;
    }
}
