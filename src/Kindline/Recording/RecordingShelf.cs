using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Voice.Recording;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Recording;

/// <summary>Finds and opens recordings.</summary>
public sealed class RecordingShelf(KindlineOptions options, MasterKey master, DbFactory database)
{
    private readonly byte[] wrappingKey = master.Derive("recordings");

    /// <summary>
    /// The recording of an interaction: of the kind asked for, else what was left as a voicemail, else the call itself. Null where
    /// there is none.
    /// </summary>
    public async Task<StoredRecording?> FindAsync(InteractionId interaction, RecordingKind? kind, CancellationToken ct)
    {
        await using var db = database.Create();
        var all = await db.Recordings.AsNoTracking().Where(r => r.InteractionId == interaction).OrderBy(r => r.StartedAt).ToListAsync(ct);
        return kind is { } wanted
            ? all.FirstOrDefault(r => r.Kind == wanted)
            : all.FirstOrDefault(r => r.Kind == RecordingKind.Voicemail) ?? all.FirstOrDefault();
    }

    /// <summary>When a second of the interaction's sound was last written, or null where none was.</summary>
    public async Task<DateTimeOffset?> LastWrittenAtAsync(InteractionId interaction, CancellationToken ct)
    {
        await using var db = database.Create();
        var paths = await db.Recordings.Where(r => r.InteractionId == interaction).Select(r => r.Path).ToListAsync(ct);
        var files = paths.Select(p => new FileInfo(Path.Combine(CallRecorder.Root(options), p))).Where(f => f.Exists).ToList();
        return files.Count == 0 ? null : new DateTimeOffset(files.Max(f => f.LastWriteTimeUtc), TimeSpan.Zero);
    }

    /// <summary>The recording as a WAV stream that can seek; or why it cannot be opened.</summary>
    public RecordingOpening Open(StoredRecording recording)
    {
        if (RecordingKey.Unwrap(wrappingKey, recording.WrappedKey) is not { } key)
        {
            return new RecordingUnreadable(UnreadableReason.WrongKeyOrAlteredHeader);
        }
        var path = Path.Combine(CallRecorder.Root(options), recording.Path);
        return File.Exists(path) ? RecordingReader.Open(path, key) : new RecordingUnreadable(UnreadableReason.NotARecording);
    }
}
