using System.Diagnostics;
using System.Text.Json;

namespace Kindline.Benchmarks.Desktops;

/// <summary>A <see cref="DesktopPeer"/>, which ends with its standard input.</summary>
internal sealed class DesktopProcess : IDisposable
{
    private readonly Process process;

    private DesktopProcess(Process process) => this.process = process;

    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public static DesktopProcess Start(Uri centre)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath ?? "dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(typeof(DesktopProcess).Assembly.Location);
        start.ArgumentList.Add(DesktopPeer.Verb);
        start.ArgumentList.Add(centre.ToString());
        // The server's setting: here the thread that waits for a line would stop all sockets.
        start.Environment["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = "0";
        return new DesktopProcess(Process.Start(start) ?? throw new InvalidOperationException("The browsers did not start."));
    }

    /// <summary>Opens a page for each.</summary>
    public Task OpenAsync(IEnumerable<(string User, PageKind Kind)> pages) => AskAsync($"open {string.Join(' ', pages.Select(p => $"{p.User} {p.Kind}"))}");

    /// <summary>What the pages saw since the last time.</summary>
    public async Task<DesktopWindow> TakeAsync() =>
        JsonSerializer.Deserialize<DesktopWindow>(await AskAsync("take")) ?? throw new InvalidOperationException("No figures.");

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private async Task<string> AskAsync(string line)
    {
        await process.StandardInput.WriteLineAsync(line);
        await process.StandardInput.FlushAsync();
        return await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The browsers have ended.");
    }
}
