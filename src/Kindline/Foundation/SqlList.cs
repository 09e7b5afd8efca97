using System.Text.Json;

namespace Kindline.Foundation;

/// <summary>
/// A list as one parameter of a statement written by hand, whatever its length, so that the statement's text and with it its plan stay the same:
/// an array on PostgreSQL, JSON on SQLite.
/// </summary>
internal static class SqlList
{
    /// <summary>The parameter's value.</summary>
    public static object Of(Db db, IEnumerable<string> values) => db is PostgresDb ? values.ToArray() : JsonSerializer.Serialize(values);

    /// <summary>The parameter's value; SQLite compares ids as Microsoft.Data.Sqlite writes them.</summary>
    public static object Of(Db db, IEnumerable<Guid> ids) =>
        db is PostgresDb ? ids.ToArray() : JsonSerializer.Serialize(ids.Select(id => id.ToString().ToUpperInvariant()));

    /// <summary>What stands behind a column that must be one of the list.</summary>
    /// <param name="parameter">Its place in the statement: "@ids", "{0}".</param>
    public static string In(Db db, string parameter) => db is PostgresDb ? $"= ANY({parameter})" : $"IN (SELECT value FROM json_each({parameter}))";
}
