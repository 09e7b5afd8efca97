using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Kindline.Foundation;

namespace Kindline.Telephony;

/// <summary>Where the relay meets us, and where browsers and encrypted trunks meet the relay.</summary>
/// <param name="Inside">Towards our own media ports.</param>
/// <param name="Outside">This machine's addresses to which browsers send.</param>
/// <param name="Advertised">The address that stands for the first of them beyond a translator, or null.</param>
internal sealed record RelayAddresses(IPAddress Inside, IReadOnlyList<IPAddress> Outside, IPAddress? Advertised)
{
    /// <summary>The names of the two sides in rtpengine.</summary>
    public const string InsideName = "inside";

    /// <inheritdoc cref="InsideName"/>
    public const string OutsideName = "outside";

    /// <summary>
    /// rtpengine's interfaces, "NAME/ADDRESS" or "NAME/ADDRESS!ADVERTISED". An address and its advertised one are two candidates of
    /// ICE, so that a browser in the house does not go out and back in.
    /// </summary>
    public IEnumerable<string> Interfaces =>
    [
        $"{InsideName}/{Inside}", .. Outside.Select(o => $"{OutsideName}/{o}"),
        .. Advertised is null ? (string[])[] : [$"{OutsideName}/{Outside[0]}!{Advertised}"],
        .. Outside.Prepend(Inside).Distinct().Select(a => $"{NameOf(a)}/{a}"),
        .. Advertised is null ? (string[])[] : [$"{NameOf(Advertised)}/{Outside[0]}!{Advertised}"],
    ];

    /// <summary>The name in rtpengine of one address by which peers reach us: who speaks no ICE is told that one and no other.</summary>
    public static string NameOf(IPAddress reachedAt) => $"at-{reachedAt}";

    /// <summary>The addresses at which a browser may be told to find the relay.</summary>
    public IEnumerable<IPAddress> Reachable => Advertised is null ? Outside : [.. Outside, Advertised];

    /// <summary>What follows from the settings on this machine.</summary>
    public static RelayAddresses Of(KindlineOptions options) => Of(options, OfThisMachine());

    /// <param name="machine">The machine's own addresses, the preferred one first, without loopback.</param>
    public static RelayAddresses Of(KindlineOptions options, IReadOnlyList<IPAddress> machine)
    {
        var any = options.Bind.Equals(IPAddress.Any) || options.Bind.Equals(IPAddress.IPv6Any);
        IReadOnlyList<IPAddress> outside = !any ? [options.Bind] : machine.Count == 0 ? [IPAddress.Loopback] : machine;
        var advertised = options.Advertised is { } told && !outside.Contains(told) ? told : null;
        return new RelayAddresses(any ? IPAddress.Loopback : options.Bind, outside, advertised);
    }

    private static List<IPAddress> OfThisMachine() =>
    [
        .. NetworkInterface.GetAllNetworkInterfaces()
            .Where(i => i.OperationalStatus == OperationalStatus.Up && i.NetworkInterfaceType != NetworkInterfaceType.Loopback)
            .Select(i => i.GetIPProperties())
            .OrderByDescending(p => p.GatewayAddresses.Count > 0)
            .SelectMany(p => p.UnicastAddresses)
            .Select(a => a.Address)
            .Where(a => a.AddressFamily == AddressFamily.InterNetwork),
    ];
}
