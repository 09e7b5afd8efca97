using Kindline.Foundation;
using Kindline.Lists.Columns;
using Kindline.Lists.Filters;
using Kindline.Patients;

namespace Kindline.Lists;

/// <summary>What a list asks and shows, whether it is kept or only tried.</summary>
internal sealed record ListShape(ListFilter? Filter, IReadOnlyList<string>? Columns, string? Sort, bool? Descending)
{
    private const int MostColumns = 40;

    /// <summary>As it was kept; null, with the place written down, where this version does not know all that it asks.</summary>
    public static ListShape? Of(PatientList list, FieldErrors errors) =>
        ListFilter.Parse(list.Filter, errors) is { } filter ? new ListShape(filter, list.Columns, list.Sort, list.IsDescending) : null;

    /// <summary>What is wrong with the conditions, for somebody.</summary>
    public void CheckFilter(IReadOnlyList<PatientField> fields, ListReach reach, FieldErrors errors) => (Filter ?? new ListFilter(Conditions: null)).Check(reach.Kinds(fields), errors);

    /// <summary>What is wrong with the columns, as somebody wants to keep them.</summary>
    public void CheckColumns(IReadOnlyList<PatientField> fields, FieldErrors errors)
    {
        var known = ListColumns.KeysOf(fields);
        var columns = Columns ?? [];
        if (columns.Count > MostColumns || columns.Distinct().Count() < columns.Count)
        {
            errors.Add("columns", $"must be {MostColumns} at most, each once");
        }
        for (var n = 0; n < columns.Count; n++)
        {
            if (!known.Contains(columns[n]))
            {
                errors.Add($"columns[{n}]", "is no column");
            }
        }
        if (Sort is { } sort && !known.Contains(sort))
        {
            errors.Add("sort", "is no column");
        }
    }

    /// <summary>The columns as somebody sees them, the name first, and the keys of those that they do not.</summary>
    public (IReadOnlyList<ListColumn> Shown, IReadOnlyList<string> Withheld) ColumnsFor(IReadOnlyList<PatientField> fields, ListReach reach)
    {
        var seen = reach.Columns(fields).ToDictionary(c => c.Key);
        var wanted = (Columns is { Count: > 0 } chosen ? chosen : ListColumns.Usual).Prepend(ListColumns.Name).Distinct().ToList();
        return ([.. wanted.Where(seen.ContainsKey).Select(key => seen[key])], [.. wanted.Where(key => !seen.ContainsKey(key))]);
    }

    /// <summary>What it is sorted by for somebody: the name, where the column is not theirs to see.</summary>
    public (ListColumn By, bool Descending) SortFor(IReadOnlyList<PatientField> fields, ListReach reach)
    {
        var seen = reach.Columns(fields).ToDictionary(c => c.Key);
        return Sort is { } key && seen.TryGetValue(key, out var by) ? (by, Descending == true) : (seen[ListColumns.Name], false);
    }
}
