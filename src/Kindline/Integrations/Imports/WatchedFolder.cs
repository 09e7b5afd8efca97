using Kindline.Foundation;
using Kindline.Practices;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Integrations.Imports;

/// <summary>
/// Takes in what is laid into a practice's folder below KINDLINE_INBOX, such as each night's export of its EMR. A file is taken up when it has not
/// changed from one look to the next, and is then removed: the copy is sealed. What cannot be read is left beside a note that says why.
/// </summary>
internal sealed partial class WatchedFolder(
    KindlineOptions options, DbFactory databases, ReceiveFile receive, ImportWorker worker, TimeProvider clock, ILogger<WatchedFolder> logger) : BackgroundService
{
    /// <summary>Between two looks.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    private const string Refused = ".refused";

    private static readonly string[] Kinds = [".csv", ".tsv", ".txt", ".xlsx"];

    private Dictionary<string, (long Length, DateTime WrittenAt)> seen = [];

    /// <summary>Looks once; what is new is taken up by the next look.</summary>
    public async Task LookAsync(CancellationToken ct)
    {
        await using var db = databases.Create();
        if (await ImportRules.WhyNotAsync(db, ct) is not null)
        {
            return;
        }
        Dictionary<string, (long, DateTime)> now = [];
        foreach (var (practice, folder) in Folders(await db.Practices.AsNoTracking().OrderBy(p => p.Id).ToListAsync(ct)))
        {
            // Patients' data lies there until it is taken up.
            DataFolder.MakeOwnerOnly(folder);
            foreach (var file in new DirectoryInfo(folder).EnumerateFiles().Where(f => Kinds.Contains(f.Extension, StringComparer.OrdinalIgnoreCase) && !f.Name.StartsWith('.')))
            {
                if (seen.GetValueOrDefault(file.FullName) != (file.Length, file.LastWriteTimeUtc))
                {
                    now[file.FullName] = (file.Length, file.LastWriteTimeUtc);
                    continue;
                }
                await TakeUpAsync(practice, file, ct);
            }
        }
        seen = now;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
#pragma warning disable CA1031 // The outer edge of the loop: a folder that cannot be read now may be readable in half a minute.
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                LogFailed(failure);
            }
        }
    }

    private async Task TakeUpAsync(PracticeId practice, FileInfo file, CancellationToken ct)
    {
        ReceiveFileOutcome outcome;
        await using (var content = file.OpenRead())
        {
            var name = file.Name.Length <= ImportRules.LongestFileName ? file.Name : file.Name[..ImportRules.LongestFileName];
            outcome = await receive.FromFolderAsync(practice, name, content, ct);
        }
        if (outcome is ReceiveFileOutcome.Refused refused)
        {
            file.MoveTo(file.FullName + Refused, overwrite: true);
            await File.WriteAllTextAsync($"{file.FullName}.why", refused.Why, ct);
            LogRefused(practice);
        }
        else if (outcome is ReceiveFileOutcome.Received received)
        {
            // A crash before this line brings the same file again, and the check says that it was taken in before.
            file.Delete();
            if (received.Remembered)
            {
                worker.TryBegin(new ImportJob(received.Id, ImportTask.CheckAndRun, Audit.AuditActor.System));
            }
        }
    }

    /// <summary>One for each practice, by its name; those of one name have their id behind it.</summary>
    private IEnumerable<(PracticeId Id, string Folder)> Folders(IReadOnlyList<Practice> practices) =>
        from practice in practices
        let name = Safe(practice.Name)
        let isAlone = practices.Count(p => Safe(p.Name).Equals(name, StringComparison.OrdinalIgnoreCase)) == 1
        select (practice.Id, Path.Combine(options.InboxFolder, isAlone ? name : $"{name} {practice.Id}"));

    private static string Safe(string name) => string.Concat(name.Select(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_' ? c : '_')).Trim();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The watched folder could not be looked through; trying again")]
    private partial void LogFailed(Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A file in the watched folder of practice {Practice} cannot be read; why stands beside it")]
    private partial void LogRefused(PracticeId practice);
}
