using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Kindline.Benchmarks;

/// <summary>What one run of SIPp came to.</summary>
internal sealed record LoadResult(long Succeeded, long Failed, long Retransmissions, double P99);

/// <summary>SIPp as a source of calls, or as what answers them.</summary>
internal sealed class SippLoad : IDisposable
{
    private const string Program = "/usr/bin/sipp";

    private readonly Process process;

    private SippLoad(Process process, IPEndPoint address)
    {
        this.process = process;
        Address = address;
    }

    public static bool IsInstalled => File.Exists(Program);

    public IPEndPoint Address { get; }

    /// <summary>SIPp's own answering script.</summary>
    public static SippLoad StartCarrier()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var address = (IPEndPoint)probe.LocalEndPoint!;
        probe.Close();
        var port = address.Port.ToString(CultureInfo.InvariantCulture);
        return new SippLoad(Start(Path.GetTempPath(), ["-sn", "uas", "-i", "127.0.0.1", "-p", port, "-nostdin"]), address);
    }

    /// <summary>Calls at a rate for a while, each call answered and hung up at once.</summary>
    public static async Task<LoadResult> CallAsync(IPEndPoint target, int rate, int seconds)
    {
        var folder = Directory.CreateTempSubdirectory("kindline-bench-");
        try
        {
            using var sipp = Start(folder.FullName,
            [
                target.ToString(), "-sf", Scenario(), "-s", "2000", "-i", "127.0.0.1", "-mi", "127.0.0.1", "-nostdin", "-d", "0",
                "-r", Text(rate), "-m", Text(rate * seconds), "-l", "20000", "-timeout", Text((seconds * 4) + 5) + "s",
                "-trace_stat", "-stf", "stat.csv", "-fd", "1", "-trace_rtt", "-rtt_freq", "1",
            ]);
            // Calls that hang would keep SIPp for half a minute after its own time-out.
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds((seconds * 4) + 7), TimeProvider.System);
            await sipp.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (sipp.HasExited)
            {
                return Read(folder);
            }
            sipp.Kill();
            await sipp.WaitForExitAsync();
            return new LoadResult(0, rate * seconds, 0, 0);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public void Dispose()
    {
        process.Kill();
        process.Dispose();
    }

    private static Process Start(string folder, string[] arguments)
    {
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = folder };
        // SIPp draws its screen; nobody is to read it, and a full pipe would stop it.
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("exec \"$0\" \"$@\" >/dev/null 2>&1");
        start.ArgumentList.Add(Program);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        return Process.Start(start) ?? throw new InvalidOperationException("SIPp did not start.");
    }

    private static LoadResult Read(DirectoryInfo folder)
    {
        var rows = File.ReadAllLines(Path.Combine(folder.FullName, "stat.csv"));
        var names = rows[0].Split(';');
        var last = rows[^1].Split(';');
        long Field(string name) => long.Parse(last[Array.IndexOf(names, name)], CultureInfo.InvariantCulture);
        return new LoadResult(Field("SuccessfulCall(C)"), Field("FailedCall(C)"), Field("Retransmissions(C)"), P99(folder));
    }

    // "Date_ms;response_time_ms;rtd_no"
    private static double P99(DirectoryInfo folder)
    {
        var delays = folder.GetFiles("*_rtt.csv").SelectMany(f => File.ReadLines(f.FullName).Skip(1))
            .Select(l => l.Split(';')).Where(f => f.Length > 1)
            .Select(f => double.Parse(f[1], CultureInfo.InvariantCulture)).Order().ToList();
        return delays.Count == 0 ? 0 : delays[(int)(delays.Count * 0.99)];
    }

    private static string Scenario()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "tests", "data", "sipp", "uac.xml");
            if (File.Exists(path))
            {
                return path;
            }
        }
        throw new FileNotFoundException("tests/data/sipp/uac.xml");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
