using System.Globalization;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Voice.Recording;

namespace Kindline.Recording;

/// <summary>
/// Begins and ends recordings: files below DATA/recordings/YEAR/MONTH, each with a sidecar that holds its wrapped key. A disk that
/// is full never ends a call: the recording stops, and the record says so.
/// </summary>
public sealed partial class CallRecorder(
    KindlineOptions options, MasterKey master, RecordingIndex index, InteractionLog log, TimeProvider clock, ILogger<CallRecorder> logger)
{
    internal const string Extension = ".recording";
    internal const string SidecarExtension = ".json";

    private readonly byte[] wrappingKey = master.Derive("recordings");

    /// <summary>What is wrong with recording just now, or null; for /healthz.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Starts a file; null where the disk refuses, which the record and /healthz then say.</summary>
    public CallRecording? Start(InteractionId interaction, PracticeId practice, RecordingKind kind)
    {
        var now = clock.GetUtcNow();
        var id = new RecordingId(Guid.CreateVersion7(now));
        try
        {
            var folder = Folder(options, now);
            Directory.CreateDirectory(folder);
            var key = RecordingKey.Create(wrappingKey);
            var sidecar = new RecordingSidecar(id, interaction, practice, kind, now, key.Wrapped.ToArray());
            sidecar.Write(Path.Combine(folder, $"{id}{SidecarExtension}"));
            var writer = RecordingWriter.Create(Path.Combine(folder, $"{id}{Extension}"), key, clock);
            log.Append(interaction, EventType.RecordingStarted, new RecordingFact(id));
            index.Add(sidecar, Path.GetRelativePath(Root(options), Path.Combine(folder, $"{id}{Extension}")));
            Trouble = null;
            return new CallRecording(id, writer, outcome => Ended(interaction, id, outcome));
        }
        catch (IOException failure)
        {
            Fail(interaction, id, failure);
            return null;
        }
    }

    internal static string Root(KindlineOptions options) => Path.Combine(options.DataFolder, "recordings");

    private static string Folder(KindlineOptions options, DateTimeOffset at) => Path.Combine(
        Root(options), at.Year.ToString("D4", CultureInfo.InvariantCulture), at.Month.ToString("D2", CultureInfo.InvariantCulture));

    private void Ended(InteractionId interaction, RecordingId id, RecordingOutcome outcome)
    {
        if (outcome is RecordingFinished finished)
        {
            index.Finish(id, finished.Duration, Convert.ToHexStringLower(finished.Sha256.Span));
            log.Append(interaction, EventType.RecordingEnded, new RecordingFact(id, finished.Duration.TotalSeconds));
            return;
        }
        Fail(interaction, id, (outcome as RecordingFailed)?.Failure);
    }

    private void Fail(InteractionId interaction, RecordingId id, Exception? failure)
    {
        Trouble = "A recording stopped because the disk is full or too slow; calls go on unrecorded.";
        LogFailed(failure, id);
        log.Append(interaction, EventType.RecordingFailed, new RecordingFact(id, Reason: "the disk is full or too slow"));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Recording {Recording} stopped; the call goes on")]
    private partial void LogFailed(Exception? failure, RecordingId recording);
}

/// <summary>A recording that runs.</summary>
public sealed class CallRecording(RecordingId id, RecordingWriter writer, Action<RecordingOutcome> ended)
{
    private int finished;

    public RecordingId Id => id;

    public IRecordingSink Sink => writer;

    /// <summary>Seals the last second and puts length and sum on the record; once, however often it is called.</summary>
    public async Task FinishAsync()
    {
        var outcome = await writer.FinishAsync();
        if (Interlocked.Exchange(ref finished, 1) == 0)
        {
            ended(outcome);
        }
    }
}
