using System.Globalization;

namespace Kindline.Journeys.Toolkit;

/// <summary>
/// A network of its own behind a router that translates addresses (NAT) and lets no UDP out but to one port, as many a home or hotel
/// does. Only root may make one.
/// </summary>
sealed class HomeNetwork : IAsyncDisposable
{
    readonly string folder = Places.NewFolder("home-network");
    readonly string home;
    readonly string router;

    HomeNetwork(int number)
    {
        home = string.Create(CultureInfo.InvariantCulture, $"kl-home{number}");
        router = string.Create(CultureInfo.InvariantCulture, $"kl-router{number}");
        Outside = string.Create(CultureInfo.InvariantCulture, $"10.231.{number}.1");
    }

    /// <summary>This machine's address on the far side of the router.</summary>
    public string Outside { get; }

    /// <summary>Chromium that runs inside; its flags and pipes are the usual ones.</summary>
    public string Chromium => Path.Combine(folder, "chromium");

    /// <summary>Skips where no namespace can be made.</summary>
    public static async Task<HomeNetwork> OpenAsync(int openPort)
    {
        Assert.SkipUnless(Environment.UserName == "root" && File.Exists("/usr/sbin/iptables"), "only root, with iptables, may make a network with a router");
        var number = 1 + (openPort % 250);
        var network = new HomeNetwork(number);
        try
        {
            await network.BuildAsync(openPort, number);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await network.DisposeAsync();
            Assert.Skip("this machine allows no network namespaces: " + e.Message);
        }

        return network;
    }

    public async ValueTask DisposeAsync()
    {
        // The pairs of interfaces go with them.
        foreach (var name in new[] { home, router }.Where(static name => File.Exists("/var/run/netns/" + name)))
        {
            await ExternalProgram.RunAsync("ip", "netns", "del", name);
        }

        Directory.Delete(folder, recursive: true);
    }

    async Task BuildAsync(int openPort, int number)
    {
        var port = openPort.ToString(CultureInfo.InvariantCulture);
        var gate = string.Create(CultureInfo.InvariantCulture, $"kl-gate{number}");
        string[] steps =
        [
            $"ip netns add {home}",
            $"ip netns add {router}",
            $"ip link add {gate} type veth peer name wan netns {router}",
            $"ip addr add {Outside}/30 dev {gate}",
            $"ip link set {gate} up",
            $"ip -n {router} addr add 10.231.{number}.2/30 dev wan",
            $"ip -n {router} link set wan up",
            $"ip -n {router} link add lan type veth peer name eth0 netns {home}",
            $"ip -n {router} addr add 192.168.77.1/24 dev lan",
            $"ip -n {router} link set lan up",
            $"ip -n {home} addr add 192.168.77.2/24 dev eth0",
            $"ip -n {home} link set eth0 up",
            $"ip -n {home} link set lo up",
            $"ip -n {router} route add default via {Outside}",
            $"ip -n {home} route add default via 192.168.77.1",
            $"ip netns exec {router} sysctl -qw net.ipv4.ip_forward=1",
            $"ip netns exec {router} iptables -t nat -A POSTROUTING -o wan -j MASQUERADE",
            $"ip netns exec {router} iptables -A FORWARD -i lan -p udp ! --dport {port} -j DROP",
        ];
        foreach (var words in steps.Select(static step => step.Split(' ')))
        {
            await ExternalProgram.RunAsync(words[0], words[1..]);
        }

        await File.WriteAllTextAsync(Chromium, $"#!/bin/sh\nexec ip netns exec {home} {Browser.Chromium} \"$@\"\n", TestContext.Current.CancellationToken);
        await ExternalProgram.RunAsync("chmod", "500", Chromium);
    }
}
