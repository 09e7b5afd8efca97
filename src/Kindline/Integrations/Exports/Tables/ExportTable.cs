using System.Linq.Expressions;
using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Integrations.Exports.Tables;

/// <summary>
/// One kind of thing of a practice as one file. Its columns are a text, one a line: "Number: E.164", or a property alone where
/// <see cref="UsualMeanings"/> has its meaning, or "- Tail: made of the number" for what stays out, with why.
/// </summary>
internal abstract class ExportTable
{
    protected ExportTable(Type entity, string name, string what, string columns)
    {
        (Entity, Name, What) = (entity, name, what);
        List<ExportColumn> all = [];
        Dictionary<string, string> leftOut = [];
        foreach (var line in columns.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.TrimStart('-', ' ').Split(": ", 2);
            foreach (var property in parts[0].Split(", "))
            {
                if (line[0] == '-')
                {
                    leftOut.Add(property, parts[1]);
                    continue;
                }
                var found = entity.GetProperty(property) ?? throw new ArgumentException($"{entity.Name} has no {property}", nameof(columns));
                all.Add(new ExportColumn(found, parts.Length > 1 ? parts[1] : UsualMeanings.Of(property)));
            }
        }
        (Columns, LeftOut) = (all, leftOut);
    }

    public Type Entity { get; }

    /// <summary>The file's name without its ending.</summary>
    public string Name { get; }

    public string Path => $"{Name}.csv";

    /// <summary>What one row of it is.</summary>
    public string What { get; }

    public IReadOnlyList<ExportColumn> Columns { get; }

    /// <summary>Properties that are in no file, each with why.</summary>
    public IReadOnlyDictionary<string, string> LeftOut { get; }

    public IReadOnlyList<AddedColumn> Added { get; init; } = [];

    /// <summary>Along whose ids it is read, some at a time; null where it is small and read at once.</summary>
    public abstract Type? Along { get; }

    public IEnumerable<string> Header => Columns.Select(c => c.Name).Concat(Added.Select(c => c.Name));

    public int IndexOf(string property) => Columns.Select((c, n) => (c, n)).First(c => c.c.Property.Name == property).n;

    /// <summary>The ids of a practice's rows, where others are read along them; null of others.</summary>
    public abstract Task<List<Guid>?> IdsAsync(Db db, PracticeId practice, CancellationToken ct);

    /// <summary>The rows of a practice that hang on these ids, or all of them where it is read at once.</summary>
    public abstract IAsyncEnumerable<object?[]> RowsAsync(Db db, PracticeId practice, IReadOnlyList<Guid> of);

    /// <summary>A table whose rows have an id and, but for the practice itself, name the practice.</summary>
    public static ExportTable Root<T, TId>(
        string name, string what, Expression<Func<T, TId>> id, Func<Db, PracticeId, IQueryable<T>> rows, string columns, params AddedColumn[] added)
        where T : class
        where TId : struct =>
        new Keyed<T, TId>(name, what, id, (db, practice) => rows(db, practice).IgnoreQueryFilters().Select(id).AsAsyncEnumerable(), typeof(T), columns) { Added = added };

    /// <summary>The same, where which rows are the practice's takes more than one question.</summary>
    public static ExportTable RootOf<T, TId>(string name, string what, Expression<Func<T, TId>> id, Func<Db, PracticeId, IAsyncEnumerable<TId>> ids, string columns)
        where T : class
        where TId : struct =>
        new Keyed<T, TId>(name, what, id, ids, typeof(T), columns);

    /// <summary>A table whose rows hang on those of another.</summary>
    public static ExportTable Child<TParent, T, TId>(string name, string what, Expression<Func<T, TId>> parent, string columns)
        where T : class
        where TId : struct =>
        new Keyed<T, TId>(name, what, parent, null, typeof(TParent), columns);

    /// <summary>A small table.</summary>
    public static ExportTable Whole<T>(string name, string what, Func<Db, PracticeId, IQueryable<T>> rows, string columns, params AddedColumn[] added)
        where T : class =>
        new Small<T>(name, what, rows, columns) { Added = added };

    // What a filter hides from pages, such as a merged record, is the practice's too.
    private static IAsyncEnumerable<object?[]> Read<T>(Db db, IQueryable<T> rows, IReadOnlyList<ExportColumn> columns) where T : class
    {
        var row = Expression.Parameter(typeof(T));
        IOrderedQueryable<T>? ordered = null;
        foreach (var part in db.Model.FindEntityType(typeof(T))!.FindPrimaryKey()!.Properties)
        {
            var by = Expression.Lambda<Func<T, object>>(Expression.Convert(Expression.Property(row, part.Name), typeof(object)), row);
            ordered = ordered is null ? rows.OrderBy(by) : ordered.ThenBy(by);
        }
        var values = Expression.NewArrayInit(typeof(object), columns.Select(c => Expression.Convert(Expression.Property(row, c.Property), typeof(object))));
        return (ordered ?? rows).AsNoTracking().IgnoreQueryFilters().Select(Expression.Lambda<Func<T, object?[]>>(values, row)).AsAsyncEnumerable();
    }

    private sealed class Small<T>(string name, string what, Func<Db, PracticeId, IQueryable<T>> rows, string columns) : ExportTable(typeof(T), name, what, columns)
        where T : class
    {
        public override Type? Along => null;

        public override Task<List<Guid>?> IdsAsync(Db db, PracticeId practice, CancellationToken ct) => Task.FromResult<List<Guid>?>(null);

        public override IAsyncEnumerable<object?[]> RowsAsync(Db db, PracticeId practice, IReadOnlyList<Guid> of) => Read(db, rows(db, practice), Columns);
    }

    private sealed class Keyed<T, TId>(
        string name, string what, Expression<Func<T, TId>> key, Func<Db, PracticeId, IAsyncEnumerable<TId>>? roots, Type along, string columns)
        : ExportTable(typeof(T), name, what, columns)
        where T : class
        where TId : struct
    {
        private static readonly Func<Guid, TId> FromGuid = typeof(TId) == typeof(Guid) ? static g => (TId)(object)g : TypedId.FromGuid<TId>().Compile();
        private static readonly Func<TId, Guid> ToGuid = typeof(TId) == typeof(Guid) ? static id => (Guid)(object)id : TypedId.ToGuid<TId>().Compile();

        public override Type? Along => along;

        public override async Task<List<Guid>?> IdsAsync(Db db, PracticeId practice, CancellationToken ct)
        {
            if (roots is null)
            {
                return null;
            }
            List<Guid> ids = [];
            await foreach (var id in roots(db, practice).WithCancellation(ct))
            {
                ids.Add(ToGuid(id));
            }
            return ids;
        }

        public override IAsyncEnumerable<object?[]> RowsAsync(Db db, PracticeId practice, IReadOnlyList<Guid> of)
        {
            var ids = of.Select(FromGuid).ToList();
            Expression<Func<TId, bool>> isOne = id => ids.Contains(id);
            var where = Expression.Lambda<Func<T, bool>>(new Put(isOne.Parameters[0], key.Body).Visit(isOne.Body), key.Parameters);
            return Read(db, db.Set<T>().Where(where), Columns);
        }
    }

    private sealed class Put(ParameterExpression place, Expression what) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == place ? what : node;
    }
}
