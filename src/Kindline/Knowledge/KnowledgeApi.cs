using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Interactions;

namespace Kindline.Knowledge;

internal sealed record WrongInput(string? Note);

/// <summary>The knowledge cards at /api/knowledge: read with a call, edited by those who answer for them, reported wrong by any agent.</summary>
internal static class KnowledgeApi
{
    private const int LongestNote = 500;
    private const int LongestQuery = 200;

    public static void Map(IEndpointRouteBuilder api)
    {
        var cards = api.MapGroup("/knowledge").WithTags("Knowledge");
        cards.MapGet("/", ListAsync).Produces<Page<CardView>>().Requires(Permission.KnowledgeRead);
        cards.MapGet("/choices", ChoicesAsync).Produces<CardChoices>().Requires(Permission.KnowledgeEdit);
        cards.MapGet("/{id}", async (CardId id, SignedInUser user, KnowledgeQueries queries, CancellationToken ct) =>
            await AnswerAsync(new CardEdit.Done(id), user, queries, ct)).Produces<CardView>().Requires(Permission.KnowledgeRead);
        cards.MapPost("/", async (CardInput input, SignedInUser user, EditCards edit, KnowledgeQueries queries, CancellationToken ct) =>
            await AnswerAsync(await edit.AddAsync(input, user, ct), user, queries, ct)).Produces<CardView>().Requires(Permission.KnowledgeEdit);
        cards.MapPut("/{id}", async (CardId id, CardInput input, SignedInUser user, EditCards edit, KnowledgeQueries queries, CancellationToken ct) =>
            await AnswerAsync(await edit.ChangeAsync(id, input, user, ct), user, queries, ct)).Produces<CardView>().Requires(Permission.KnowledgeEdit);
        cards.MapDelete("/{id}", DeleteAsync).Produces(StatusCodes.Status204NoContent).Requires(Permission.KnowledgeEdit);
        cards.MapPost("/{id}/undelete", async (CardId id, SignedInUser user, EditCards edit, KnowledgeQueries queries, CancellationToken ct) =>
            await AnswerAsync(await edit.DeleteAsync(id, deleted: false, user, ct), user, queries, ct)).Produces<CardView>().Requires(Permission.KnowledgeEdit);
        cards.MapGet("/{id}/reports", ReportsAsync).Produces<Page<CardReportView>>().Requires(Permission.KnowledgeEdit);
        cards.MapPost("/{id}/settle", async (CardId id, SignedInUser user, EditCards edit, KnowledgeQueries queries, CancellationToken ct) =>
            await AnswerAsync(await edit.SettleAsync(id, user, ct), user, queries, ct)).Produces<CardView>().Requires(Permission.KnowledgeEdit);
        cards.MapPost("/{id}/wrong", WrongAsync).Produces<CardView>().Requires(Permission.AgentWork);
    }

    private static async Task<IResult> ListAsync(
        string? practice, string? line, string? query, int? page, int? size, SignedInUser user, KnowledgeQueries queries, CancellationToken ct)
    {
        var errors = new FieldErrors();
        Paging.TryRead(page, size, errors, out var paging);
        var of = InteractionQuery.Id(practice, "practice", errors, static g => new PracticeId(g));
        if (query?.Length > LongestQuery)
        {
            errors.Add("query", $"must have {LongestQuery} characters at most");
        }
        return errors.None
            ? TypedResults.Ok(await queries.ListAsync(new CardFilter(of, line, query), paging, user, ct))
            : Problems.Invalid(errors.ToDictionary());
    }

    private static async Task<IResult> ChoicesAsync(PracticeId practice, SignedInUser user, KnowledgeQueries queries, CancellationToken ct) =>
        await queries.ChoicesAsync(practice, user, ct) is { } choices ? TypedResults.Ok(choices) : Problems.NotFound();

    private static async Task<IResult> DeleteAsync(CardId id, SignedInUser user, EditCards edit, CancellationToken ct) =>
        await edit.DeleteAsync(id, deleted: true, user, ct) is CardEdit.Done ? TypedResults.NoContent() : Problems.NotFound();

    private static async Task<IResult> ReportsAsync(CardId id, SignedInUser user, KnowledgeQueries queries, CancellationToken ct) =>
        await queries.ReportsAsync(id, user, ct) is { } reports ? TypedResults.Ok(reports) : Problems.NotFound();

    private static async Task<IResult> WrongAsync(
        CardId id, WrongInput input, SignedInUser user, ReportCard report, KnowledgeQueries queries, CancellationToken ct)
    {
        if (input.Note?.Trim() is not { Length: > 0 and <= LongestNote } note)
        {
            return Problems.Invalid("note", $"must say in 1 to {LongestNote} characters what is wrong");
        }
        return await report.RunAsync(id, note, user, ct) ? await AnswerAsync(new CardEdit.Done(id), user, queries, ct) : Problems.NotFound();
    }

    private static async Task<IResult> AnswerAsync(CardEdit edit, SignedInUser user, KnowledgeQueries queries, CancellationToken ct) => edit switch
    {
        CardEdit.Done done => await queries.OneAsync(done.Id, user, ct) is { } card ? TypedResults.Ok(card) : Problems.NotFound(),
        CardEdit.Invalid invalid => Problems.Invalid(invalid.Errors.ToDictionary()),
        CardEdit.Changed => Problems.Conflict("Somebody else has changed this card. Load it again; your words are still here to copy."),
        _ => Problems.NotFound(),
    };
}
