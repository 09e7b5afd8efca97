using System.Globalization;
using System.IO.Compression;
using Kindline.Engine;
using Kindline.Flows;
using Kindline.Foundation;
using Kindline.Integrations.Exports.Tables;
using Kindline.Recording;
using Kindline.Voice.Recording;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Integrations.Exports;

/// <summary>Which sounds are in an archive, and why others are not.</summary>
internal sealed class SoundsWritten
{
    private readonly HashSet<string> written = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> problems = new(StringComparer.Ordinal);

    /// <summary>Recordings and voicemails.</summary>
    public int Recordings { get; set; }

    /// <summary>By path, each with why it is not there.</summary>
    public IReadOnlyDictionary<string, string> Problems => problems;

    public void Add(string path) => written.Add(path);

    public void Miss(string path, string why) => problems[path] = why;

    /// <summary>The path where it is in the archive, else nothing.</summary>
    public string FileOf(string path) => written.Contains(path) ? path : "";

    public string WhyNot(string path) => problems.GetValueOrDefault(path, "");
}

/// <summary>Puts recordings, voicemails and uploaded prompts into an archive as WAV files. One that cannot be opened is missed, with why.</summary>
internal sealed class ExportSounds(DbFactory databases, RecordingShelf shelf)
{
    public static string PathOf(ExportRow row) => PathOf((RecordingId)row[nameof(StoredRecording.Id)]!, (RecordingKind)row[nameof(StoredRecording.Kind)]!, (DateTimeOffset)row[nameof(StoredRecording.StartedAt)]!);

    public static string PathOfPrompt(ExportRow row) =>
        PathOfPrompt((PromptKind)row[nameof(PromptVersion.Kind)]!, (string)row[nameof(PromptVersion.Line)]!, (int)row[nameof(PromptVersion.Version)]!);

    public async Task AddRecordingAsync(ExportArchive archive, RecordingId id, SoundsWritten sounds, CancellationToken ct)
    {
        await using var db = databases.Create();
        // One whose time to be kept was over since is not missed.
        if (await db.Recordings.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct) is not { } recording)
        {
            return;
        }
        var path = PathOf(recording.Id, recording.Kind, recording.StartedAt);
        if (Open(recording, out var why) is not { } reader)
        {
            sounds.Miss(path, why);
            return;
        }
        await using (reader)
        {
            // Sound hardly gets smaller, and the telephone needs the processor.
            await archive.AddAsync(path, CompressionLevel.NoCompression, async to => await CopiedAsync(reader, to, ct), ct);
        }
        sounds.Add(path);
        sounds.Recordings++;
    }

    public async Task AddPromptsAsync(ExportArchive archive, PracticeId practice, SoundsWritten sounds, CancellationToken ct)
    {
        await using var db = databases.Create();
        var prompts = db.Prompts.AsNoTracking().Where(p => p.PracticeId == practice && p.Wav != null);
        foreach (var prompt in await prompts.Select(p => new { p.Kind, p.Line, p.Version }).ToListAsync(ct))
        {
            var wav = await prompts.Where(p => p.Kind == prompt.Kind && p.Line == prompt.Line && p.Version == prompt.Version).Select(p => p.Wav).SingleAsync(ct);
            var path = PathOfPrompt(prompt.Kind, prompt.Line, prompt.Version);
            using var content = new MemoryStream(wav ?? []);
            await archive.AddAsync(path, CompressionLevel.NoCompression, async to => await CopiedAsync(content, to, ct), ct);
            sounds.Add(path);
        }
    }

    private RecordingReader? Open(StoredRecording recording, out string why)
    {
        why = "";
        RecordingReader? reader = null;
        try
        {
            reader = (shelf.Open(recording) as RecordingOpened)?.Reader;
            if (reader is not null && !recording.IsAltered(reader))
            {
                return reader;
            }
            why = reader is null ? "its file is gone, or cannot be opened" : "its file was altered after it was made";
        }
        catch (IOException)
        {
            why = "its file cannot be read";
        }
        reader?.Dispose();
        return null;
    }

    private static async Task<long?> CopiedAsync(Stream from, Stream to, CancellationToken ct)
    {
        await from.CopyToAsync(to, ct);
        return null;
    }

    private static string PathOf(RecordingId id, RecordingKind kind, DateTimeOffset at) =>
        string.Create(CultureInfo.InvariantCulture, $"{(kind == RecordingKind.Voicemail ? "voicemails" : "recordings")}/{at.UtcDateTime:yyyy-MM}/{id}.wav");

    private static string PathOfPrompt(PromptKind kind, string line, int version) =>
        string.Create(CultureInfo.InvariantCulture, $"prompts/{ExportColumn.Text(kind)}{(line.Length > 0 ? $"-{line.TrimStart('+')}" : "")}-{version}.wav");
}
