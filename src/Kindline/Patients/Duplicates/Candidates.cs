using System.Globalization;
using System.Text.Json;
using Kindline.Foundation;
using Kindline.Patients.Search;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Patients.Duplicates;

/// <summary>
/// Who of a practice may be one of these people, by the indexes of the search alone: the same name, or turned round; the same birthday, or with
/// day and month turned, where a name begins alike; a number or an e-mail address in common; another family name in common. Whoever
/// agrees in none of these is not found, whatever the score would be. Cost: one statement a batch, of some eight looks into an index a person.
/// </summary>
internal sealed class Candidates(Db db, PracticeId practice)
{
    // A hundred of one name are told apart by their birthdays; a number that thirty share is an office's.
    private const int MostOfName = 60;
    private const int MostOfDay = 400;
    private const int MostOfContact = 30;

    private static readonly string Standing = """p."PracticeId" = {0} AND p."MergedIntoId" IS NULL""";

    private static readonly (string Test, int Most)[] ByPerson =
    [
        ("""p."FamilyKey" = x.family AND p."GivenKey" = x.given""", MostOfName),
        ("""p."FamilyKey" = x.given AND p."GivenKey" = x.family""", MostOfName),
        ("""p."BornOn" = x.born AND (substr(p."FamilyKey", 1, 1) = substr(x.family, 1, 1) OR substr(p."GivenKey", 1, 1) = substr(x.given, 1, 1))""", MostOfDay),
        ("""p."BornOn" = x.turned AND (p."FamilyKey" = x.family OR p."GivenKey" = x.given)""", MostOfName),
        ("""p."EmailKey" = x.email""", MostOfContact),
        ("""p."MrnKey" = x.record""", MostOfContact),
    ];

    /// <summary>Pairs of one of these people and whoever it may be.</summary>
    public async Task<HashSet<(PatientId One, PatientId Other)>> OfAsync(IReadOnlyList<Patient> people, CancellationToken ct)
    {
        var words = people.SelectMany(p => NameText.OtherWords("", p.LastName).Select(w => (p.Id, Word: w, p.GivenKey))).Where(w => w.GivenKey.Length > 0).ToList();
        var numbers = people.SelectMany(p => p.Phones.Select(n => (p.Id, n.Number))).Distinct().ToList();
        var rows = db is PostgresDb
            ? db.Database.SqlQueryRaw<Row>(
                Statement(
                    "unnest({1}, {2}, {3}, {4}, {5}, {6}, {7}) AS x(id, family, given, born, turned, email, record)",
                    "unnest({8}, {9}, {10}) AS x(id, word, given)", "unnest({11}, {12}) AS x(id, number)"),
                practice.Value, people.Select(p => p.Id.Value).ToArray(), people.Select(p => p.FamilyKey).ToArray(), people.Select(p => p.GivenKey).ToArray(),
                people.Select(p => p.BornOn).ToArray(), people.Select(p => Turned(p.BornOn)).ToArray(), people.Select(p => p.EmailKey).ToArray(),
                people.Select(p => p.MrnKey).ToArray(),
                words.Select(w => w.Id.Value).ToArray(), words.Select(w => w.Word).ToArray(), words.Select(w => w.GivenKey).ToArray(),
                numbers.Select(n => n.Id.Value).ToArray(), numbers.Select(n => n.Number).ToArray())
            : db.Database.SqlQueryRaw<Row>(
                Statement(
                    "(SELECT value ->> 0 AS id, value ->> 1 AS family, value ->> 2 AS given, value ->> 3 AS born, value ->> 4 AS turned, value ->> 5 AS email, value ->> 6 AS record FROM json_each({1})) x",
                    "(SELECT value ->> 0 AS id, value ->> 1 AS word, value ->> 2 AS given FROM json_each({2})) x",
                    "(SELECT value ->> 0 AS id, value ->> 1 AS number FROM json_each({3})) x"),
                practice.Value,
                JsonSerializer.Serialize(people.Select(p => new[] { Text(p.Id), p.FamilyKey, p.GivenKey, Text(p.BornOn), Text(Turned(p.BornOn)), p.EmailKey, p.MrnKey })),
                JsonSerializer.Serialize(words.Select(w => new[] { Text(w.Id), w.Word, w.GivenKey })),
                JsonSerializer.Serialize(numbers.Select(n => new[] { Text(n.Id), n.Number })));
        HashSet<(PatientId, PatientId)> pairs = [];
        foreach (var row in await rows.ToListAsync(ct))
        {
            if (row.One != row.Other)
            {
                pairs.Add(InOrder(new PatientId(row.One), new PatientId(row.Other)));
            }
        }
        return pairs;
    }

    /// <summary>The lower id first, so that a pair is one however it is found.</summary>
    public static (PatientId One, PatientId Other) InOrder(PatientId a, PatientId b) => a.Value.CompareTo(b.Value) < 0 ? (a, b) : (b, a);

    private string Statement(string people, string words, string numbers) => string.Join(" UNION ALL ",
    [
        .. ByPerson.Select(b => Each(people, "\"Patients\" p", "p.\"Id\"", $"{Standing} AND {b.Test}", b.Most)),
        Each(people, "\"PatientWords\" w", "w.\"PatientId\"", """w."PracticeId" = {0} AND w."Word" = x.family AND w."Other" = x.given""", MostOfName),
        Each(words, "\"Patients\" p", "p.\"Id\"", $"""{Standing} AND p."FamilyKey" = x.word AND p."GivenKey" = x.given""", MostOfName),
        Each(numbers, "\"PatientPhones\" n", "n.\"PatientId\"", """n."Number" = x.number""", MostOfContact),
    ]);

    /// <summary>The list leads and each of its rows is one look into an index; <see cref="SearchStatements"/> says why it is written so.</summary>
    private string Each(string list, string from, string id, string test, int most) => db is PostgresDb
        ? $"""SELECT x.id AS "One", f.id AS "Other" FROM {list} CROSS JOIN LATERAL (SELECT {id} FROM {from} WHERE {test} LIMIT {most}) AS f(id)"""
        : $"""SELECT x.id AS "One", {id} AS "Other" FROM {list} CROSS JOIN {from} WHERE {test}""";

    private static DateOnly? Turned(DateOnly? day) =>
        day is { Day: <= 12 } d && d.Day != d.Month ? new DateOnly(d.Year, d.Day, d.Month) : null;

    private static string? Text(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture);

    // As Microsoft.Data.Sqlite writes a Guid.
    private static string Text(PatientId id) => id.Value.ToString().ToUpperInvariant();

    private sealed record Row(Guid One, Guid Other);
}
