using Kindline.Audit;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Interactions;
using Kindline.Voice.Recording;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Recording;

internal sealed record DownloadInput(string? Reason, string? Kind);

/// <summary>Listening to a recording, and, as another right that asks a reason, taking it away.</summary>
internal static class RecordingApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var recordings = api.MapGroup("/interactions/{id}/recording").WithTags("Recordings");
        recordings.MapGet("/", ListenAsync).Produces<Stream>(contentType: "audio/wav").Requires(Permission.RecordingsListen).Audits("recording.play");
        recordings.MapPost("/download", DownloadAsync).Produces<Stream>(contentType: "audio/wav").Requires(Permission.RecordingsDownload).Audits("recording.download");
    }

    private static async Task<IResult> ListenAsync(
        InteractionId id, string? kind, HttpContext http, SignedInUser user, DbFactory database, RecordingShelf shelf, AuditTrail trail, CancellationToken ct)
    {
        if (!TryKind(kind, out var wanted))
        {
            return Results.ValidationProblem(new Dictionary<string, string[]> { ["kind"] = ["must be call or voicemail"] });
        }
        if (await FindAsync(id, wanted, Permission.RecordingsListen, user, database, shelf, ct) is not { } found)
        {
            return Results.NotFound();
        }
        // A player fetches one recording in many ranges; the first tells that it was played.
        if (http.Request.Headers.Range.Count == 0 || http.Request.Headers.Range.ToString().StartsWith("bytes=0-", StringComparison.Ordinal))
        {
            await trail.AppendAsync([Entry("recording.play", found, user, null)], ct);
        }
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentDisposition = "inline";
        return Open(shelf, found, download: null);
    }

    private static async Task<IResult> DownloadAsync(
        InteractionId id, DownloadInput input, HttpContext http, SignedInUser user, DbFactory database, RecordingShelf shelf, AuditTrail trail, CancellationToken ct)
    {
        if (input.Reason is not { Length: >= 10 and <= 500 })
        {
            return Results.ValidationProblem(new Dictionary<string, string[]> { ["reason"] = ["say in 10 to 500 characters what it is for"] });
        }
        if (!TryKind(input.Kind, out var wanted)
            || await FindAsync(id, wanted, Permission.RecordingsDownload, user, database, shelf, ct) is not { } found)
        {
            return Results.NotFound();
        }
        await trail.AppendAsync([Entry("recording.download", found, user, input.Reason)], ct);
        http.Response.Headers.CacheControl = "no-store";
        return Open(shelf, found, download: $"recording-{found.Recording.Id}.wav");
    }

    private static bool TryKind(string? text, out RecordingKind? kind)
    {
        kind = text switch { "call" => RecordingKind.Call, "voicemail" => RecordingKind.Voicemail, _ => null };
        return kind is not null || text is null;
    }

    private static async Task<Found?> FindAsync(
        InteractionId id, RecordingKind? kind, string permission, SignedInUser user, DbFactory database, RecordingShelf shelf, CancellationToken ct)
    {
        await using var db = database.Create();
        var scope = await InteractionScope.OfAsync(db, user, permission, ct);
        var row = await scope.Narrow(db.Interactions.AsNoTracking()).Where(i => i.Id == id).Select(i => new { i.CallerPatientId }).SingleOrDefaultAsync(ct);
        return row is not null && await shelf.FindAsync(id, kind, ct) is { } recording ? new Found(recording, row.CallerPatientId) : null;
    }

    private static AuditEntry Entry(string code, Found found, SignedInUser user, string? reason) => new(code, 'R', user.AsActor())
    {
        ObjectType = "Recording",
        ObjectId = found.Recording.Id.ToString(),
        PatientId = found.Patient,
        Reason = reason,
    };

    private static IResult Open(RecordingShelf shelf, Found found, string? download) => shelf.Open(found.Recording) switch
    {
        // All of it is looked at before the first byte leaves: some milliseconds for a long call.
        RecordingOpened opened when found.Recording.IsAltered(opened.Reader) => Altered(opened.Reader),
        RecordingOpened opened => Results.Stream(opened.Reader, "audio/wav", download, enableRangeProcessing: true),
        RecordingUnreadable { Reason: UnreadableReason.NotARecording } => Results.NotFound(),
        _ => Results.Problem(statusCode: 500, title: "The recording cannot be opened: its file or its key was altered."),
    };

    private static IResult Altered(RecordingReader reader)
    {
        reader.Dispose();
        return Results.Problem(statusCode: 500, title: "The recording was altered after it was made and is not played.");
    }

    private sealed record Found(StoredRecording Recording, PatientId? Patient);
}
