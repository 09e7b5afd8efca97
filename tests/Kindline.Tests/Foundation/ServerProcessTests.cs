using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Kindline.Tests.Foundation;

/// <summary>The program as a person starts it: a process, its two outputs and its exit code.</summary>
public sealed partial class ServerProcessTests : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("kindline-test-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Says_one_line_when_it_is_ready_and_leaves_on_SIGTERM_while_a_second_one_is_refused()
    {
        using var server = Start();
        var ready = await server.StandardOutput.ReadLineAsync(Ct);
        var port = Ready().Match(ready ?? "").Groups[1].Value;
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });

        (await client.GetStringAsync($"http://127.0.0.1:{port}/healthz", Ct)).ShouldContain("\"database\"");
        var (code, output, error) = await RunAsync();
        code.ShouldBe(3);
        output.ShouldBeEmpty();
        error.ShouldContain($"Another Kindline is running on {Path.Combine(root.FullName, "data")} (pid {server.Id}).");

        using var kill = Process.Start("kill", ["-TERM", server.Id.ToString(CultureInfo.InvariantCulture)]);
        (await server.StandardOutput.ReadToEndAsync(Ct)).ShouldBeEmpty();
        await server.WaitForExitAsync(Ct);
        server.ExitCode.ShouldBe(0);
        (await RunAsync([], "audit", "verify")).Output.ShouldStartWith("The audit trail is whole");
    }

    [Fact]
    public async Task A_port_in_use_is_one_line_and_exit_code_2()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var (code, output, error) = await RunAsync([("KINDLINE_HTTP", $"{port}")]);

        code.ShouldBe(2);
        output.ShouldBeEmpty();
        error.Trim().ShouldBe($"kindline: Port {port} (TCP) is in use: set KINDLINE_HTTP to another.");
    }

    [Theory]
    [InlineData("KINDLINE_HTTP", "eighty", "kindline: KINDLINE_HTTP must be a port from 0 to 65535.")]
    [InlineData("KINDLINE_TLS_CERT", "/nowhere.pem", "kindline: KINDLINE_TLS_CERT must be a PEM file with certificate and key.")]
    public async Task A_setting_that_cannot_be_used_is_one_line_and_exit_code_2(string variable, string value, string line)
    {
        var (code, output, error) = await RunAsync([(variable, value)]);

        code.ShouldBe(2);
        output.ShouldBeEmpty();
        error.Trim().ShouldBe(line);
    }

    [Theory]
    [InlineData("dance", "no verb \"dance\"")]
    [InlineData("export", "does not have \"export\" yet")]
    public async Task A_verb_that_is_not_there_is_said_plainly(string verb, string words)
    {
        var (code, output, error) = await RunAsync([], verb);

        code.ShouldBe(2);
        output.ShouldBeEmpty();
        error.ShouldContain(words);
    }

    public void Dispose() => root.Delete(recursive: true);

    private async Task<(int Code, string Output, string Error)> RunAsync((string Name, string Value)[]? set = null, params string[] args)
    {
        using var process = Start(set, args);
        var error = process.StandardError.ReadToEndAsync(Ct);
        var output = await process.StandardOutput.ReadToEndAsync(Ct);
        await process.WaitForExitAsync(Ct);
        return (process.ExitCode, output, await error);
    }

    private Process Start((string Name, string Value)[]? set = null, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "kindline.dll"), .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = root.FullName,
            Environment =
            {
                ["KINDLINE_DATA"] = "data", ["KINDLINE_DEMO"] = "0", ["KINDLINE_BIND"] = "127.0.0.1", ["KINDLINE_HTTP"] = "0",
                ["KINDLINE_SIP"] = "0", ["KINDLINE_MLLP"] = "0", ["KINDLINE_RTP"] = "0", ["KINDLINE_RTPENGINE"] = "0",
            },
        };
        foreach (var (name, value) in set ?? [])
        {
            start.Environment[name] = value;
        }
        return Process.Start(start)!;
    }

    [GeneratedRegex(@"^kindline ready http=(\d+) sip=\d+ mllp=\d+$")]
    private static partial Regex Ready();
}
