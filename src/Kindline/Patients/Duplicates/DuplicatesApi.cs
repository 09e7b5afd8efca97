using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;

namespace Kindline.Patients.Duplicates;

/// <summary>The pairs that may be one person, at /api/duplicates: listed, looked at side by side, decided, and decisions taken back.</summary>
internal static class DuplicatesApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var pairs = api.MapGroup("/duplicates").WithTags("Duplicates");
        pairs.MapGet("/", ListAsync).Produces<Page<PairView>>().Requires(Permission.PatientsMerge).Audits("patient.pairs");
        pairs.MapPost("/", async (PairInput input, SignedInUser user, PairByHand pair, PairQueries queries, AuditTrail trail, CancellationToken ct) =>
            await AnswerAsync(await pair.RunAsync(input, user, ct), user, queries, trail, ct))
            .Produces<PairDetail>().Requires(Permission.PatientsMerge).Audits("patient.pairMade");
        pairs.MapGet("/{id}", ReadAsync).Produces<PairDetail>().Requires(Permission.PatientsMerge).Audits("patient.pair");
        pairs.MapPost("/{id}/merge", async (PairId id, MergeInput input, SignedInUser user, MergePatients merge, PairQueries queries, AuditTrail trail, CancellationToken ct) =>
            await AnswerAsync(await merge.RunAsync(id, input, user, ct), user, queries, trail, ct))
            .Produces<PairDetail>().Requires(Permission.PatientsMerge).Audits("patient.merged");
        pairs.MapPost("/{id}/unmerge", async (PairId id, SignedInUser user, UnmergePatients unmerge, PairQueries queries, AuditTrail trail, CancellationToken ct) =>
            await AnswerAsync(await unmerge.RunAsync(id, user, ct), user, queries, trail, ct))
            .Produces<PairDetail>().Requires(Permission.PatientsMerge).Audits("patient.unmerged");
        pairs.MapPost("/{id}/keep-apart", async (PairId id, SignedInUser user, KeepApart keep, PairQueries queries, AuditTrail trail, CancellationToken ct) =>
            await AnswerAsync(await keep.RunAsync(id, apart: true, user, ct), user, queries, trail, ct))
            .Produces<PairDetail>().Requires(Permission.PatientsMerge).Audits("patient.keptApart");
        pairs.MapPost("/{id}/reopen", async (PairId id, SignedInUser user, KeepApart keep, PairQueries queries, AuditTrail trail, CancellationToken ct) =>
            await AnswerAsync(await keep.RunAsync(id, apart: false, user, ct), user, queries, trail, ct))
            .Produces<PairDetail>().Requires(Permission.PatientsMerge).Audits("patient.pairReopened");
    }

    private static async Task<IResult> ListAsync(
        string? practice, string? state, int? page, int? size, SignedInUser user, PairQueries queries, AuditTrail trail, CancellationToken ct)
    {
        var errors = new FieldErrors();
        Paging.TryRead(page, size, errors, out var paging);
        PracticeId? of = PracticeId.TryParse(practice, out var id) ? id : null;
        if (practice is not null && of is null)
        {
            errors.Add("practice", "must be a uuid");
        }
        if (!Enum.TryParse<PairState>(state ?? nameof(PairState.Open), ignoreCase: true, out var wanted) || !Enum.IsDefined(wanted))
        {
            errors.Add("state", "must be one of open, merged, keptApart");
        }
        if (!errors.None)
        {
            return Problems.Invalid(errors.ToDictionary());
        }
        var found = await queries.ListAsync(of, wanted, paging, user, ct);
        await trail.AppendAsync(Seen("patient.pairs", null, user, [.. found.Items.SelectMany(p => (PatientId[])[p.One.Id, p.Other.Id]).Distinct()]), ct);
        return TypedResults.Ok(found);
    }

    private static async Task<IResult> ReadAsync(PairId id, SignedInUser user, PairQueries queries, AuditTrail trail, CancellationToken ct) =>
        await AnswerAsync(new PairDecision.Done(id), user, queries, trail, ct);

    private static async Task<IResult> AnswerAsync(PairDecision decision, SignedInUser user, PairQueries queries, AuditTrail trail, CancellationToken ct)
    {
        switch (decision)
        {
            case PairDecision.Done done when await queries.ReadAsync(done.Pair, user, ct) is { } pair:
                await trail.AppendAsync(Seen("patient.pair", done.Pair, user, [pair.Pair.One.Id, pair.Pair.Other.Id]), ct);
                return TypedResults.Ok(pair);
            case PairDecision.Invalid invalid:
                return Problems.Invalid(invalid.Field, invalid.Why);
            case PairDecision.Refused refused:
                return Problems.Conflict(refused.Why);
            default:
                return Problems.NotFound();
        }
    }

    /// <summary>An entry for each patient shown; an empty list is one too.</summary>
    private static IReadOnlyList<AuditEntry> Seen(string code, PairId? pair, SignedInUser user, IReadOnlyList<PatientId> shown)
    {
        var entry = new AuditEntry(code, 'R', user.AsActor()) { ObjectType = "PatientPair", ObjectId = pair?.ToString() };
        return shown.Count == 0 ? [entry] : [.. shown.Select(p => entry with { PatientId = p })];
    }
}
