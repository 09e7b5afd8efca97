using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Kindline.Journeys.Toolkit;

/// <summary>A real program beside the test: its lines are kept, its end is awaited, and it never outlives the test.</summary>
sealed partial class ExternalProgram : IAsyncDisposable
{
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int Terminate = 15;

    readonly Process process;
    readonly ConcurrentQueue<string> errors = new();
    readonly ConcurrentQueue<string> lines = new();

    ExternalProgram(Process process, string name)
    {
        this.process = process;
        Name = name;
    }

    public string Name { get; }

    public bool Ended => process.HasExited;

    /// <summary>Whole lines of stdout so far.</summary>
    public IReadOnlyCollection<string> Lines => lines;

    /// <summary>Whole lines of stderr so far.</summary>
    public IReadOnlyCollection<string> Errors => errors;

    /// <summary>Both streams as one text, for a failure message.</summary>
    public string Everything => string.Join('\n', lines.Concat(errors));

    public static ExternalProgram Start(
        string file, IEnumerable<string> arguments, string? folder = null, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = folder ?? Path.GetTempPath(),
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        var program = new ExternalProgram(new Process { StartInfo = start }, Path.GetFileName(file));
        program.process.OutputDataReceived += (_, line) => Keep(program.lines, line.Data);
        program.process.ErrorDataReceived += (_, line) => Keep(program.errors, line.Data);
        program.process.Start();
        program.process.BeginOutputReadLine();
        program.process.BeginErrorReadLine();
        return program;
    }

    /// <summary>Runs a program to its end and gives its stdout; anything but code 0 is a failure with its words.</summary>
    public static async Task<string> RunAsync(string file, params IEnumerable<string> arguments)
    {
        await using var program = Start(file, arguments);
        var code = await program.EndAsync(60);
        return code == 0
            ? string.Join('\n', program.lines)
            : throw new InvalidOperationException($"{file} ended with code {code}: {program.Everything}");
    }

    /// <summary>Waits for a line of stdout or stderr that contains the words.</summary>
    public async Task<string> LineAsync(string words, double seconds = 15)
    {
        await Eventually.True(
            $"{Name} says '{words}'; so far: {Everything}", () => FindLine(words) is not null || Ended, seconds);
        return FindLine(words) ?? throw new InvalidOperationException($"{Name} ended without saying '{words}': {Everything}");
    }

    /// <summary>Sends a POSIX signal to this one process.</summary>
    public void Signal(int signal)
    {
        if (!Ended)
        {
            _ = SendSignal(process.Id, signal);
        }
    }

    /// <summary>Waits for the end, its output read to the last line, and gives the exit code.</summary>
    public async Task<int> EndAsync(double seconds = 15)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(seconds));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{Name} did not end within {seconds} s: {Everything}");
        }

        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!Ended)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }

        process.Dispose();
    }

    string? FindLine(string words) =>
        lines.Concat(errors).FirstOrDefault(line => line.Contains(words, StringComparison.Ordinal));

    static void Keep(ConcurrentQueue<string> kept, string? line)
    {
        if (line is not null)
        {
            kept.Enqueue(line);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int process, int signal);
}
