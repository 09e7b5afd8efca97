using System.Globalization;
using System.Text.Json;
using Kindline.Foundation;
using Kindline.Patients.Search;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Patients.Import;

/// <summary>Whom a row is about.</summary>
internal abstract record PersonMatch
{
    private PersonMatch()
    {
    }

    public sealed record Nobody : PersonMatch;

    public sealed record Known(Patient Patient) : PersonMatch;

    /// <summary>Somebody, and it cannot be told who.</summary>
    public sealed record Unclear(string Why) : PersonMatch;
}

/// <summary>
/// The people of a practice whom the rows of one batch may be about, with those that the batch itself adds. The record number decides;
/// without one the name with the date of birth, or with a telephone number. Cost: a statement or two a batch, of three looks into an index a row.
/// </summary>
internal sealed class KnownPeople
{
    private readonly Dictionary<string, Patient> byRecord = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Family, string Given), List<Patient>> byName = [];

    private KnownPeople()
    {
    }

    /// <param name="db">Where they are.</param>
    /// <param name="practice">Whose.</param>
    /// <param name="lines">The rows of the batch.</param>
    /// <param name="first">Knows whom they may be about, where the tables' indexes are not asked.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<KnownPeople> ReadAsync(Db db, PracticeId practice, IReadOnlyList<PersonLine> lines, FirstLoad? first, CancellationToken ct)
    {
        var known = new KnownPeople();
        var ids = first?.Find(lines) ?? await IdsAsync(db, practice, lines, ct);
        if (ids.Count > 0)
        {
            var patients = db.Patients.IgnoreQueryFilters().Include(p => p.Phones).Where(p => p.PracticeId == practice && EF.Parameter(ids).Contains(p.Id));
            var whole = lines.Any(l => l.Own is not null) ? patients.Include(p => p.FieldValues).AsSplitQuery() : patients;
            whole = lines.Any(l => l.Second is not null) ? whole.Include(p => p.Coverages).AsSplitQuery() : whole;
            await foreach (var patient in whole.AsAsyncEnumerable().WithCancellation(ct))
            {
                known.Add(patient);
            }
        }
        return known;
    }

    /// <summary>
    /// One look into an index for each record number, each name with its date of birth, and each telephone number. The lists lead: a batch
    /// has every frequent name, and a join that began with those would walk the practice.
    /// </summary>
    private static async Task<List<PatientId>> IdsAsync(Db db, PracticeId practice, IReadOnlyList<PersonLine> lines, CancellationToken ct)
    {
        var records = lines.Select(l => l.MrnKey).OfType<string>().Distinct().ToArray();
        var births = lines.Where(l => l.BornOn is not null)
            .Select(l => (Family: l.FamilyKey, Given: l.GivenKey, Day: l.BornOn.GetValueOrDefault()))
            .Distinct().ToArray();
        var numbers = lines.SelectMany(l => l.Numbers).Distinct().ToArray();
        const string Record = """p."PracticeId" = {0} AND p."MrnKey" =""";
        const string Birth = """p."PracticeId" = {0} AND p."FamilyKey" =""";
        var found = db is PostgresDb
            ? db.Database.SqlQueryRaw<Guid>(
                $$$"""
                SELECT f.id AS "Value" FROM unnest({1}) AS x(record)
                CROSS JOIN LATERAL (SELECT p."Id" FROM "Patients" p WHERE {{{Record}}} x.record LIMIT 9) AS f(id)
                UNION SELECT f.id FROM unnest({2}, {3}, {4}) AS x(family, given, day)
                CROSS JOIN LATERAL (SELECT p."Id" FROM "Patients" p WHERE {{{Birth}}} x.family AND p."GivenKey" = x.given AND p."BornOn" = x.day LIMIT 9) AS f(id)
                UNION SELECT f.id FROM unnest({5}) AS x(number)
                CROSS JOIN LATERAL (SELECT n."PatientId" FROM "PatientPhones" n WHERE n."Number" = x.number LIMIT 99) AS f(id)
                """,
                practice.Value, records, births.Select(b => b.Family).ToArray(), births.Select(b => b.Given).ToArray(),
                births.Select(b => b.Day).ToArray(), numbers)
            : db.Database.SqlQueryRaw<Guid>(
                $$$"""
                SELECT p."Id" AS "Value" FROM json_each({1}) x CROSS JOIN "Patients" p WHERE {{{Record}}} x.value
                UNION SELECT p."Id" FROM json_each({2}) x CROSS JOIN "Patients" p
                WHERE {{{Birth}}} x.value ->> 0 AND p."GivenKey" = x.value ->> 1 AND p."BornOn" = x.value ->> 2
                UNION SELECT n."PatientId" FROM json_each({3}) x CROSS JOIN "PatientPhones" n WHERE n."Number" = x.value
                """,
                practice.Value, SqlList.Of(db, records),
                JsonSerializer.Serialize(births.Select(b => new[] { b.Family, b.Given, b.Day.ToString("O", CultureInfo.InvariantCulture) })),
                SqlList.Of(db, numbers));
        return [.. (await found.ToListAsync(ct)).Select(g => new PatientId(g))];
    }

    /// <summary>From now on later rows may be about this person too, whose keys are made.</summary>
    public void Add(Patient patient)
    {
        if (patient.MrnKey is { } record)
        {
            byRecord[record] = patient;
        }
        if (patient.MergedIntoId is not null)
        {
            // The practice's own system may keep both records: rows of this number go on to be this record's, and names are the survivor's.
            return;
        }
        var name = (patient.FamilyKey, patient.GivenKey);
        if (!byName.TryGetValue(name, out var others))
        {
            byName[name] = others = [];
        }
        if (!others.Contains(patient))
        {
            others.Add(patient);
        }
    }

    public PersonMatch Find(PersonLine line)
    {
        var record = line.MrnKey;
        if (record is not null && byRecord.TryGetValue(record, out var same))
        {
            return IsAnother(line, same)
                ? new PersonMatch.Unclear("its record number is that of a patient with another name and date of birth")
                : new PersonMatch.Known(same);
        }
        // Two record numbers are two records, of whomever: that is for the review of duplicates.
        var alike = byName.GetValueOrDefault((line.FamilyKey, line.GivenKey), [])
            .Where(p => (record is null || p.Mrn is null) && IsSame(line, p)).ToList();
        return alike.Count switch
        {
            0 => new PersonMatch.Nobody(),
            1 => new PersonMatch.Known(alike[0]),
            _ => new PersonMatch.Unclear($"{alike.Count} patients have this name and date of birth or number"),
        };
    }

    private static bool IsSame(PersonLine line, Patient patient) => line.BornOn is { } day && patient.BornOn is { } other
        ? day == other
        : patient.Phones.Any(p => line.Numbers.Contains(p.Number));

    private static bool IsAnother(PersonLine line, Patient patient) =>
        line.BornOn is { } day && patient.BornOn is { } other && day != other
        && line.FamilyKey != NameText.FamilyKey(patient.LastName)
        && line.GivenKey != NameText.GivenKey(patient.FirstName);
}
