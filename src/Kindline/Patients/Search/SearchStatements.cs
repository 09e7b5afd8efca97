using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Kindline.Patients.Search;

/// <summary>
/// The statements of the search, in the words of either engine. Each part walks one index and stops at its limit; one statement with OR
/// and ORDER BY would walk the table. Written by hand: EF's translation of the same costs more than the statement.
/// </summary>
internal sealed class SearchStatements(Db db, IReadOnlyList<PracticeId> practices, CancellationToken ct)
{
    // Nothing that is typed sorts behind it.
    private const string Last = "\uffff";

    // PostgreSQL would plan these anew for each letter, as it finds what it knows of the letter worth more: that takes longer than they run. Their
    // shape leaves one way to run them, and waking a second process is dearer than all of it. The pool takes both back with the connection.
    private const string PlannedOnce = "SET plan_cache_mode = force_generic_plan; SET max_parallel_workers_per_gather = 0; ";

    private const int FewestOfPair = 6;

    private static readonly string Most = PatientFinder.Most.ToString(CultureInfo.InvariantCulture);

    private readonly bool isPostgres = db is PostgresDb;
    private readonly List<(string Name, object Value)> values = [];
    private readonly List<string> parts = [];

    public async Task<IReadOnlyList<FoundPerson>> ByEmailAsync(string email, int most) => await AskAsync([OfPatients("EmailKey", Begins("EmailKey", email), most)]);

    public async Task<IReadOnlyList<FoundPerson>> ByRecordAsync(string record, int most) => await AskAsync([.. OfRecords(record, most)]);

    public async Task<IReadOnlyList<FoundPerson>> ByBirthAsync(DateOnly day, int most) => await AskAsync(
        [OfPatients("BornOn", $"""p."BornOn" = {Value(isPostgres ? day : day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))}""", most)]);

    /// <param name="number">Digits of a telephone or a record number, or a whole number in E.164.</param>
    public async Task<IReadOnlyList<FoundPerson>> ByNumberAsync(string number, int most) => await AskAsync(number switch
    {
        ['+', ..] => [OfPhones("Number", $"""n."Number" = {Value(number)}""", most)],
        // Area code and exchange, as they are said: fewer digits begin everybody's number.
        { Length: > 5 } =>
        [
            OfTails(number, most), OfPhones("Number", Begins("Number", "+1" + (number[0] == '1' ? number[1..] : number), "n"), most), .. OfRecords(number, most),
        ],
        _ => [OfTails(number, most), .. OfRecords(number, most)],
    });

    /// <summary>Asks for whoever has a word in the name that begins so.</summary>
    public void AddBeginning(string beginning) => parts.AddRange(
    [
        OfPatients("FamilyKey", Begins("FamilyKey", beginning)), OfPatients("GivenKey", Begins("GivenKey", beginning)),
        InOrder("""FROM "PatientWords" w JOIN "Patients" p ON p."Id" = w."PatientId" """, "w", "Word", Begins("Word", beginning, "w"), PatientFinder.Most),
    ]);

    /// <summary>Asks for whoever has one of these words in the name; those of the first words first.</summary>
    public void AddWords(IReadOnlyList<string> words) => AddList(words, _ => "1 = 1");

    /// <summary>Asks for whoever has one of these words in the name, and one that begins so, whichever is the family name.</summary>
    public void AddWords(IReadOnlyList<string> words, string beginning) => AddList(words, column => Begins(column, beginning, "m"));

    /// <summary>
    /// Asks for whoever has both words of one of the pairs, whichever is the family name; those of the first pairs first, and of each so many that
    /// a frequent name leaves room for others.
    /// </summary>
    public void AddPairs(IReadOnlyList<(string One, string Other)> pairs)
    {
        if (pairs.Count == 0)
        {
            return;
        }
        var list = isPostgres
            ? $"unnest({Value(pairs.Select(p => p.One).ToArray())}, {Value(pairs.Select(p => p.Other).ToArray())}) AS x(one, other)"
            : $"(SELECT value ->> 0 AS one, value ->> 1 AS other FROM json_each({Value(JsonSerializer.Serialize(pairs.Select(p => new[] { p.One, p.Other })))})) x";
        parts.AddRange(EachWay(list, column => $"""m."{column}" = x.other""", Value(Math.Max(FewestOfPair, PatientFinder.Most / pairs.Count))));
    }

