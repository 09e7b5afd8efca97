using System.Diagnostics;
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
