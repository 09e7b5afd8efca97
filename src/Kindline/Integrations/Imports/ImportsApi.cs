using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Patients;
using Kindline.Patients.Guarded;
using Kindline.Patients.Import;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Integrations.Imports;

/// <summary>Files of patients in the browser: brought, matched, checked, taken in and taken back. Only imports of one's own practices are found.</summary>
internal static class ImportsApi
{
    private const long MostBytes = 200 << 20;

    public static void Map(IEndpointRouteBuilder api)
    {
        var imports = api.MapGroup("/imports").WithTags("Imports");
        imports.MapGet("/", ListAsync).Produces<ImportList>().Requires(Permission.PatientsImport);
        imports.MapPost("/", ReceiveAsync).Produces<ImportView>().Accepts<IFormFile>("application/octet-stream").Requires(Permission.PatientsImport)
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes + 1));
        var one = imports.MapGroup("/{id}");
        one.MapGet("/", ReadAsync).Produces<ImportView>().Requires(Permission.PatientsImport);
        one.MapGet("/columns", ColumnsAsync).Produces<ColumnsView>().Requires(Permission.PatientsImport).Audits("patients.import.columns");
        one.MapPost("/check", CheckAsync).Produces<ImportView>().Requires(Permission.PatientsImport).Audits("patients.import.check");
        one.MapGet("/preview", PreviewAsync).Produces<PreviewView>().Requires(Permission.PatientsImport).Audits("patients.import.preview");
        one.MapPost("/start", (ImportId id, SignedInUser user, StartImport start, ImportQueries queries, CancellationToken ct) =>
            AnswerAsync(id, user, start.RunAsync(id, user, ct), queries, ct)).Produces<ImportView>().Requires(Permission.PatientsImport);
        one.MapPost("/stop", (ImportId id, SignedInUser user, EndImport end, ImportQueries queries, CancellationToken ct) =>
            AnswerAsync(id, user, end.StopAsync(id, user, ct), queries, ct)).Produces<ImportView>().Requires(Permission.PatientsImport);
        one.MapPost("/undo", (ImportId id, SignedInUser user, EndImport end, ImportQueries queries, CancellationToken ct) =>
            AnswerAsync(id, user, end.TakeBackAsync(id, user, ct), queries, ct)).Produces<ImportView>().Requires(Permission.PatientsImport);
        one.MapGet("/rejected", RejectedAsync).Produces<Stream>(contentType: "text/csv").Requires(Permission.PatientsImport).Audits("patients.import.rejected");
        one.MapDelete("/", ThrowAwayAsync).Produces(StatusCodes.Status204NoContent).Requires(Permission.PatientsImport);
    }

    private static async Task<IResult> ListAsync(int? page, int? size, SignedInUser user, ImportQueries queries, CancellationToken ct)
    {
        var errors = new FieldErrors();
        return Paging.TryRead(page, size, errors, out var paging) ? TypedResults.Ok(await queries.ListAsync(paging, user, ct)) : Problems.Invalid(errors.ToDictionary());
    }

    /// <summary>The file is the body as it is; its name stands in a header, as an address is logged.</summary>
    private static async Task<IResult> ReceiveAsync(
        PracticeId practice, [FromHeader(Name = "X-File-Name")] string? name, HttpRequest request, SignedInUser user, ReceiveFile receive, ImportQueries queries, CancellationToken ct)
    {
        var fileName = Path.GetFileName(Uri.UnescapeDataString(name ?? "").Trim());
        if (fileName.Length is 0 or > ImportRules.LongestFileName)
        {
            return Problems.Invalid("X-File-Name", $"must be the file's name, {ImportRules.LongestFileName} characters at most");
        }
        if (request.ContentLength > MostBytes)
        {
            return TooLarge();
        }
        try
        {
            return await receive.RunAsync(practice, fileName, request.Body, user, ct) switch
            {
                ReceiveFileOutcome.Received received => TypedResults.Ok(await queries.ReadAsync(received.Id, user, ct)),
                ReceiveFileOutcome.Refused refused => Problems.Refused(refused.Why),
                _ => Problems.NotFound(),
            };
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return TooLarge();
        }
    }

    private static ProblemHttpResult TooLarge() => TypedResults.Problem(
        statusCode: StatusCodes.Status413PayloadTooLarge, title: $"The file is larger than {MostBytes >> 20} MB. Split it, or have it taken in with ./run import at the server.");

    private static async Task<IResult> ReadAsync(ImportId id, SignedInUser user, ImportQueries queries, CancellationToken ct) =>
        await queries.ReadAsync(id, user, ct) is { } import ? TypedResults.Ok(import) : Problems.NotFound();

    private static async Task<IResult> ColumnsAsync(ImportId id, SignedInUser user, ImportQueries queries, AuditTrail trail, CancellationToken ct)
    {
        if (await queries.ColumnsAsync(id, user, ct) is not { } columns)
        {
            return Problems.NotFound();
        }
        await trail.AppendAsync(new AuditEntry("patients.import.columns", 'R', user.AsActor()) { ObjectType = "Import", ObjectId = id.ToString() }, ct);
        return TypedResults.Ok(columns);
    }

    private static Task<IResult> CheckAsync(ImportId id, CheckInput input, SignedInUser user, CheckFile check, ImportQueries queries, CancellationToken ct) =>
        AnswerAsync(id, user, check.RunAsync(id, input, user, ct), queries, ct);

    private static async Task<IResult> PreviewAsync(
        ImportId id, string? kind, SignedInUser user, DbFactory databases, ImportPreviews previews, HiddenVips hidden, AuditTrail trail, CancellationToken ct)
    {
        if (!Enum.TryParse<RowKind>(kind ?? nameof(RowKind.Added), ignoreCase: true, out var shown) || !Enum.IsDefined(shown))
        {
            return Problems.Invalid("kind", "must be added, changed, same or rejected");
        }
        await using var db = databases.Create();
        if (await db.FindImportAsync(id, user, ct) is not { } import || previews.Of(id) is not { } preview)
        {
            return Problems.NotFound();
        }
        // The old values of each patient are shown: that is a read of each.
        var entry = new AuditEntry("patients.import.preview", 'R', user.AsActor()) { ObjectType = "Import", ObjectId = id.ToString() };
        var known = preview.FirstOf(shown).Where(r => r.Known is not null).Select(r => entry with { PatientId = r.Known }).ToList();
        await trail.AppendAsync(known.Count > 0 ? known : [entry], ct);
        var own = await db.PatientFields.Where(f => f.PracticeId == import.PracticeId).ToDictionaryAsync(f => f.Id, f => f.Label, ct);
        var people = known.Select(e => e.PatientId).OfType<PatientId>().ToList();
        var vips = await db.Patients.Where(p => p.Vip && EF.Parameter(people).Contains(p.Id)).Select(p => p.Id).ToListAsync(ct);
        return TypedResults.Ok(PreviewView.Of(preview, shown, own, await hidden.OfAsync(db, vips, user, ct), user));
    }

    private static async Task<IResult> RejectedAsync(
        ImportId id, HttpContext context, SignedInUser user, DbFactory databases, ImportFiles files, AuditTrail trail, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (await db.FindImportAsync(id, user, ct) is not { } import || !files.Has(id))
        {
            return Problems.NotFound();
        }
        await trail.AppendAsync(new AuditEntry("patients.import.rejected", 'R', user.AsActor()) { ObjectType = "Import", ObjectId = id.ToString() }, ct);
        var sheet = await SheetFile.OpenAsync(files.Open(id), ct);
        context.Response.Headers.CacheControl = "no-store";
        var name = $"{Path.GetFileNameWithoutExtension(import.FileName)} rejected.csv";
        return TypedResults.Stream(
            async body =>
            {
                await using (sheet)
                {
                    await RejectedRows.WriteAsync(databases, id, sheet, body, ct);
                }
            },
            "text/csv", name);
    }

    private static async Task<IResult> ThrowAwayAsync(ImportId id, SignedInUser user, EndImport end, CancellationToken ct) =>
        await end.ThrowAwayAsync(id, user, ct) is var outcome && outcome is ImportOutcome.Accepted ? TypedResults.NoContent() : Refusal(outcome);

    private static async Task<IResult> AnswerAsync(ImportId id, SignedInUser user, Task<ImportOutcome> asked, ImportQueries queries, CancellationToken ct) =>
        await asked is var outcome && outcome is ImportOutcome.Accepted ? TypedResults.Ok(await queries.ReadAsync(id, user, ct)) : Refusal(outcome);

    private static IResult Refusal(ImportOutcome outcome) => outcome switch
    {
        ImportOutcome.Refused refused => Problems.Conflict(refused.Why),
        ImportOutcome.Invalid invalid => Problems.Invalid(invalid.Field, invalid.Why),
        _ => Problems.NotFound(),
    };
}
