using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Kindline.Voice.Tests.Conformance;

/// <summary>
/// A network behind a router that translates addresses, in network namespaces of its own. From here the router is a peer of a public
/// address (198.51.100.0/24, RFC 5737). Only root may make one.
/// </summary>
internal sealed class NatRouter : IAsyncDisposable
{
    private readonly string inside;
    private readonly string router;

    private NatRouter(int number)
    {
        inside = string.Create(CultureInfo.InvariantCulture, $"kv-in{number}");
        router = string.Create(CultureInfo.InvariantCulture, $"kv-nat{number}");
        Here = new IPAddress([198, 51, 100, (byte)(4 * number + 1)]);
        Public = new IPAddress([198, 51, 100, (byte)(4 * number + 2)]);
    }

    /// <summary>The address of the phone behind the router.</summary>
    public const string Phone = "192.168.77.2";

    /// <summary>This machine's address towards the router.</summary>
    public IPAddress Here { get; }

    /// <summary>The address that the phone seems to have.</summary>
    public IPAddress Public { get; }

    /// <summary>What runs a program behind the router.</summary>
    public IReadOnlyList<string> Inside => ["ip", "netns", "exec", inside];

    /// <summary>Skips where no namespace can be made.</summary>
    public static async Task<NatRouter> OpenAsync()
    {
        Assert.SkipUnless(Environment.UserName == "root" && File.Exists("/usr/sbin/iptables"), "only root, with iptables, may make a network with a router");
        var number = 1 + (Environment.ProcessId % 60);
        var network = new NatRouter(number);
        try
        {
            await network.BuildAsync(number);
            return network;
        }
        catch (InvalidOperationException refused)
        {
            await network.DisposeAsync();
            Assert.Skip($"this machine allows no network namespaces: {refused.Message}");
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // The pairs of interfaces go with them.
        foreach (var name in (string[])[inside, router])
        {
            if (File.Exists($"/var/run/netns/{name}"))
            {
                await RunAsync("ip", "netns", "del", name);
            }
        }
    }

    /// <summary>How many packets have come to the phone; not only those that it read.</summary>
    public async Task<long> PacketsToPhoneAsync()
    {
        // Two lines "Ip:", names and numbers.
        var counters = await RunAsync("ip", "netns", "exec", inside, "cat", "/proc/net/snmp");
        var lines = counters.Split('\n').Where(l => l.StartsWith("Ip:", StringComparison.Ordinal)).Select(l => l.Split(' ')).ToList();
        return long.Parse(lines[1][Array.IndexOf(lines[0], "InDelivers")], CultureInfo.InvariantCulture);
    }

    private async Task BuildAsync(int number)
    {
        var gate = string.Create(CultureInfo.InvariantCulture, $"kv-gate{number}");
        string[] steps =
        [
            $"ip netns add {inside}",
            $"ip netns add {router}",
            $"ip link add {gate} type veth peer name wan netns {router}",
            $"ip addr add {Here}/30 dev {gate}",
            $"ip link set {gate} up",
            $"ip -n {router} addr add {Public}/30 dev wan",
            $"ip -n {router} link set wan up",
            $"ip -n {router} link add lan type veth peer name eth0 netns {inside}",
            $"ip -n {router} addr add 192.168.77.1/24 dev lan",
            $"ip -n {router} link set lan up",
            $"ip -n {inside} addr add {Phone}/24 dev eth0",
            $"ip -n {inside} link set eth0 up",
            $"ip -n {inside} link set lo up",
            $"ip -n {router} route add default via {Here}",
            $"ip -n {inside} route add default via 192.168.77.1",
            $"ip netns exec {router} sysctl -qw net.ipv4.ip_forward=1",
            // Other ports outside than inside, as a busy router gives them.
            $"ip netns exec {router} iptables -t nat -A POSTROUTING -o wan -p udp -j MASQUERADE --to-ports 40000-49999 --random",
        ];
        foreach (var step in steps)
        {
            var words = step.Split(' ');
            await RunAsync(words[0], words[1..]);
        }
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException($"{program} did not start");
        var output = process.StandardOutput.ReadToEndAsync();
        var complaint = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {complaint}");
    }
}