    /// <summary>Whoever was asked for since the last time, by one statement.</summary>
    public async Task<IReadOnlyList<FoundPerson>> AskAsync()
    {
        if (parts.Count == 0)
        {
            return [];
        }
        var asked = parts.ToList();
        parts.Clear();
        return await AskAsync(asked);
    }

    private void AddList(IReadOnlyList<string> words, Func<string, string> other)
    {
        if (words.Count == 0)
        {
            return;
        }
        var list = isPostgres
            ? $"unnest({Value(SqlList.Of(db, words))}) AS x(one)"
            : $"(SELECT value AS one FROM json_each({Value(SqlList.Of(db, words))})) x";
        parts.AddRange(EachWay(list, other));
    }

    private IEnumerable<string> EachWay(string list, Func<string, string> other, string? most = null) =>
    [
        Each(list, "Patients", "Id", "FamilyKey", other("GivenKey"), most), Each(list, "Patients", "Id", "GivenKey", other("FamilyKey"), most),
        Each(list, "PatientWords", "PatientId", "Word", other("Other"), most), Each(list, "PatientWords", "PatientId", "Other", other("Word"), most),
    ];

    /// <summary>
    /// The list leads, and each of its rows is one look into an index: CROSS JOIN keeps SQLite from turning that round, and LATERAL with a
    /// limit PostgreSQL, which would walk the table for the sake of the last LIMIT.
    /// </summary>
    /// <param name="most">The parameter that says how many of each row of the list; null where the first may be all.</param>
    private string Each(string list, string from, string id, string one, string other, string? most)
    {
        var test = $"""m."PracticeId" {InPractices} AND m."{one}" = x.one AND {other}{(from == "Patients" ? """ AND m."MergedIntoId" IS NULL""" : "")}""";
        return (isPostgres, most, from) switch
        {
            (true, _, _) => $"""
                SELECT p."Id", p."FirstName", p."LastName" FROM {list}
                CROSS JOIN LATERAL (SELECT m."{id}" FROM "{from}" m WHERE {test} LIMIT {most ?? Most}) AS f(id)
                JOIN "Patients" p ON p."Id" = f.id AND p."MergedIntoId" IS NULL LIMIT {Most}
                """,
            (false, { }, _) => $"""
                SELECT p."Id", p."FirstName", p."LastName" FROM {list} CROSS JOIN "Patients" p
                WHERE p."Id" IN (SELECT m."{id}" FROM "{from}" m WHERE {test} LIMIT {most}) AND p."MergedIntoId" IS NULL LIMIT {Most}
                """,
            (false, null, "Patients") => $"""
                SELECT m."Id", m."FirstName", m."LastName" FROM {list} CROSS JOIN "Patients" m WHERE {test} LIMIT {Most}
                """,
            _ => $"""
                SELECT p."Id", p."FirstName", p."LastName" FROM {list} CROSS JOIN "{from}" m CROSS JOIN "Patients" p
                WHERE {test} AND p."Id" = m."{id}" AND p."MergedIntoId" IS NULL LIMIT {Most}
                """,
        };
    }

    private IEnumerable<string> OfRecords(string record, int most) =>
        [OfRecords("MrnKey", Begins("MrnKey", record), most), OfRecords("MrnTail", Begins("MrnTail", SearchKeys.Tail(record)!), most)];

    /// <summary>The number of a merged record is still on letters and cards: it finds whom the record leads to.</summary>
    private string OfRecords(string column, string test, int most) => InOrder(
        """FROM "Patients" p JOIN "Patients" s ON s."Id" = COALESCE(p."MergedIntoId", p."Id")""", "p", column, test, most, shown: "s");

