using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;

namespace Kindline.Lists.Bulk;

/// <summary>Changes to many people at once, at /api/bulk-changes: looked at before, done in the background, stopped, undone, and kept. Whom they are about travels in bodies.</summary>
internal static class BulkChangesApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var changes = api.MapGroup("/bulk-changes").WithTags("Lists");
        changes.MapGet("/", ListAsync).Produces<Page<BulkChangeView>>().Requires(Permission.PatientsBulk);
        changes.MapGet("/fields", FieldsAsync).Produces<Page<BulkFieldView>>().Requires(Permission.PatientsBulk);
        changes.MapPost("/preview", PreviewAsync).Produces<BulkPreview>().Requires(Permission.PatientsBulk).Audits("patients.bulk.preview");
        changes.MapPost("/", (StartInput input, SignedInUser user, StartBulk start, BulkQueries queries, CancellationToken ct) =>
            AnswerAsync(start.RunAsync(input, user, ct), user, queries, ct)).Produces<BulkChangeView>().Requires(Permission.PatientsBulk);
        var one = changes.MapGroup("/{id}");
        one.MapGet("/", ReadAsync).Produces<BulkChangeView>().Requires(Permission.PatientsBulk);
        one.MapPost("/people", PeopleAsync).Produces<Page<BulkPersonView>>().Requires(Permission.PatientsBulk).Audits("patients.bulk.read");
        one.MapPost("/stop", (BulkChangeId id, SignedInUser user, EndBulk end, BulkQueries queries, CancellationToken ct) =>
            AnswerAsync(end.StopAsync(id, user, ct), user, queries, ct)).Produces<BulkChangeView>().Requires(Permission.PatientsBulk);
        one.MapPost("/go-on", (BulkChangeId id, SignedInUser user, EndBulk end, BulkQueries queries, CancellationToken ct) =>
            AnswerAsync(end.GoOnAsync(id, user, ct), user, queries, ct)).Produces<BulkChangeView>().Requires(Permission.PatientsBulk);
        one.MapPost("/undo", (BulkChangeId id, SignedInUser user, EndBulk end, BulkQueries queries, CancellationToken ct) =>
            AnswerAsync(end.UndoAsync(id, user, ct), user, queries, ct)).Produces<BulkChangeView>().Requires(Permission.PatientsBulk);
    }

    private static async Task<IResult> ListAsync(int? page, int? size, SignedInUser user, BulkQueries queries, CancellationToken ct)
    {
        var errors = new FieldErrors();
        return Paging.TryRead(page, size, errors, out var paging) ? TypedResults.Ok(await queries.ListAsync(paging, user, ct)) : Problems.Invalid(errors.ToDictionary());
    }

    private static async Task<IResult> FieldsAsync(PracticeId practice, SignedInUser user, BulkQueries queries, CancellationToken ct) =>
        await queries.FieldsAsync(practice, user, ct) is { } fields ? TypedResults.Ok(new Page<BulkFieldView>(fields, fields.Count)) : Problems.NotFound();

    private static async Task<IResult> ReadAsync(BulkChangeId id, SignedInUser user, BulkQueries queries, CancellationToken ct) =>
        await queries.ReadAsync(id, user, ct) is { } change ? TypedResults.Ok(change) : Problems.NotFound();

    private static async Task<IResult> PreviewAsync(BulkInput input, SignedInUser user, PlanBulk plan, AuditTrail trail, CancellationToken ct)
    {
        switch (await plan.RunAsync(input, user, ct))
        {
            case PlanOutcome.Made { Plan: var made }:
                var preview = BulkQueries.PreviewOf(made);
                await trail.AppendAsync(Seen("patients.bulk.preview", "List", made.List.Id.ToString(), user, [.. preview.First, .. preview.FirstLeftOut]), ct);
                return TypedResults.Ok(preview);
            case PlanOutcome.Invalid invalid:
                return Problems.Invalid(invalid.Errors.ToDictionary());
            default:
                return Problems.NotFound();
        }
    }

    private static async Task<IResult> PeopleAsync(BulkChangeId id, PeopleInput input, SignedInUser user, BulkQueries queries, AuditTrail trail, CancellationToken ct)
    {
        var errors = new FieldErrors();
        if (!Paging.TryRead(input.Page, input.Size, errors, out var paging))
        {
            return Problems.Invalid(errors.ToDictionary());
        }
        if (await queries.PeopleAsync(id, input.Outcome ?? BulkOutcome.Changed, paging, user, ct) is not { } people)
        {
            return Problems.NotFound();
        }
        await trail.AppendAsync(Seen("patients.bulk.read", "BulkChange", id.ToString(), user, people.Items), ct);
        return TypedResults.Ok(people);
    }

    /// <summary>An entry for each person shown; nobody is one too.</summary>
    private static IReadOnlyList<AuditEntry> Seen(string code, string type, string id, SignedInUser user, IReadOnlyList<BulkPersonView> shown)
    {
        var entry = new AuditEntry(code, 'R', user.AsActor()) { ObjectType = type, ObjectId = id };
        return shown.Count == 0 ? [entry] : [.. shown.Select(p => entry with { PatientId = p.Id })];
    }

    private static async Task<IResult> AnswerAsync(Task<BulkAnswer> asked, SignedInUser user, BulkQueries queries, CancellationToken ct) => await asked switch
    {
        BulkAnswer.Accepted accepted => TypedResults.Ok(await queries.ReadAsync(accepted.Id, user, ct)),
        BulkAnswer.Invalid invalid => Problems.Invalid(invalid.Errors.ToDictionary()),
        BulkAnswer.Refused refused => Problems.Conflict(refused.Why),
        _ => Problems.NotFound(),
    };

    internal sealed record PeopleInput(BulkOutcome? Outcome, int? Page, int? Size);
}
