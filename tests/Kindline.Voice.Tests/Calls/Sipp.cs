using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Kindline.Voice.Tests.Calls;

/// <summary>Runs SIPp, a peer of other people's making, with a scenario of tests/data/sipp.</summary>
public static class Sipp
{
    private const string Program = "/usr/bin/sipp";

    public static string? Missing => File.Exists(Program) ? null : "SIPp is not installed (Debian package sip-tester)";

    /// <summary>Starts SIPp; the task ends with its exit code, 0 where every call went as the scenario says.</summary>
    /// <param name="scenario">A file of tests/data/sipp, or any by its whole path.</param>
    /// <param name="exchange">The peer.</param>
    /// <param name="arguments">Further ones.</param>
    public static Task<int> RunAsync(string scenario, IPEndPoint exchange, params string[] arguments) => RunAsync(SippPlace.Loopback, scenario, exchange, arguments);

    private static async Task<int> RunAsync(SippPlace place, string scenario, IPEndPoint exchange, string[] arguments)
    {
        Assert.SkipWhen(Missing is not null, Missing ?? "");
        string[] command =
        [
            .. place.Prefix, Program, exchange.ToString(), "-sf", Path.Combine(DataFolder(), "sipp", scenario), "-i", place.Address, "-mi", place.Address,
            "-nostdin", "-timeout", "20s", "-timeout_error", .. arguments,
        ];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = place.Folder };
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
    public static Task<string> PlayAsync(string trap, IPEndPoint exchange) => PlayAsync(SippPlace.Loopback, trap, exchange, "-s", "2000");

    /// <summary>Waits for one call on a port of its own, and plays a scenario of tests/data/sipp/traps in it.</summary>
    public static SippPeer Answering(string trap, IPEndPoint exchange)
    {
        var address = FreePort.Take();
        var port = address.Port.ToString(CultureInfo.InvariantCulture);
        return new SippPeer(address, PlayAsync(SippPlace.Loopback, trap, exchange, "-p", port));
    }

    /// <summary>Plays a scenario somewhere else than on loopback.</summary>
    public static async Task<string> PlayAsync(SippPlace place, string trap, IPEndPoint exchange, params string[] arguments)
    {
        var complaints = Path.GetTempFileName();
        try
        {
            var exit = await RunAsync(place, Path.Combine("traps", $"{trap}.xml"), exchange, [.. arguments, "-m", "1", "-trace_err", "-error_file", complaints]);
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

/// <summary>Where SIPp runs.</summary>
/// <param name="Prefix">The command that runs it there, such as `ip netns exec NAME`; empty for here.</param>
/// <param name="Address">Its address there.</param>
/// <param name="Folder">Where a scenario's files of sound are looked for.</param>
public sealed record SippPlace(IReadOnlyList<string> Prefix, string Address, string Folder)
{
    public static SippPlace Loopback { get; } = new([], "127.0.0.1", "");
}
