using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Kindline.Foundation;

/// <summary>
/// Writes whole rows of one table past EF Core's change tracker, for the few who write so much that it shows (ADR 0012). Names,
/// columns and conversions are those of the model: what is written here is what EF Core reads. Writes into the transaction that the
/// context has begun. Cost: on PostgreSQL one statement a call, an array for each column; on SQLite one statement, run once a row,
/// of 0.4 µs a value.
/// </summary>
internal sealed class WholeRows<T> where T : class
{
    // From so many on a statement of their own costs less than it saves.
    private const int Many = 100;

    private readonly Column[] columns;
    private readonly string table;
    private readonly string onConflict;

    public WholeRows(IModel model)
    {
        var entity = model.FindEntityType(typeof(T)) ?? throw new ArgumentException($"The model has no {typeof(T).Name}.", nameof(model));
        var key = entity.FindPrimaryKey()?.Properties ?? throw new ArgumentException($"{typeof(T).Name} has no key.", nameof(model));
        // A number that the database gives out is its own to write; where it only has a default, the row has its value.
        columns = [.. entity.GetProperties().Where(p => p.ValueGenerated == ValueGenerated.Never || p.TryGetDefaultValue(out _)).Select(p => new Column(p))];
        var names = columns.Select(c => c.Name).ToList();
        var keys = key.Select(Column.NameOf).ToList();
        table = $"\"{entity.GetTableName()}\"";
        onConflict = $" ON CONFLICT ({string.Join(", ", keys)}) DO UPDATE SET {string.Join(", ", names.Except(keys).Select(n => $"{n} = excluded.{n}"))}";
    }

    /// <summary>A row as the database would hold it, to see later whether it has changed.</summary>
    public object?[] Values(T row) => Array.ConvertAll(columns, c => c.Value(row));

    /// <summary>Adds rows that are new.</summary>
    /// <exception cref="DbException">The database is away, or has a row of the same key; the transaction is of no more use.</exception>
    public Task AddAsync(Db db, IReadOnlyList<T> rows, CancellationToken ct) => WriteAsync(db, rows, replaces: false, ct);

    /// <summary>Adds rows, or replaces those of the same key.</summary>
    /// <exception cref="DbException">The database is away; the transaction is of no more use.</exception>
    public Task PutAsync(Db db, IReadOnlyList<T> rows, CancellationToken ct) => WriteAsync(db, rows, replaces: true, ct);

    private async Task WriteAsync(Db db, IReadOnlyList<T> rows, bool replaces, CancellationToken ct)
    {
        if (rows.Count == 0)
        {
            return;
        }
        var transaction = db.Database.CurrentTransaction?.GetDbTransaction()
            ?? throw new InvalidOperationException("Whole rows are written in a transaction.");
        var given = Array.ConvertAll(columns, c => new Given(c, c.Values(rows)));
        // Few rows are written again and again by a statement that stays as it is; of many, those columns go that hold nothing in any of them.
        given = replaces || rows.Count < Many ? given : Array.FindAll(given, g => !g.Column.IsNullUnlessSaid || Array.Exists(g.Values, v => v is not null));
        var end = replaces ? onConflict : "";
        await (transaction switch
        {
            SqliteTransaction sqlite => RowByRowAsync(sqlite, given, rows.Count, end, ct),
            NpgsqlTransaction postgres => ColumnByColumnAsync(postgres, given, end, ct),
            _ => throw new NotSupportedException($"Whole rows are not written through {transaction.GetType()}."),
        });
    }

    private string Into(Given[] given) => $"INSERT INTO {table} ({string.Join(", ", given.Select(g => g.Column.Name))})";

    private async Task RowByRowAsync(SqliteTransaction transaction, Given[] given, int rows, string end, CancellationToken ct)
    {
        // Naming a value costs about as much as storing it: what is the same in all of many rows stands in the statement.
        var places = given.Select((g, n) => rows >= Many && g.TheOnly() is { } literal ? literal : $"$p{n}").ToArray();
        await using var insert = new SqliteCommand($"{Into(given)} VALUES ({string.Join(", ", places)}){end}", transaction.Connection, transaction);
        var parameters = given.Zip(places).Where(g => g.Second.StartsWith('$'))
            .Select(g => (g.First.Values, Place: insert.Parameters.Add(new SqliteParameter { ParameterName = g.Second }))).ToArray();
        for (var row = 0; row < rows; row++)
        {
            foreach (var (values, place) in parameters)
            {
                place.Value = values[row] ?? DBNull.Value;
            }
            await insert.ExecuteNonQueryAsync(ct);
        }
    }

    private async Task ColumnByColumnAsync(NpgsqlTransaction transaction, Given[] given, string end, CancellationToken ct)
    {
        var places = string.Join(", ", given.Select((_, n) => $"${n + 1}"));
        await using var insert = new NpgsqlCommand($"{Into(given)} SELECT * FROM unnest({places}){end}", transaction.Connection, transaction);
        foreach (var (column, values) in given)
        {
            insert.Parameters.Add(new NpgsqlParameter { Value = column.Typed(values) });
        }
        await insert.ExecuteNonQueryAsync(ct);
    }

    private readonly record struct Given(Column Column, object?[] Values)
    {
        /// <summary>How a statement writes the value that all rows have; null where they differ. No text of anybody ever stands in a statement.</summary>
        public string? TheOnly()
        {
            var first = Values[0];
            return Column.IsText || Array.Exists(Values, v => !Equals(v, first)) ? null : Column.Literal(first);
        }
    }

    private sealed class Column(IProperty property)
    {
        private readonly IClrPropertyGetter getter = property.GetGetter();
        private readonly Func<object?, object?> convert = property.GetTypeMapping().Converter?.ConvertToProvider ?? (value => value);
        private readonly Type element = Nullable(property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType);

        public string Name { get; } = NameOf(property);

        public static string NameOf(IProperty property) => $"\"{property.GetColumnName()}\"";

        public object? Value(T row) => convert(getter.GetClrValue(row));

        /// <summary>Whether a row that says nothing of it holds null there.</summary>
        public bool IsNullUnlessSaid { get; } = property.IsNullable && !property.TryGetDefaultValue(out _) && property.GetDefaultValueSql() is null;

        public bool IsText { get; } = property.ClrType == typeof(string);

        public string Literal(object? value) => property.GetRelationalTypeMapping().GenerateProviderValueSqlLiteral(value);

        public object?[] Values(IReadOnlyList<T> rows)
        {
            var values = new object?[rows.Count];
            for (var n = 0; n < values.Length; n++)
            {
                values[n] = Value(rows[n]);
            }
            return values;
        }

        /// <summary>An array of the type that the driver knows the column's type by.</summary>
        public Array Typed(object?[] values)
        {
            var typed = Array.CreateInstance(element, values.Length);
            Array.Copy(values, typed, values.Length);
            return typed;
        }

        private static Type Nullable(Type type) =>
            type.IsValueType && System.Nullable.GetUnderlyingType(type) is null ? typeof(Nullable<>).MakeGenericType(type) : type;
    }
}
