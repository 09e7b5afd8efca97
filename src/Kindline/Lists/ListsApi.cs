using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Lists.Export;
using Kindline.Lists.Filters;
using Microsoft.AspNetCore.Http.Features;

namespace Kindline.Lists;

/// <summary>Saved filters over a practice's people, at /api/lists. What is asked for travels in bodies: an address is logged.</summary>
internal static class ListsApi
{
    private const int MostPrinted = 1_000;

    public static void Map(IEndpointRouteBuilder api)
    {
        var lists = api.MapGroup("/lists").WithTags("Lists");
        lists.MapGet("/", AllAsync).Produces<Page<ListView>>().Requires(Permission.ListsRead);
        lists.MapPost("/", (ListInput input, SignedInUser user, EditLists edit, ListQueries queries, CancellationToken ct) =>
            AnswerAsync(edit.CreateAsync(input, user, ct), user, queries, ct)).Produces<ListView>().Requires(Permission.ListsRead);
        lists.MapGet("/catalogue", CatalogueAsync).Produces<ListCatalogue>().Requires(Permission.ListsRead);
        lists.MapPost("/count", CountAsync).Produces<ListCount>().Requires(Permission.ListsRead);
        lists.MapPost("/try", TryAsync).Produces<ListPage>().Requires(Permission.ListsRead).Audits("list.read");
        var one = lists.MapGroup("/{id}");
        one.MapGet("/", ReadAsync).Produces<ListView>().Requires(Permission.ListsRead);
        one.MapPut("/", (ListId id, ListInput input, SignedInUser user, EditLists edit, ListQueries queries, CancellationToken ct) =>
            AnswerAsync(edit.ChangeAsync(id, input, user, ct), user, queries, ct)).Produces<ListView>().Requires(Permission.ListsRead);
        one.MapDelete("/", DeleteAsync).Produces(StatusCodes.Status204NoContent).Requires(Permission.ListsRead);
        one.MapPost("/restore", (ListId id, SignedInUser user, EditLists edit, ListQueries queries, CancellationToken ct) =>
            AnswerAsync(edit.RestoreAsync(id, user, ct), user, queries, ct)).Produces<ListView>().Requires(Permission.ListsRead);
        one.MapPost("/people", RunAsync).Produces<ListPage>().Requires(Permission.ListsRead).Audits("list.read");
        one.MapPost("/print", PrintAsync).Produces<ListPage>().Requires(Permission.ListsRead).Audits("list.printed");
        one.MapPost("/export", ExportAsync).Produces<Stream>(contentType: "text/csv").Requires(Permission.PatientsExport).Audits("list.export");
    }

    private static async Task<Page<ListView>> AllAsync(SignedInUser user, ListQueries queries, CancellationToken ct)
    {
        var lists = await queries.ListAsync(user, ct);
        return new Page<ListView>(lists, lists.Count);
    }

    private static async Task<IResult> ReadAsync(ListId id, SignedInUser user, ListQueries queries, CancellationToken ct) =>
        await queries.ReadAsync(id, user, ct) is { } list ? TypedResults.Ok(list) : Problems.NotFound();

    private static async Task<IResult> CatalogueAsync(PracticeId practice, SignedInUser user, CatalogueQueries queries, CancellationToken ct) =>
        await queries.ReadAsync(practice, user, ct) is { } catalogue ? TypedResults.Ok(catalogue) : Problems.NotFound();

    private static async Task<IResult> CountAsync(CountInput input, SignedInUser user, ListQueries queries, CancellationToken ct)
    {
        var (count, errors) = await queries.CountAsync(input.Practice, input.Filter ?? new ListFilter(Conditions: null), user, ct);
        return errors is not null ? Problems.Invalid(errors.ToDictionary()) : count is { } known ? TypedResults.Ok(new ListCount(known)) : Problems.NotFound();
    }

    private static async Task<IResult> TryAsync(TryInput input, SignedInUser user, ListQueries queries, AuditTrail trail, CancellationToken ct)
    {
        var errors = new FieldErrors();
        return !Paging.TryRead(input.Page, input.Size, errors, out var paging) ? Problems.Invalid(errors.ToDictionary())
            : await ShowAsync(await queries.TryAsync(input.Practice, new ListShape(input.Filter, input.Columns, input.Sort, input.Descending), paging, user, ct), "list.read", null, user, trail, ct);
    }

