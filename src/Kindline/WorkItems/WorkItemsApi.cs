using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Interactions;

namespace Kindline.WorkItems;

/// <summary>What we owe at /api/owed, and the team's tasks at /api/work-items.</summary>
internal static class WorkItemsApi
{
    private const int LongestReason = 500;
    private const int LongestNote = 2000;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/owed", OwedAsync).Produces<OwedList>().Requires(Permission.OwedRead).Audits("owed.list");
        api.MapPost("/owed/{id}/claim", async (OwedId id, SignedInUser user, TakeOwed take, WorkItemQueries queries, CancellationToken ct) =>
            await AnswerAsync(await take.ClaimAsync(id, user, ct), id, user, queries, ct)).Produces<OwedView>().Requires(Permission.OwedWork);
        api.MapPost("/owed/{id}/release", async (OwedId id, SignedInUser user, TakeOwed take, WorkItemQueries queries, CancellationToken ct) =>
            await AnswerAsync(await take.ReleaseAsync(id, user, ct), id, user, queries, ct)).Produces<OwedView>().Requires(Permission.OwedWork);
        api.MapPost("/owed/{id}/reopen", ReopenAsync).Produces<OwedView>().Requires(Permission.OwedWork);
        api.MapPost("/owed/{id}/close", CloseAsync).Produces<OwedView>().Requires(Permission.OwedWork);

        api.MapGet("/work-items", ItemsAsync).Produces<WorkItemList>().Requires(Permission.WorkItemsRead);
        api.MapPost("/work-items/{id}/claim", async (WorkItemId id, SignedInUser user, TakeWorkItem take, WorkItemQueries queries, CancellationToken ct) =>
            await AnswerAsync(await take.ClaimAsync(id, user, ct), id, user, queries, ct)).Produces<WorkItemView>().Requires(Permission.WorkItemsWork);
        api.MapPost("/work-items/{id}/release", async (WorkItemId id, SignedInUser user, TakeWorkItem take, WorkItemQueries queries, CancellationToken ct) =>
            await AnswerAsync(await take.ReleaseAsync(id, user, ct), id, user, queries, ct)).Produces<WorkItemView>().Requires(Permission.WorkItemsWork);
        api.MapPost("/work-items/{id}/done", DoneAsync).Produces<WorkItemView>().Requires(Permission.WorkItemsWork);
    }

    private static async Task<IResult> OwedAsync(
        string? state, string? kind, string? practice, bool? mine, int? page, int? size, SignedInUser user, WorkItemQueries queries,
        AuditTrail trail, CancellationToken ct)
    {
        var errors = new FieldErrors();
        Paging.TryRead(page, size, errors, out var paging);
        var ofKind = InteractionQuery.Name<OwedKind>(kind, "kind", errors);
        var ofPractice = InteractionQuery.Id(practice, "practice", errors, static g => new PracticeId(g));
        if (state is not (null or "" or "open" or "closed"))
        {
            errors.Add("state", "must be open or closed");
        }
        if (!errors.None)
        {
            return Problems.Invalid(errors.ToDictionary());
        }
        bool? open = state switch { "open" => true, "closed" => false, _ => null };
        var list = await queries.OwedAsync(new OwedFilter(open, ofKind, ofPractice, mine is true), paging, user, ct);
        await trail.AppendAsync([new AuditEntry("owed.list", 'R', user.AsActor()) { ObjectType = "Owed" }], ct);
        return TypedResults.Ok(list);
    }

    private static async Task<IResult> CloseAsync(
        OwedId id, CloseInput input, SignedInUser user, TakeOwed take, WorkItemQueries queries, CancellationToken ct)
    {
        var reason = input.Reason?.Trim() ?? "";
        if (reason.Length is 0 or > LongestReason)
        {
            return Problems.Invalid("reason", $"Say in {LongestReason} characters why nobody has to call back");
        }
        return await AnswerAsync(await take.CloseAsync(id, reason, user, ct), id, user, queries, ct);
    }

    private static async Task<IResult> ReopenAsync(
        OwedId id, SignedInUser user, TakeOwed take, WorkItemQueries queries, CancellationToken ct)
    {
        var result = await take.ReopenAsync(id, user, ct);
        return result is TakeResult.Conflict
            ? Problems.Conflict($"Only what you closed by hand in the last {TakeOwed.UndoWithin.Minutes} minutes can be opened again")
            : await AnswerAsync(result, id, user, queries, ct);
    }

    private static async Task<IResult> ItemsAsync(
        string? state, string? kind, bool? mine, int? page, int? size, SignedInUser user, WorkItemQueries queries, CancellationToken ct)
    {
        var errors = new FieldErrors();
        Paging.TryRead(page, size, errors, out var paging);
        var inState = InteractionQuery.Name<WorkItemState>(state, "state", errors);
        var ofKind = InteractionQuery.Name<WorkItemKind>(kind, "kind", errors);
        return errors.None
            ? TypedResults.Ok(await queries.ItemsAsync(inState, ofKind, mine is true, paging, user, ct))
            : Problems.Invalid(errors.ToDictionary());
    }

    private static async Task<IResult> DoneAsync(
        WorkItemId id, DoneInput? input, SignedInUser user, TakeWorkItem take, WorkItemQueries queries, CancellationToken ct)
    {
        if (input?.Note?.Length > LongestNote)
        {
            return Problems.Invalid("note", $"must be {LongestNote} characters at most");
        }
        return await AnswerAsync(await take.DoneAsync(id, input?.Note, user, ct), id, user, queries, ct);
    }

    private static async Task<IResult> AnswerAsync(TakeResult result, OwedId id, SignedInUser user, WorkItemQueries queries, CancellationToken ct) =>
        result switch
        {
            TakeResult.Done => await queries.OwedAsync(id, user, Permission.OwedWork, ct) is { } view ? TypedResults.Ok(view) : Problems.NotFound(),
            TakeResult.Conflict => Problems.Conflict("It is closed, or somebody else has it"),
            _ => Problems.NotFound(),
        };

    private static async Task<IResult> AnswerAsync(TakeResult result, WorkItemId id, SignedInUser user, WorkItemQueries queries, CancellationToken ct) =>
        result switch
        {
            TakeResult.Done => await queries.ItemAsync(id, user, Permission.WorkItemsWork, ct) is { } view ? TypedResults.Ok(view) : Problems.NotFound(),
            TakeResult.Conflict => Problems.Conflict("It is done, or somebody else has it"),
            _ => Problems.NotFound(),
        };

    internal sealed record CloseInput(string? Reason);

    internal sealed record DoneInput(string? Note);
}
