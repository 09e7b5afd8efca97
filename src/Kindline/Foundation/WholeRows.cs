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
/// context has begun. Cost: on PostgreSQL one statement a call, an array for each column; on SQLite one statement, run once a row.
/// </summary>
internal sealed class WholeRows<T> where T : class
{
    private readonly Column[] columns;
    private readonly string into;
    private readonly string onConflict;

    public WholeRows(IModel model)
    {
        var entity = model.FindEntityType(typeof(T)) ?? throw new ArgumentException($"The model has no {typeof(T).Name}.", nameof(model));
        var key = entity.FindPrimaryKey()?.Properties ?? throw new ArgumentException($"{typeof(T).Name} has no key.", nameof(model));
        // A number that the database gives out is its own to write; where it only has a default, the row has its value.
        columns = [.. entity.GetProperties().Where(p => p.ValueGenerated == ValueGenerated.Never || p.TryGetDefaultValue(out _)).Select(p => new Column(p))];
        var names = columns.Select(c => c.Name).ToList();
        var keys = key.Select(Column.NameOf).ToList();
        into = $"INSERT INTO \"{entity.GetTableName()}\" ({string.Join(", ", names)})";
        onConflict = $" ON CONFLICT ({string.Join(", ", keys)}) DO UPDATE SET {string.Join(", ", names.Except(keys).Select(n => $"{n} = excluded.{n}"))}";
    }

    /// <summary>A row as the database would hold it, to see later whether it has changed.</summary>
    public object?[] Values(T row) => Array.ConvertAll(columns, c => c.Value(row));

    /// <summary>Adds rows that are new.</summary>
    /// <exception cref="DbException">The database is away, or has a row of the same key; the transaction is of no more use.</exception>
    public Task AddAsync(Db db, IReadOnlyList<T> rows, CancellationToken ct) => WriteAsync(db, rows, "", ct);

    /// <summary>Adds rows, or replaces those of the same key.</summary>
    /// <exception cref="DbException">The database is away; the transaction is of no more use.</exception>
    public Task PutAsync(Db db, IReadOnlyList<T> rows, CancellationToken ct) => WriteAsync(db, rows, onConflict, ct);

    private async Task WriteAsync(Db db, IReadOnlyList<T> rows, string end, CancellationToken ct)
    {
        if (rows.Count == 0)
        {
            return;
        }
        var transaction = db.Database.CurrentTransaction?.GetDbTransaction()
            ?? throw new InvalidOperationException("Whole rows are written in a transaction.");
        await (transaction switch
        {
            SqliteTransaction sqlite => RowByRowAsync(sqlite, rows, end, ct),
            NpgsqlTransaction postgres => ColumnByColumnAsync(postgres, rows, end, ct),
            _ => throw new NotSupportedException($"Whole rows are not written through {transaction.GetType()}."),
        });
    }

    private async Task RowByRowAsync(SqliteTransaction transaction, IReadOnlyList<T> rows, string end, CancellationToken ct)
    {
        var places = columns.Select((_, n) => $"$p{n}").ToArray();
        await using var insert = new SqliteCommand($"{into} VALUES ({string.Join(", ", places)}){end}", transaction.Connection, transaction);
        var parameters = Array.ConvertAll(places, place => insert.Parameters.Add(new SqliteParameter { ParameterName = place }));
        foreach (var row in rows)
        {
            for (var n = 0; n < columns.Length; n++)
            {
                parameters[n].Value = columns[n].Value(row) ?? DBNull.Value;
            }
            await insert.ExecuteNonQueryAsync(ct);
        }
    }

    private async Task ColumnByColumnAsync(NpgsqlTransaction transaction, IReadOnlyList<T> rows, string end, CancellationToken ct)
    {
        var places = string.Join(", ", columns.Select((_, n) => $"${n + 1}"));
        await using var insert = new NpgsqlCommand($"{into} SELECT * FROM unnest({places}){end}", transaction.Connection, transaction);
        foreach (var column in columns)
        {
            insert.Parameters.Add(new NpgsqlParameter { Value = column.Values(rows) });
        }
        await insert.ExecuteNonQueryAsync(ct);
    }

    private sealed class Column(IProperty property)
    {
        private readonly IClrPropertyGetter getter = property.GetGetter();
        private readonly Func<object?, object?> convert = property.GetTypeMapping().Converter?.ConvertToProvider ?? (value => value);
        private readonly Type element = Nullable(property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType);

        public string Name { get; } = NameOf(property);

        public static string NameOf(IProperty property) => $"\"{property.GetColumnName()}\"";

        public object? Value(T row) => convert(getter.GetClrValue(row));

        /// <summary>An array of the type that the driver knows the column's type by.</summary>
        public Array Values(IReadOnlyList<T> rows)
        {
            var values = Array.CreateInstance(element, rows.Count);
            for (var n = 0; n < rows.Count; n++)
            {
                values.SetValue(Value(rows[n]), n);
            }
            return values;
        }

        private static Type Nullable(Type type) =>
            type.IsValueType && System.Nullable.GetUnderlyingType(type) is null ? typeof(Nullable<>).MakeGenericType(type) : type;
    }
}
