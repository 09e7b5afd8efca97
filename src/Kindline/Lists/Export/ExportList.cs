using Kindline.Audit;
using Kindline.Compliance;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Lists.Filters;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Lists.Export;

/// <param name="Reason">What the file is for; it stands in the audit trail.</param>
/// <param name="Format">csv or xlsx.</param>
/// <param name="Sort">By which column; null for the list's own.</param>
/// <param name="Descending">Whether from the end.</param>
/// <param name="Chosen">Of those on the list only these, as far as they are on it still; null for all.</param>
internal sealed record ExportInput(string? Reason, string? Format, string? Sort, bool? Descending, IReadOnlyList<PatientId>? Chosen);

/// <summary>What came of asking for a file.</summary>
internal abstract record ExportOutcome
{
    public sealed record Ready(ListFile File) : ExportOutcome;

    public sealed record Invalid(FieldErrors Errors) : ExportOutcome;

    public sealed record NotFound : ExportOutcome;
}

/// <summary>Takes a list out of the centre as a file. Who is on it is settled when it is asked for; what is said of them is read as it is written, a batch at a time.</summary>
internal sealed class ExportList(DbFactory databases, ListRows rows, AgeOfMajority majority, AuditTrail trail, TimeProvider clock)
{
    private const int ShortestReason = 10;
    private const int LongestReason = 500;

    public async Task<ExportOutcome> RunAsync(ListId id, ExportInput input, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (await ListReach.ListsOf(db, user).AsNoTracking().SingleOrDefaultAsync(l => l.Id == id && l.DeletedAt == null, ct) is not { } list)
        {
            return new ExportOutcome.NotFound();
        }
        var errors = new FieldErrors();
        if (input.Reason?.Trim() is not { Length: >= ShortestReason and <= LongestReason } reason)
        {
            errors.Add("reason", $"say in {ShortestReason} to {LongestReason} characters what it is for");
            reason = "";
        }
        if (input.Format is not ("csv" or "xlsx"))
        {
            errors.Add("format", "must be csv or xlsx");
        }
        var moment = await ListMoment.OfAsync(db, list.PracticeId, majority, clock.GetUtcNow(), ct);
        var reach = ListReach.OnPaper(user);
        var shape = ListShape.Of(list, errors);
        shape = input.Sort is null ? shape : shape is null ? null : shape with { Sort = input.Sort, Descending = input.Descending };
        shape?.CheckFilter(moment.Fields, reach, errors);
        shape?.CheckColumns(moment.Fields, errors);
        if (!errors.None || shape is null)
        {
            return new ExportOutcome.Invalid(errors);
        }
        var (columns, _) = shape.ColumnsFor(moment.Fields, reach);
        var ids = await ListRows.IdsAsync(moment, shape.Filter ?? new ListFilter(Conditions: null), shape.SortFor(moment.Fields, reach), ct);
        if (input.Chosen is { } chosen)
        {
            var only = chosen.ToHashSet();
            ids = [.. ids.Where(only.Contains)];
        }
        var entry = new AuditEntry("list.export", 'R', user.AsActor()) { ObjectType = "List", ObjectId = id.ToString(), Reason = reason };
        await trail.AppendAsync(entry with { Fields = [.. columns.Select(c => c.Key), $"{ids.Count} people"] }, ct);
        return new ExportOutcome.Ready(new ListFile(databases, rows, trail, list.Name, list.PracticeId, majority, moment.Now, columns, ids, reach)
        {
            Entry = entry with { Code = "list.exported" },
            IsWorkbook = input.Format is "xlsx",
        });
    }
}
