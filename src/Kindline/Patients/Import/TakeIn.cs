using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kindline.Foundation;
using Kindline.Patients.Search;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Patients.Import;

/// <summary>
/// Takes a file's people into a practice, a batch of rows in one transaction with the import's own figures: a crash loses nothing and
/// half-does nothing, and the same file goes on behind the last batch. A row that is a person whom an earlier row of the file has
/// added is rejected. Flat in memory: a batch, whatever the file's size.
/// </summary>
internal sealed class TakeIn(DbFactory databases, TimeProvider clock)
{
    private const int Batch = 5_000;
    private const int LongestWhy = 1_000;

    /// <summary>Whence people of a file are known; its name may hold anything.</summary>
    private const string Source = "import";

    private const string CacheSize = "PRAGMA cache_size = -131072";
    private const string UsualCacheSize = "PRAGMA cache_size = -2000";

    // A check keeps nobody, so it remembers whom it would have added: 40 bytes a person.
    private readonly HashSet<Int128> checkedPeople = [];

    /// <summary>Told of each row.</summary>
    public Action<RowSeen>? Seen { get; init; }

    /// <param name="import">Running, and new or cut before.</param>
    /// <param name="sheet">The file at its first row.</param>
    /// <param name="reader">How its rows are read.</param>
    /// <param name="dry">Whether nothing is kept: only the figures are wanted.</param>
    /// <param name="progress">Told after each batch.</param>
    /// <param name="ct">Stops behind a batch; the import stays running, and may go on or be undone.</param>
    /// <exception cref="SheetException">The file cannot be read further; what was before it is taken in.</exception>
    public async Task RunAsync(PatientImport import, SheetFile sheet, LineReader reader, bool dry, Action<PatientImport> progress, CancellationToken ct)
    {
        await using var held = databases.Create();
        await held.Database.OpenConnectionAsync(ct);
        var isSqlite = held is SqliteDb;
        try
        {
            if (isSqlite)
            {
                // Eleven indexes are written all over: with the usual 2 MB each row would fetch and write their pages anew. 128 MB, while it runs.
                await held.Database.ExecuteSqlRawAsync(CacheSize, ct);
            }
            await TakeAllAsync(held.Database.GetDbConnection(), import, sheet, reader, dry, progress, ct);
        }
        finally
        {
            if (isSqlite)
            {
                // Whoever gets the connection next needs no such memory.
                await held.Database.ExecuteSqlRawAsync(UsualCacheSize, CancellationToken.None);
            }
        }
    }

    private async Task TakeAllAsync(
        DbConnection connection, PatientImport import, SheetFile sheet, LineReader reader, bool dry, Action<PatientImport> progress, CancellationToken ct)
    {
        List<SheetRow> rows = [];
        while (await sheet.NextAsync(ct) is { } row)
        {
            if (row.Line > import.ReadTo)
            {
                rows.Add(row);
            }
            if (rows.Count == Batch)
            {
                await TakeAsync(connection, import, rows, reader, dry, ct);
                progress(import);
                rows.Clear();
                ct.ThrowIfCancellationRequested();
            }
        }
        await TakeAsync(connection, import, rows, reader, dry, ct);
        (import.State, import.EndedAt) = (ImportState.Done, clock.GetUtcNow());
        if (!dry)
        {
            await using var db = databases.Create();
            db.Update(import);
            await db.SaveChangesAsync(ct);
        }
        progress(import);
    }

