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
/// added is rejected. Flat in memory: three batches, whatever the file's size; the first file of a centre takes more (<see cref="FirstLoad"/>).
/// </summary>
internal sealed class TakeIn(DbFactory databases, TimeProvider clock)
{
    private const int LongestWhy = 1_000;
    private const int LongestSource = 80;

    /// <summary>Whence people of a file are known; its name may hold anything.</summary>
    private const string Source = "import";

    // A check keeps nobody, so it remembers whom it would have added: 40 bytes a person.
    private readonly HashSet<Int128> checkedPeople = [];

    /// <summary>Told of each row.</summary>
    public Action<RowSeen>? Seen { get; init; }

    /// <summary>From how many people on the first file of a centre has the indexes set aside (<see cref="FirstLoad"/>).</summary>
    public int ManyPeople { get; init; } = FirstLoad.ManyPeople;

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
        await ManyWrites.BeginAsync(held, ct);
        FirstLoad? first = null;
        try
        {
            // A cut one may have left them aside, such as that of the command at the console.
            await IndexesAside.MakeAgainAsync(held, ct);
            first = dry ? null : await FirstLoad.BeginAsync(held, import.PracticeId, ct);
            await TakeAllAsync(held, first, import, sheet, reader, dry, progress, ct);
        }
        finally
        {
            await (first?.EndAsync(held) ?? Task.CompletedTask);
            await ManyWrites.EndAsync(held);
        }
    }

    private async Task TakeAllAsync(
        Db held, FirstLoad? first, PatientImport import, SheetFile sheet, LineReader reader, bool dry, Action<PatientImport> progress, CancellationToken ct)
    {
        // While one batch is being written, the next is read and normalised.
        var reading = ReadAsync(import.ReadTo);
        try
        {
            while (await reading is { Rows: { Count: > 0 } rows } read)
            {
                reading = read.Fault is null ? ReadAsync(rows[^1].Line) : Task.FromResult(read with { Rows = [] });
                if (first is { IsTooBig: true })
                {
                    await first.EndAsync(held);
                    first = null;
                }
                await (first?.GoOnAsync(held, ManyPeople, ct) ?? Task.CompletedTask);
                await TakeAsync(held.Database.GetDbConnection(), first, import, rows, dry, ct);
                progress(import);
                ct.ThrowIfCancellationRequested();
            }
            if ((await reading).Fault is { } fault)
            {
                fault.Throw();
            }
        }
        finally
        {
            // The file is closed behind this; nobody may be reading it then.
            await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        // Done is a file whose people are found.
        await (first?.EndAsync(held) ?? Task.CompletedTask);
        (import.State, import.EndedAt) = (ImportState.Done, clock.GetUtcNow());
        if (!dry)
        {
            await using var db = databases.Create();
            db.Update(import);
            await db.SaveChangesAsync(ct);
        }
        progress(import);

        Task<RowsRead> ReadAsync(long behind) => Task.Run(() => RowsRead.NextAsync(sheet, reader, behind, ct), ct);
    }

    private async Task TakeAsync(DbConnection connection, FirstLoad? first, PatientImport import, IReadOnlyList<(long Line, LineOutcome Outcome)> read, bool dry, CancellationToken ct)
    {
        await using var db = databases.Create();
        db.Database.SetDbConnection(connection);
        // A check writes nothing, and keeps no writer waiting.
        await using var transaction = dry ? null : await db.Database.BeginTransactionAsync(ct);
        var known = await KnownPeople.ReadAsync(db, import.PracticeId, [.. read.Select(r => r.Outcome).OfType<LineOutcome.Read>().Select(r => r.Person)], first, ct);
        List<Patient> added = [];
        var now = clock.GetUtcNow();
        foreach (var (line, outcome) in read)
        {
            if (outcome is LineOutcome.Read person)
            {
                Take(db, import, known, person, added, now, dry);
            }
            else
            {
                Reject(db, import, line, null, ((LineOutcome.Rejected)outcome).Why);
            }
        }
        import.ReadTo = read[^1].Line;
        if (transaction is null)
        {
            return;
        }
        await AddAsync(db, added, ct);
        db.Update(import);
        var changed = db.ChangeTracker.Entries<Patient>().Where(p => p.State == EntityState.Modified).Select(p => p.Entity).ToList();
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        first?.Add([.. added, .. changed]);
    }

    private void Take(Db db, PatientImport import, KnownPeople known, LineOutcome.Read read, List<Patient> added, DateTimeOffset now, bool dry)
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
                Change(db, import, read, patient, now);
                break;
            case PersonMatch.Nobody when dry && !checkedPeople.Add(Mark(person)):
                Reject(db, import, person.Line, person, "the same person stands in an earlier row of the file");
                return;
            default:
                var id = new PatientId(Guid.CreateVersion7(now));
                var fresh = new Patient { Id = id, PracticeId = import.PracticeId, Kind = import.Kind, ImportId = import.Id };
                PersonChange.Begin(person, fresh, now);
                (fresh.AsOf, fresh.AsOfSource) = (now, Source);
                if (import.Kind == PatientKind.Prospect)
                {
                    // What a list is called is where it was bought, and when: unless each row says more.
                    fresh.Source ??= Path.GetFileNameWithoutExtension(import.FileName) is var name && name.Length <= LongestSource ? name : name[..LongestSource];
                }
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
        var who = person.MrnKey ?? $"{name}\n{(person.BornOn is { } day ? day.ToString("O", CultureInfo.InvariantCulture) : person.Phones[0].Number)}";
        return BitConverter.ToInt128(SHA256.HashData(Encoding.UTF8.GetBytes(who)));
    }

    private void Change(Db db, PatientImport import, LineOutcome.Read read, Patient patient, DateTimeOffset now)
    {
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
