using System.Diagnostics;

namespace Kindline.Voice.Tests.Calls;

/// <summary>Runs the scanners of sipvicious 0.3.3, an attacker of other people's making.</summary>
public static class SipVicious
{
    private const string Library = "/usr/share/sipvicious";

    // What every attacker does who has read how it is recognised: another User-Agent.
    private const string Disguised = """
        import sys
        sys.path.insert(0, '/usr/share/sipvicious')
        from sipvicious.libs import svhelper
        svhelper.makeRequest.__defaults__ = tuple('Acme Desk Phone' if d == 'friendly-scanner' else d for d in svhelper.makeRequest.__defaults__)
        import importlib
        tool = importlib.import_module('sipvicious.' + sys.argv[1])
        sys.argv = sys.argv[1:]
        tool.main()
        """;

    public static string? Missing => Directory.Exists(Library) ? null : "sipvicious is not installed (Debian package sipvicious)";

    /// <summary>All that svmap, svwar or svcrack said at its end.</summary>
    public static Task<string> RunAsync(string tool, params string[] arguments) =>
        StartAsync($"/usr/bin/{tool}", arguments);

    /// <summary>The same under the User-Agent of a telephone.</summary>
    public static Task<string> RunDisguisedAsync(string tool, params string[] arguments) =>
        StartAsync("/usr/bin/python3", ["-c", Disguised, tool, .. arguments]);

    private static async Task<string> StartAsync(string program, string[] arguments)
    {
        Assert.SkipWhen(Missing is not null, Missing ?? "");
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System).Token);
        var said = await output + await errors;
        TestContext.Current.SendDiagnosticMessage(said);
        return said;
    }
}