    private async Task TakeAsync(DbConnection connection, PatientImport import, List<SheetRow> rows, LineReader reader, bool dry, CancellationToken ct)
    {
        if (rows.Count == 0)
        {
            return;
        }
        await using var db = databases.Create();
        db.Database.SetDbConnection(connection);
        // A check writes nothing, and keeps no writer waiting.
        await using var transaction = dry ? null : await db.Database.BeginTransactionAsync(ct);
        var read = rows.ConvertAll(r => (r.Line, Outcome: reader.Read(r)));
        var known = await KnownPeople.ReadAsync(db, import.PracticeId, [.. read.Select(r => r.Outcome).OfType<LineOutcome.Read>().Select(r => r.Person)], ct);
        List<Patient> added = [];
        foreach (var (line, outcome) in read)
        {
            if (outcome is LineOutcome.Read person)
            {
                Take(db, import, known, person, added, dry);
            }
            else
            {
                Reject(db, import, line, null, ((LineOutcome.Rejected)outcome).Why);
            }
        }
        import.ReadTo = rows[^1].Line;
        if (transaction is null)
        {
            return;
        }
        await AddAsync(db, added, ct);
        db.Update(import);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private void Take(Db db, PatientImport import, KnownPeople known, LineOutcome.Read read, List<Patient> added, bool dry)
    {
        var person = read.Person;
        switch (known.Find(person))
        {
            case PersonMatch.Unclear unclear:
                Reject(db, import, person.Line, person, unclear.Why);
                return;
            case PersonMatch.Known { Patient: var patient } when patient.ImportId == import.Id:
                Reject(db, import, person.Line, person, "the same person stands in an earlier row of the file");
                return;
            case PersonMatch.Known { Patient.Kind: PatientKind.Patient } when import.Kind == PatientKind.Prospect:
                // What a list was sold with says nothing better than the practice's own record.
                import.Same++;
                Tell(RowKind.Same, read, null);
                break;
            case PersonMatch.Known { Patient: var patient }:
                Change(db, import, read, patient);
                break;
            case PersonMatch.Nobody when dry && !checkedPeople.Add(Mark(person)):
                Reject(db, import, person.Line, person, "the same person stands in an earlier row of the file");
                return;
            default:
                var now = clock.GetUtcNow();
                var id = new PatientId(Guid.CreateVersion7(now));
                var fresh = new Patient { Id = id, PracticeId = import.PracticeId, Kind = import.Kind, ImportId = import.Id };
                PersonChange.Apply(person, fresh, now);
                (fresh.AsOf, fresh.AsOfSource) = (now, Source);
                SearchKeys.Renew(fresh);
                known.Add(fresh);
                added.Add(fresh);
                import.Added++;
                Tell(RowKind.Added, read, null);
                break;
        }
        if (read.LeftOut.Count > 0)
        {
            Note(db, import, new ImportedRow { Line = person.Line, Why = string.Join("; ", read.LeftOut) });
        }
    }

    private static Int128 Mark(PersonLine person)
    {
        var name = $"{person.FamilyKey}\n{person.GivenKey}";
        var who = person.MrnKey ?? $"{name}\n{(person.BornOn is { } day ? day.ToString("O", CultureInfo.InvariantCulture) : person.Phones[0])}";
        return BitConverter.ToInt128(SHA256.HashData(Encoding.UTF8.GetBytes(who)));
    }

    private void Change(Db db, PatientImport import, LineOutcome.Read read, Patient patient)
    {
        var now = clock.GetUtcNow();
        var change = PersonChange.Apply(read.Person, patient, now);
        Tell(change.IsNothing ? RowKind.Same : RowKind.Changed, read, patient.Id, change);
        if (change.IsNothing)
        {
            import.Same++;
            return;
        }
        import.Changed++;
        (patient.AsOf, patient.AsOfSource) = (now, Source);
        // Whoever has the record open is told before they write over it.
        patient.Version++;
        Note(db, import, new ImportedRow { Line = read.Person.Line, PatientId = patient.Id, Change = change.ToJson() });
    }

    private void Reject(Db db, PatientImport import, long line, PersonLine? person, string why)
    {
        import.Rejected++;
        Seen?.Invoke(new RowSeen(line, RowKind.Rejected, person, null, null, why));
        Note(db, import, new ImportedRow { Line = line, Why = why, IsRejected = true });
    }

    private void Tell(RowKind kind, LineOutcome.Read read, PatientId? patient, PersonChange? change = null) =>
        Seen?.Invoke(new RowSeen(read.Person.Line, kind, read.Person, patient, change, read.LeftOut.Count == 0 ? null : string.Join("; ", read.LeftOut)));

    private static void Note(Db db, PatientImport import, ImportedRow row)
    {
        (row.ImportId, row.Why) = (import.Id, row.Why is { Length: > LongestWhy } why ? why[..LongestWhy] : row.Why);
        db.Add(row);
    }

    /// <summary>New people go past the change tracker, which would cost more than the database.</summary>
    private static async Task AddAsync(Db db, List<Patient> people, CancellationToken ct)
    {
        await new WholeRows<Patient>(db.Model).AddAsync(db, people, ct);
        await new WholeRows<PatientPhone>(db.Model).AddAsync(db, [.. people.SelectMany(p => p.Phones)], ct);
        await new WholeRows<PatientFieldValue>(db.Model).AddAsync(db, [.. people.SelectMany(p => p.FieldValues)], ct);
        await new WholeRows<PatientCoverage>(db.Model).AddAsync(db, [.. people.SelectMany(p => p.Coverages)], ct);
        await new WholeRows<PatientWord>(db.Model).AddAsync(db, [.. people.SelectMany(SearchKeys.WordsOf)], ct);
    }
}
