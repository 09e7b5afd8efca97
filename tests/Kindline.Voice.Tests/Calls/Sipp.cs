using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Kindline.Voice.Tests.Calls;

/// <summary>Runs SIPp, a peer of other people's making, with a scenario of tests/data/sipp.</summary>
public static class Sipp
{
    private const string Program = "/usr/bin/sipp";

    public static string? Missing => File.Exists(Program) ? null : "SIPp is not installed (Debian package sip-tester)";

    /// <summary>Starts SIPp; the task ends with its exit code, 0 where every call went as the scenario says.</summary>
    public static async Task<int> RunAsync(string scenario, IPEndPoint exchange, params string[] arguments)
    {
        Assert.SkipWhen(Missing is not null, Missing ?? "");
        var start = new ProcessStartInfo(Program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[
            exchange.ToString(), "-sf", Path.Combine(DataFolder(), "sipp", scenario), "-i", "127.0.0.1", "-mi", "127.0.0.1",
            "-nostdin", "-timeout", "20s", "-timeout_error", .. arguments])
        {
            start.ArgumentList.Add(argument);
        }
        using var process = Process.Start(start) ?? throw new InvalidOperationException("SIPp did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(Patience.Token());
        await Task.WhenAll(output, errors);
        TestContext.Current.SendDiagnosticMessage(await errors);
        return process.ExitCode;
    }

    /// <summary>Plays a scenario of tests/data/sipp/traps once against the exchange, as a caller.</summary>
    /// <returns>What SIPp complains of; empty where all went as the scenario says.</returns>
    public static Task<string> PlayAsync(string trap, IPEndPoint exchange) => TrapAsync(trap, exchange, "-s", "2000");

    /// <summary>Waits for one call on a port of its own, and plays a scenario of tests/data/sipp/traps in it.</summary>
    public static SippPeer Answering(string trap, IPEndPoint exchange)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var address = (IPEndPoint)(socket.LocalEndPoint ?? throw new InvalidOperationException("No port."));
        socket.Close();
        var port = address.Port.ToString(CultureInfo.InvariantCulture);
        return new SippPeer(address, TrapAsync(trap, exchange, "-p", port));
    }

    private static async Task<string> TrapAsync(string trap, IPEndPoint exchange, params string[] arguments)
    {
        var complaints = Path.GetTempFileName();
        try
        {
            var exit = await RunAsync(Path.Combine("traps", $"{trap}.xml"), exchange, [.. arguments, "-m", "1", "-trace_err", "-error_file", complaints]);
            return exit == 0 ? "" : $"exit code {exit}: {await File.ReadAllTextAsync(complaints)}";
        }
        finally
        {
            File.Delete(complaints);
        }
    }

    private static string DataFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !Directory.Exists(Path.Combine(folder.FullName, "tests", "data", "sipp")))
        {
            folder = folder.Parent;
        }
        return Path.Combine(folder?.FullName ?? throw new DirectoryNotFoundException("tests/data/sipp"), "tests", "data");
    }
}

/// <summary>SIPp as one who is called.</summary>
/// <param name="Address">Where it listens.</param>
/// <param name="Ended">What it complains of; empty where all went as the scenario says.</param>
public sealed record SippPeer(IPEndPoint Address, Task<string> Ended);