    private static async Task<IResult> RunAsync(ListId id, RunInput input, SignedInUser user, ListQueries queries, AuditTrail trail, CancellationToken ct)
    {
        var errors = new FieldErrors();
        return !Paging.TryRead(input.Page, input.Size, errors, out var paging) ? Problems.Invalid(errors.ToDictionary())
            : await ShowAsync(await queries.RunAsync(id, input.Sort, input.Descending, paging, user, onPaper: false, ct), "list.read", id, user, trail, ct);
    }

    /// <summary>The first thousand: paper has no second page to ask for.</summary>
    private static async Task<IResult> PrintAsync(ListId id, RunInput input, SignedInUser user, ListQueries queries, AuditTrail trail, CancellationToken ct) =>
        await ShowAsync(await queries.RunAsync(id, input.Sort, input.Descending, new Paging(1, MostPrinted), user, onPaper: true, ct), "list.printed", id, user, trail, ct);

    /// <summary>A file in the body of the answer. Its reason is asked for, and kept with each person who is in it.</summary>
    private static async Task<IResult> ExportAsync(ListId id, ExportInput input, HttpContext http, SignedInUser user, ExportList export, CancellationToken ct)
    {
        if (!user.Can(Permission.ListsRead))
        {
            return Problems.NotFound();
        }
        switch (await export.RunAsync(id, input, user, ct))
        {
            case ExportOutcome.Ready { File: var file }:
                http.Response.Headers.CacheControl = "no-store";
                if (file.IsWorkbook && http.Features.Get<IHttpBodyControlFeature>() is { } body)
                {
                    // A workbook is a zip, and the framework writes its directory at the end without awaiting.
                    body.AllowSynchronousIO = true;
                }
                return TypedResults.Stream(to => file.WriteAsync(to, ct), file.ContentType, file.FileName);
            case ExportOutcome.Invalid invalid:
                return Problems.Invalid(invalid.Errors.ToDictionary());
            default:
                return Problems.NotFound();
        }
    }

    private static async Task<IResult> ShowAsync(RunListOutcome outcome, string code, ListId? id, SignedInUser user, AuditTrail trail, CancellationToken ct)
    {
        switch (outcome)
        {
            case RunListOutcome.Ran { Page: var page }:
                await trail.AppendAsync(ListReads.Of(code, id, user, page.Items), ct);
                return TypedResults.Ok(page);
            case RunListOutcome.Invalid invalid:
                return Problems.Invalid(invalid.Errors.ToDictionary());
            default:
                return Problems.NotFound();
        }
    }

    private static async Task<IResult> DeleteAsync(ListId id, SignedInUser user, EditLists edit, CancellationToken ct) =>
        await edit.DeleteAsync(id, user, ct) is var outcome && outcome is EditListOutcome.Saved ? TypedResults.NoContent() : Refusal(outcome);

    private static async Task<IResult> AnswerAsync(Task<EditListOutcome> edit, SignedInUser user, ListQueries queries, CancellationToken ct) =>
        await edit is var outcome && outcome is EditListOutcome.Saved saved ? TypedResults.Ok(await queries.ReadAsync(saved.Id, user, ct)) : Refusal(outcome);

    private static IResult Refusal(EditListOutcome outcome) => outcome switch
    {
        EditListOutcome.Invalid invalid => Problems.Invalid(invalid.Errors.ToDictionary()),
        EditListOutcome.Refused refused => Problems.Conflict(refused.Why),
        _ => Problems.NotFound(),
    };

    internal sealed record CountInput(PracticeId Practice, ListFilter? Filter);

    private sealed record ListCount(int Total);

    internal sealed record RunInput(string? Sort, bool? Descending, int? Page, int? Size);

    internal sealed record TryInput(
        PracticeId Practice, ListFilter? Filter, IReadOnlyList<string>? Columns, string? Sort, bool? Descending, int? Page, int? Size);
}
