using Microsoft.Data.Sqlite;

namespace Kindline.Journeys.Toolkit;

/// <summary>An invented patient of the demo centre, as the record has them: what a caller knows of themselves.</summary>
/// <param name="BornOn">As an American says it: 02/14/1980.</param>
/// <param name="Provider">Whom they see next; empty where no visit is booked.</param>
sealed record DemoPatient(string Id, string Name, string BornOn, string Mrn, string Number, string Provider)
{
    // Nobody shares the number, nobody else has the name.
    const string WithNextVisit = """
        SELECT lower(p.Id), p.FirstName || ' ' || p.LastName,
            substr(p.BornOn, 6, 2) || '/' || substr(p.BornOn, 9, 2) || '/' || substr(p.BornOn, 1, 4), p.Mrn, n.Number,
            (SELECT r.Name FROM Appointments a JOIN Providers r ON r.Id = a.ProviderId
                WHERE a.PatientId = p.Id AND a.State = 'Booked' AND a.StartsAt > $now ORDER BY a.StartsAt LIMIT 1) AS Provider
        FROM Patients p JOIN PatientPhones n ON n.PatientId = p.Id
        WHERE Provider IS NOT NULL
            AND (SELECT count(*) FROM PatientPhones o WHERE o.Number = n.Number) = 1
            AND (SELECT count(*) FROM Patients o WHERE o.FirstName = p.FirstName AND o.LastName = p.LastName) = 1
        ORDER BY p.Mrn LIMIT 2
        """;

    /// <summary>Two who each have a telephone of their own and a visit ahead.</summary>
    public static async Task<(DemoPatient First, DemoPatient Second)> PairAsync(KindlineServer server)
    {
        await using var database = new SqliteConnection($"Data Source={Path.Combine(server.DataFolder, "kindline.db")};Mode=ReadOnly");
        await database.OpenAsync(TestContext.Current.CancellationToken);
        await using var query = database.CreateCommand();
        query.CommandText = WithNextVisit;
        query.Parameters.AddWithValue("$now", TimeProvider.System.GetUtcNow().UtcTicks);
        await using var rows = await query.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        return (await NextAsync(rows), await NextAsync(rows));
    }

    static async Task<DemoPatient> NextAsync(SqliteDataReader rows)
    {
        (await rows.ReadAsync(TestContext.Current.CancellationToken)).ShouldBeTrue("a demo patient with a number of their own and a visit ahead");
        return new DemoPatient(rows.GetString(0), rows.GetString(1), rows.GetString(2), rows.GetString(3), rows.GetString(4), rows.GetString(5));
    }
}
