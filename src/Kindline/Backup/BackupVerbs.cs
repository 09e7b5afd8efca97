using System.Runtime.InteropServices;
using System.Text.Json;
using Kindline.Foundation;

namespace Kindline.Backup;

/// <summary>
/// <c>kindline backup --to FOLDER [--json]</c> and <c>kindline restore --from FOLDER [--check] [--json]</c>. Progress goes to
/// standard error, the result to standard output; Ctrl+C ends either and leaves nothing half done behind.
/// </summary>
internal static class BackupVerbs
{
    private const int Failed = 1;
    private const string BackupUsage = "usage: kindline backup --to FOLDER [--json]";
    private const string RestoreUsage = "usage: kindline restore --from FOLDER [--check] [--json]";

    private static KindlineOptions Settings => KindlineOptions.FromEnvironment(Environment.GetEnvironmentVariable);

    public static Task<int> BackupAsync(string[] args) => Words(args, "--to") is not { } to ? RefuseAsync(BackupUsage) : RunAsync(async ct =>
    {
        // Never makes a key: a backup of what is not there would be an empty one.
        var options = Settings;
        if (!File.Exists(options.KeyFile) || !Directory.Exists(options.DataFolder))
        {
            throw new BackupException($"There is no centre in {options.DataFolder}.");
        }
        var made = await new MakeBackup(options, MasterKey.Open(options), TimeProvider.System, new Said()).RunAsync(to, ct);
        await Console.Out.WriteLineAsync(args.Contains("--json")
            ? JsonSerializer.Serialize(new { made.Folder, made.Bytes, Files = made.Manifest.Files.Count, made.Manifest.Counts, Key = "apart" }, WireJson.Options)
            : $"{made.Folder}: {made.Manifest.Files.Count} files, {made.Bytes} bytes, {Told(made.Manifest.Counts)}. "
                + $"It opens with the master key alone, which is not in it: keep a copy of {options.KeyFile} elsewhere.");
        return 0;
    });

    public static Task<int> RestoreAsync(string[] args) => Words(args, "--from") is not { } from ? RefuseAsync(RestoreUsage) : RunAsync(async ct =>
    {
        var options = Settings;
        if (!File.Exists(options.KeyFile))
        {
            throw new BackupException($"The master key that the backup was made with must stand in {options.KeyFile} (KINDLINE_KEY_FILE).");
        }
        var restore = new RestoreBackup(options, MasterKey.Read(options), new Said());
        if (args.Contains("--check"))
        {
            var manifest = await restore.CheckAsync(from, ct);
            await Console.Out.WriteLineAsync(args.Contains("--json")
                ? JsonSerializer.Serialize(new { Ok = true, manifest.MadeAt, manifest.Engine, manifest.Counts }, WireJson.Options)
                : $"The backup is whole: {manifest.Files.Count} files of {manifest.MadeAt.UtcDateTime:u}, {Told(manifest.Counts)}.");
            return 0;
        }
        var restored = await restore.RunAsync(from, ct);
        await Console.Out.WriteLineAsync(args.Contains("--json")
            ? JsonSerializer.Serialize(new { Ok = restored.IsWhole, restored.Counts, Expected = restored.Manifest.Counts, restored.Audit, restored.UnreadableRecordings }, WireJson.Options)
            : $"Restored {Told(restored.Counts)} into {options.DataFolder}. {restored.Audit}. Recordings that cannot be opened: {restored.UnreadableRecordings}.");
        return restored.IsWhole ? 0 : Failed;
    });

    private static string Told(BackupCounts counts) =>
        $"{counts.Interactions} interactions with {counts.Events} events, {counts.Patients} patients, {counts.Recordings} recordings, {counts.AuditRows} audit rows";

    /// <summary>The value of the one option that must be there; null where the words make no sense.</summary>
    private static string? Words(string[] args, string option)
    {
        var at = Array.IndexOf(args, option);
        var others = args.Where((_, n) => n != at && n != at + 1);
        return at >= 0 && at + 1 < args.Length && others.All(a => a is "--json" or "--check") ? args[at + 1] : null;
    }

    private static async Task<int> RunAsync(Func<CancellationToken, Task<int>> work)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            return await work(stop.Token);
        }
        catch (BackupException refusal)
        {
            await Console.Error.WriteLineAsync($"kindline: {refusal.Message}");
            return Failed;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("kindline: stopped; nothing of it is left.");
            return Failed;
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }

    private static async Task<int> RefuseAsync(string usage)
    {
        await Console.Error.WriteLineAsync(usage);
        return Verbs.Unknown;
    }

    private sealed class Said : IProgress<string>
    {
        public void Report(string value) => Console.Error.WriteLine($"kindline: {value}");
    }
}
