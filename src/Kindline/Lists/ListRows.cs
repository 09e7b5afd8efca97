using System.Linq.Expressions;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Lists.Columns;
using Kindline.Lists.Filters;
using Kindline.Patients;
using Kindline.Patients.Guarded;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Lists;

/// <summary>
/// Reads rows of a list. A page is one statement: the inner part tests and sorts ids alone, the outer one reads the columns of as many people as the page has, each
/// by an index. Behind it one statement names agents where their column is shown, and one dispositions. Cost: the inner part looks at all people of the practice once.
/// </summary>
internal sealed class ListRows(IDispositionTexts dispositions, HiddenVips hidden)
{
    // Whose row it is, and whether they are a VIP: read of everybody, before the columns.
    private const int Before = 2;

    /// <summary>The rows in the order of the column; of those that are alike there the older record first.</summary>
    public Task<IReadOnlyList<ListRow>> PageAsync(
        Db db, ListMoment moment, ListFilter filter, IReadOnlyList<ListColumn> columns, (ListColumn By, bool Descending) sort, Paging paging, ListReach reach, CancellationToken ct)
    {
        var ids = Sorted(filter.Of(moment), moment, sort).Skip(paging.Skip).Take(paging.Size).Select(p => p.Id);
        return ReadAsync(db, Sorted(moment.People.Where(p => ids.Contains(p.Id)), moment, sort), moment, columns, reach, ct);
    }

    /// <summary>All who are on it, in order: sixteen bytes each.</summary>
    public static Task<List<PatientId>> IdsAsync(ListMoment moment, ListFilter filter, (ListColumn By, bool Descending) sort, CancellationToken ct) =>
        Sorted(filter.Of(moment), moment, sort).Select(p => p.Id).ToListAsync(ct);

    /// <summary>These people, in their order; who is gone by now is left out.</summary>
    public async Task<IReadOnlyList<ListRow>> OfAsync(
        Db db, ListMoment moment, IReadOnlyList<PatientId> ids, IReadOnlyList<ListColumn> columns, ListReach reach, CancellationToken ct)
    {
        var rows = await ReadAsync(db, moment.People.Where(p => EF.Parameter(ids).Contains(p.Id)), moment, columns, reach, ct);
        var known = rows.ToDictionary(r => r.Id);
        return [.. ids.Where(known.ContainsKey).Select(id => known[id])];
    }

    private static IOrderedQueryable<Patient> Sorted(IQueryable<Patient> people, ListMoment moment, (ListColumn By, bool Descending) sort) =>
        sort.By.Order(people, moment, sort.Descending).ThenBy(p => p.Id);

    private async Task<IReadOnlyList<ListRow>> ReadAsync(
        Db db, IQueryable<Patient> people, ListMoment moment, IReadOnlyList<ListColumn> columns, ListReach reach, CancellationToken ct)
    {
        var person = Expression.Parameter(typeof(Patient), "p");
        Expression<Func<Patient, object>> id = static p => p.Id;
        Expression<Func<Patient, object>> vip = static p => p.Vip;
        var cells = columns.Select(c => Expression.Convert(Predicates.Of(c.Value(moment), person), typeof(object)));
        var row = Expression.Lambda<Func<Patient, object?[]>>(Expression.NewArrayInit(typeof(object), [Predicates.Of(id, person), Predicates.Of(vip, person), .. cells]), person);
        var rows = await people.Select(row).ToListAsync(ct);
        var agents = await AgentsAsync(db, ValuesOf(rows, columns, ListColumns.LastContactBy).Concat(ValuesOf(rows, columns, ListColumns.AssignedTo)).OfType<AgentId>(), ct);
        var texts = await dispositions.ReadAsync([.. ValuesOf(rows, columns, ListColumns.Disposition).OfType<string>().Distinct()], ct);
        var vips = rows.Where(r => (bool)r[1]!).Select(r => (PatientId)r[0]!).ToList();
        var hides = reach.OpenTo is { } user ? await hidden.OfAsync(db, vips, user, ct) : vips.ToHashSet();
        return [.. rows.Select(r => hides.Contains((PatientId)r[0]!) ? NameAlone(r, columns, reach.Masks) : Row(r, columns, reach.Masks, agents, texts))];
    }

    /// <summary>Of a VIP whose record is not open.</summary>
    private static ListRow NameAlone(object?[] row, IReadOnlyList<ListColumn> columns, bool masks)
    {
        var seen = columns.Zip(row.Skip(Before)).Where(c => c.First.Key is ListColumns.Name or ListColumns.Vip).ToList();
        return Row([.. row.Take(Before), .. seen.Select(c => c.Second)], [.. seen.Select(c => c.First)], masks, [], new Dictionary<string, string>()) with { Hidden = true };
    }

    private static ListRow Row(
        object?[] row, IReadOnlyList<ListColumn> columns, bool masks, Dictionary<Guid, string> agents, IReadOnlyDictionary<string, string> texts)
    {
        var cells = new Dictionary<string, object>();
        foreach (var (column, value) in columns.Zip(row.Skip(Before)))
        {
            if (Shown(column, value) is { } shown)
            {
                cells[column.Key] = shown;
            }
        }
        cells.Remove(ListColumns.Name, out var name);
        return new ListRow((PatientId)row[0]!, (string?)name ?? "", cells, (bool)row[1]!, Hidden: false);

        object? Shown(ListColumn column, object? value) => (column.Key, value) switch
        {
            (ListColumns.Name, string text) => masks ? Masked.Name(text) : text.Trim(),
            (ListColumns.Disposition, string key) => texts.GetValueOrDefault(key, key),
            (ListColumns.LastContactBy or ListColumns.AssignedTo, AgentId agent) => agents.GetValueOrDefault(agent.Value),
            (_, string number) when masks && column.Masking is Masking.Phone => Masked.Number(number),
            (_, string mrn) when masks && column.Masking is Masking.Mrn => Masked.Mrn(mrn),
            (_, "") => null,
            _ => value,
        };
    }

    private static IEnumerable<object?> ValuesOf(List<object?[]> rows, IReadOnlyList<ListColumn> columns, string key)
    {
        var place = columns.Index().Where(c => c.Item.Key == key).Select(c => c.Index + Before).FirstOrDefault();
        return place == 0 ? [] : rows.Select(r => r[place]);
    }

    private static async Task<Dictionary<Guid, string>> AgentsAsync(Db db, IEnumerable<AgentId> agents, CancellationToken ct)
    {
        var ids = agents.Select(a => a.Value).Distinct().ToList();
        return ids.Count == 0 ? [] : await db.Users.Where(u => EF.Parameter(ids).Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, ct);
    }
}