    /// <summary>What the list shows of people of these practices, in the order in which they are named.</summary>
    public async Task<IReadOnlyList<ListedPerson>> RowsAsync(IReadOnlyList<PatientId> ids)
    {
        if (ids.Count == 0)
        {
            return [];
        }
        await using var command = await CommandAsync($"""
            SELECT p."Id", p."Kind", p."FirstName", p."LastName", p."BornOn", p."Mrn", p."Language", p."PracticeId", o."Name", n."Number", p."Vip"
            FROM "Patients" p JOIN "Practices" o ON o."Id" = p."PracticeId" LEFT JOIN "PatientPhones" n ON n."PatientId" = p."Id"
            WHERE p."Id" {SqlList.In(db, Value(SqlList.Of(db, ids.Select(i => i.Value))))} AND p."PracticeId" {InPractices} AND p."MergedIntoId" IS NULL ORDER BY n."Id"
            """);
        var rows = new Dictionary<PatientId, ListedPerson>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var id = new PatientId(reader.GetGuid(0));
            if (!rows.TryGetValue(id, out var row))
            {
                rows[id] = row = new ListedPerson(
                    id, Enum.Parse<PatientKind>(reader.GetString(1)), $"{reader.GetString(2)} {reader.GetString(3)}",
                    await reader.IsDBNullAsync(4, ct) ? null : await reader.GetFieldValueAsync<DateOnly>(4, ct),
                    await reader.IsDBNullAsync(5, ct) ? null : reader.GetString(5),
                    reader.GetString(6), new PatientPractice(new PracticeId(reader.GetGuid(7)), reader.GetString(8)), [], reader.GetBoolean(10));
            }
            if (!await reader.IsDBNullAsync(9, ct))
            {
                row.Phones.Add(reader.GetString(9));
            }
        }
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id])];
    }

    private string OfTails(string digits, int most) => OfPhones("Tail", Begins("Tail", SearchKeys.Tail(digits)!, "n"), most);

    private string OfPatients(string column, string test, int most = PatientFinder.Most) => InOrder("""FROM "Patients" p""", "p", column, test, most);

    /// <summary>
    /// Practice by practice in the order of the column that is tested: only that order makes PostgreSQL walk the column's index. For a bare LIMIT
    /// it takes any index of the practice, as it reckons to meet so many soon, and reads thousands of rows where they all lie at its end.
    /// </summary>
    private string InOrder(string from, string table, string column, string test, int most, string shown = "p") => isPostgres
        ? $"""
        SELECT f.* FROM unnest(@practices) AS o(id) CROSS JOIN LATERAL (
            SELECT {shown}."Id", {shown}."FirstName", {shown}."LastName" {from}
            WHERE {table}."PracticeId" = o.id AND {test} AND {shown}."MergedIntoId" IS NULL ORDER BY {table}."{column}" LIMIT {most}) AS f LIMIT {most}
        """
        : $"""
        SELECT {shown}."Id", {shown}."FirstName", {shown}."LastName" {from}
        WHERE {table}."PracticeId" {InPractices} AND {test} AND {shown}."MergedIntoId" IS NULL LIMIT {most}
        """;

    private string OfPhones(string column, string test, int most) => $"""
        SELECT p."Id", p."FirstName", p."LastName" FROM "PatientPhones" n JOIN "Patients" p ON p."Id" = n."PatientId"
        WHERE {test} AND p."PracticeId" {InPractices} AND p."MergedIntoId" IS NULL ORDER BY n."{column}" LIMIT {most}
        """;

    private string InPractices => SqlList.In(db, "@practices");

    private string Begins(string column, string with, string table = "p") =>
        $"""{table}."{column}" >= {Value(with)} AND {table}."{column}" < {Value(with + Last)}""";

    private string Value(object value)
    {
        values.Add(($"@v{values.Count}", value));
        return values[^1].Name;
    }

    private async Task<IReadOnlyList<FoundPerson>> AskAsync(IReadOnlyList<string> asked)
    {
        await using var command = await CommandAsync(string.Join(" UNION ALL ", asked.Select(part => $"SELECT * FROM ({part}) AS part")));
        List<FoundPerson> found = [];
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            found.Add(new FoundPerson(new PatientId(reader.GetGuid(0)), reader.GetString(1), reader.GetString(2)));
        }
        return found;
    }

    private async Task<DbCommand> CommandAsync(string text)
    {
        var inPractices = Value(SqlList.Of(db, practices.Select(p => p.Value)));
        await db.Database.OpenConnectionAsync(ct);
        var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // Made of the constants of this file; all that was typed is a parameter.
        command.CommandText = (isPostgres ? PlannedOnce : "") + text.Replace("@practices", inPractices, StringComparison.Ordinal);
#pragma warning restore CA2100
        values.ForEach(v => Add(command, v.Name, v.Value));
        values.Clear();
        return command;
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
