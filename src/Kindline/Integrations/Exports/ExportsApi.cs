using System.Globalization;
using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Practices;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Integrations.Exports;

/// <summary>Everything that a practice owns, as one archive: asked for, followed, stopped, downloaded and removed.</summary>
internal static class ExportsApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var exports = api.MapGroup("/practices/{id}/exports").WithTags("Exports");
        exports.MapGet("/", ListAsync).Produces<PracticeExportList>().Requires(Permission.PracticesExport);
        exports.MapPost("/", StartAsync).Produces<PracticeExportView>().Requires(Permission.PracticesExport).Audits("practice.export");
        var one = exports.MapGroup("/{export}");
        one.MapPost("/stop", StopAsync).Produces(StatusCodes.Status204NoContent).Requires(Permission.PracticesExport);
        one.MapGet("/file", DownloadAsync).Produces<Stream>(contentType: "application/zip").Requires(Permission.PracticesExport).Audits("practice.export.download");
        one.MapDelete("/", RemoveAsync).Produces(StatusCodes.Status204NoContent).Requires(Permission.PracticesExport);
    }

    private static async Task<IResult> ListAsync(PracticeId id, int? page, int? size, SignedInUser user, ExportQueries queries, CancellationToken ct)
    {
        var errors = new FieldErrors();
        return !Paging.TryRead(page, size, errors, out var paging) ? Problems.Invalid(errors.ToDictionary())
            : await queries.ListAsync(id, paging, user, ct) is { } list ? TypedResults.Ok(list)
            : Problems.NotFound();
    }

    private static async Task<IResult> StartAsync(PracticeId id, StartExportInput input, SignedInUser user, StartExport start, ExportQueries queries, CancellationToken ct) =>
        await start.RunAsync(id, input, user, ct) is var outcome && outcome is PracticeExportOutcome.Accepted accepted ? TypedResults.Ok(await queries.ReadAsync(id, accepted.Id, user, ct))
            : Refusal(outcome);

    private static async Task<IResult> StopAsync(PracticeId id, ExportId export, SignedInUser user, EndExport end, CancellationToken ct) =>
        await end.StopAsync(id, export, user, ct) is var outcome && outcome is PracticeExportOutcome.Accepted ? TypedResults.NoContent() : Refusal(outcome);

    private static async Task<IResult> RemoveAsync(PracticeId id, ExportId export, SignedInUser user, EndExport end, CancellationToken ct) =>
        await end.RemoveAsync(id, export, user, ct) is var outcome && outcome is PracticeExportOutcome.Accepted ? TypedResults.NoContent() : Refusal(outcome);

    private static async Task<IResult> DownloadAsync(
        PracticeId id, ExportId export, HttpContext http, SignedInUser user, DbFactory databases, ExportFiles files, AuditTrail trail, CancellationToken ct)
    {
        await using var db = databases.Create();
        var row = await db.ExportsOf(id, user).SingleOrDefaultAsync(e => e.Id == export && e.State == ExportState.Ready, ct);
        if (row is null || !files.Has(export) || (row.WithRecordings && !user.Can(Permission.RecordingsDownload)))
        {
            return Problems.NotFound();
        }
        var practice = await db.Practices.Where(p => p.Id == id).Select(p => p.Name).SingleAsync(ct);
        Stream content;
        try
        {
            content = files.Open(export);
        }
        catch (InvalidDataException)
        {
            return Problems.Conflict("The file is cut or was changed on the server's disk. Remove it and ask for a new export.");
        }
        await trail.AppendAsync(ExportJobs.EntryOf("practice.export.download", 'R', row, user.AsActor()), ct);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Stream(content, "application/zip", NameOf(practice, row), enableRangeProcessing: true);
    }

    private static string NameOf(string practice, PracticeExport row)
    {
        var safe = string.Concat(practice.Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')).Trim();
        return string.Create(CultureInfo.InvariantCulture, $"{(safe.Length > 0 ? safe : "practice")} {row.AskedAt.UtcDateTime:yyyy-MM-dd}.zip");
    }

    private static IResult Refusal(PracticeExportOutcome outcome) => outcome switch
    {
        PracticeExportOutcome.Refused refused => Problems.Conflict(refused.Why),
        PracticeExportOutcome.Invalid invalid => Problems.Invalid(invalid.Errors.ToDictionary()),
        _ => Problems.NotFound(),
    };
}
