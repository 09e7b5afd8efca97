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
    private static readonly (string Program, string[] Arguments)[] Programs =
    [
        ("flite", ["-voice", "slt", "-t", "{text}", "-o", "{file}"]),
        ("espeak-ng", ["-v", "en-us", "-s", "150", "-w", "{file}", "--", "{text}"]),
    ];

    private readonly string folder = Path.Combine(options.DataFolder, "speech");

    /// <summary>The program that speaks, or null where the machine has none.</summary>
    public string? Program { get; } = Programs.Select(p => p.Program).FirstOrDefault(IsInstalled);

    /// <summary>The text as sound, or null where nothing can speak it (said once in the log, and in /healthz).</summary>
    public async Task<WavAudio?> SpeakAsync(string text, CancellationToken ct)
    {
        if (Program is null || string.IsNullOrWhiteSpace(text))
        {
            return null;
        }
        var sum = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Program}\n{text}")));
        var path = Path.Combine(folder, $"{sum[..32]}.wav");
        if (!File.Exists(path))
        {
            await RenderAsync(text, path, ct);
        }
        return WavFile.Read(path) as WavAudio;
    }

    private static bool IsInstalled(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));

    private async Task RenderAsync(string text, string path, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        var unfinished = $"{path}.{Guid.CreateVersion7():N}.tmp";
        var arguments = Programs.Single(p => p.Program == Program).Arguments
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
