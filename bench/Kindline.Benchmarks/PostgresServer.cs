using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Kindline.Benchmarks;

/// <summary>
/// A PostgreSQL of this run's own in a temporary folder, on loopback, with its default settings (fsync and synchronous commit on).
/// PostgreSQL refuses to run as root, so as root it runs as its own user.
/// </summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private readonly string programs;
    private readonly string folder;
    private readonly int port;
    private readonly bool keep;

    private PostgresServer(string programs, string folder, int port, bool keep)
    {
        this.keep = keep;
        this.programs = programs;
        this.folder = folder;
        this.port = port;
    }

    public string ConnectionTo(string database) =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port};Username=postgres;Database={database}");

    /// <summary>Null where none is installed, or it does not start; why stands on stderr.</summary>
    /// <param name="kept">A folder that holds the server's data after this run, and may from an earlier one; null for a temporary one.</param>
    public static async Task<PostgresServer?> StartAsync(string? kept = null)
    {
        if (FindPrograms() is not { } programs)
        {
            await Console.Error.WriteLineAsync("no floor.postgres figures: PostgreSQL is not installed (Debian package postgresql)");
            return null;
        }
        var folder = kept ?? (await RunAsync("mktemp", "-d", "/tmp/kindline-bench-XXXXXXXX")).Trim();
        var server = new PostgresServer(programs, folder, FreePort(), keep: kept is not null);
        try
        {
            if (!File.Exists($"{server.Data}/PG_VERSION"))
            {
                await RunAsync("mkdir", "-p", folder);
                await RunAsync($"{programs}/initdb", "-A", "trust", "-U", "postgres", "--no-sync", "-D", server.Data);
            }
            await RunAsync($"{programs}/pg_ctl", "-D", server.Data, "-l", $"{folder}/log", "-w", "-o", server.Arguments, "start");
            return server;
        }
        catch (InvalidOperationException failure)
        {
            await Console.Error.WriteLineAsync($"no floor.postgres figures: {failure.Message}");
            await server.RemoveAsync();
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync($"{programs}/pg_ctl", "-D", Data, "-m", keep ? "fast" : "immediate", "stop");
        await RemoveAsync();
    }

    private string Data => $"{folder}/data";

    private string Arguments => string.Create(
        CultureInfo.InvariantCulture, $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}");

    private async Task RemoveAsync()
    {
        if (!keep)
        {
            await RunAsync("rm", "-rf", folder);
        }
    }

    private static string? FindPrograms()
    {
        const string Debian = "/usr/lib/postgresql";
        return Directory.Exists(Debian)
            ? Directory.GetDirectories(Debian).Order(StringComparer.Ordinal).Select(v => $"{v}/bin").LastOrDefault(b => File.Exists($"{b}/initdb"))
            : null;
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        string[] all = Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--", program, .. arguments] : [program, .. arguments];
        var start = new ProcessStartInfo("/bin/sh")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        // The server inherits what pg_ctl has open: stderr as a pipe would never end.
        foreach (var argument in (string[])["-c", "exec \"$@\" 2>/dev/null", "sh", .. all])
        {
            start.ArgumentList.Add(argument);
        }
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        var output = await process.StandardOutput.ReadLineAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output ?? "" : throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }
}
