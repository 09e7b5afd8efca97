using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Kindline.Foundation;
using Kindline.Voice.Audio;

namespace Kindline.Flows;

/// <summary>
/// Speaks text by flite or espeak-ng, whichever the machine has (R51). What was spoken once is kept as a WAV file under the data
/// folder, so a known text costs a file read. Texts must hold no patient's data: they are kept.
/// </summary>
public sealed partial class Speech(KindlineOptions options, ILogger<Speech> logger)
{
    // The second list of each is what makes it speak in half the time.
    private static readonly (string Program, string[] Arguments, string[] Quickly)[] Programs =
    [
        ("flite", ["-voice", "slt", "-t", "{text}", "-o", "{file}"], ["--setf", "duration_stretch=0.5"]),
        ("espeak-ng", ["-v", "en-us", "-s", "150", "-w", "{file}", "--", "{text}"], ["-s", "300"]),
    ];

    private readonly string folder = Path.Combine(options.DataFolder, "speech");

    /// <summary>The program that speaks, or null where the machine has none.</summary>
    public string? Program { get; } = Programs.Select(p => p.Program).FirstOrDefault(IsInstalled);

    /// <summary>The text as sound, or null where nothing can speak it (said once in the log, and in /healthz).</summary>
    public Task<WavAudio?> SpeakAsync(string text, CancellationToken ct) => SpeakAsync(text, quickly: false, ct);

    /// <summary>As <see cref="SpeakAsync(string, CancellationToken)"/>, in half the time: for those who hear it all day.</summary>
    public Task<WavAudio?> SpeakQuicklyAsync(string text, CancellationToken ct) => SpeakAsync(text, quickly: true, ct);

    private async Task<WavAudio?> SpeakAsync(string text, bool quickly, CancellationToken ct)
    {
        if (Program is null || string.IsNullOrWhiteSpace(text))
        {
            return null;
        }
        var sum = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(quickly ? $"{Program}\nquickly\n{text}" : $"{Program}\n{text}")));
        var path = Path.Combine(folder, $"{sum[..32]}.wav");
        if (!File.Exists(path))
        {
            await RenderAsync(text, quickly, path, ct);
        }
        return WavFile.Read(path) as WavAudio;
    }

    private static bool IsInstalled(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));

    private async Task RenderAsync(string text, bool quickly, string path, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        var unfinished = $"{path}.{Guid.CreateVersion7():N}.tmp";
        var known = Programs.Single(p => p.Program == Program);
        var arguments = (quickly ? known.Quickly : []).Concat(known.Arguments)
            .Select(a => a.Replace("{text}", text, StringComparison.Ordinal).Replace("{file}", unfinished, StringComparison.Ordinal));
        using var speaking = Process.Start(new ProcessStartInfo(Program!, arguments) { RedirectStandardError = true, RedirectStandardOutput = true });
        if (speaking is null)
        {
            return;
        }
        try
        {
            await speaking.WaitForExitAsync(ct);
        }
        catch (OperationCanceledException)
        {
            speaking.Kill();
            throw;
        }
        if (speaking.ExitCode == 0 && File.Exists(unfinished))
        {
            File.Move(unfinished, path, overwrite: true);
        }
        else
        {
            LogMute(Program!, speaking.ExitCode);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Program} could not speak a text (exit code {ExitCode}); the prompt stays silent")]
    private partial void LogMute(string program, int exitCode);
}
