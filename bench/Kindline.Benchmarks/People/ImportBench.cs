using System.Diagnostics;
using System.Globalization;
using CsvHelper;
using Kindline.Foundation;
using Kindline.Patients.Import;
using Kindline.Practices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Kindline.Benchmarks.People;

/// <summary>
/// A file of patients taken in: read, validated, its numbers normalised, each row looked for among those who are there, and stored
/// with all indexes in place. The baseline is the bare load of the same file's text into one table of its eleven columns (COPY, or one
/// prepared INSERT in one transaction) and the same indexes built after. Then the first tenth of it once more, as a system exports it every
/// night, and a second practice of as many people: both into a centre that is full, with its indexes kept up, beside the first load.
/// </summary>
internal static class ImportBench
{
    public const int DefaultRows = 2_000_000;
    public const int QuickRows = 100_000;

    private const int Seed = 20;
    private const int LaterShare = 10;
    private const string FirstLoad = "the first load of the centre, in this run";
    private const string What = "the same file's text into one bare table, and as many indexes built after";

    private static readonly string[] Columns = ["mrn", "last_name", "first_name", "dob", "phone", "email", "street", "city", "state", "zip", "plan"];

    // What the patients' own indexes are, on the bare columns; the tails of numbers stand for themselves.
    private static readonly string[] Indexes =
        ["mrn", "mrn", "last_name, first_name", "first_name, last_name", "dob", "email", "phone", "phone", "plan", "zip"];

    public static async Task<int> RunAsync(int rows)
    {
        var folder = Directory.CreateTempSubdirectory("kindline-bench-");
        try
        {
            var files = new Files(
                await WriteAsync(folder, "patients.csv", Seed, rows), rows,
                await WriteAsync(folder, "again.csv", Seed, rows / LaterShare), await WriteAsync(folder, "second.csv", Seed + 1, rows / LaterShare), rows / LaterShare);
            await MeasureAsync("sqlite", null, files);
            await using var server = await PostgresServer.StartAsync();
            if (server is not null)
            {
                await MeasureAsync("postgres", server.ConnectionTo("kindline"), files);
            }
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task MeasureAsync(string engine, string? postgres, Files files)
    {
        var folder = Directory.CreateTempSubdirectory("kindline-bench-");
        try
        {
            var databases = DbFactory.For(new KindlineOptions { DataFolder = folder.FullName, KeyFile = folder.FullName + ".key", Postgres = postgres });
            await databases.MigrateAsync(CancellationToken.None);
            var (first, second) = (await PracticeAsync(databases), await PracticeAsync(databases));
            var ours = Math.Round(files.Rows / await TakeInAsync(databases, first, files.All, files.Rows));
            var bare = postgres is null ? await BareSqliteAsync(Path.Combine(folder.FullName, "bare.db"), files.All) : await BarePostgresAsync(postgres, files.All);
            new Figure($"import.{engine}.rows_per_second", ours, "rows/s", new Baseline(What, Math.Round(files.Rows / bare))).Print();
            foreach (var (name, practice, file) in new[] { ("again", first, files.Again), ("second", second, files.Second) })
            {
                var later = Math.Round(files.Later / await TakeInAsync(databases, practice, file, files.Later));
                new Figure($"import.{engine}.{name}.rows_per_second", later, "rows/s", new Baseline(FirstLoad, ours)).Print();
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<PracticeId> PracticeAsync(DbFactory databases)
    {
        var practice = new Practice { Id = new PracticeId(Guid.CreateVersion7()), Name = "Bench" };
        await using var db = databases.Create();
        db.Add(practice);
        await db.SaveChangesAsync();
        return practice.Id;
    }

    private static async Task<double> TakeInAsync(DbFactory databases, PracticeId practice, string file, int rows)
    {
        var import = new PatientImport { Id = new ImportId(Guid.CreateVersion7()), PracticeId = practice, FileName = "bench", BegunAt = TimeProvider.System.GetUtcNow() };
        await using (var db = databases.Create())
        {
            db.Add(import);
            await db.SaveChangesAsync();
        }
        var (watch, told, most) = (Stopwatch.StartNew(), 0L, 0L);
        await using (var sheet = await SheetFile.OpenAsync(File.OpenRead(file), CancellationToken.None))
        {
            var reader = new LineReader(sheet.Header, ImportMapping.Guess(sheet.Header, []), false, new DateOnly(2026, 1, 1));
            await new TakeIn(databases, TimeProvider.System).RunAsync(import, sheet, reader, dry: false, Progress, CancellationToken.None);
        }
        var seconds = watch.Elapsed.TotalSeconds;
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{(databases.IsPostgres ? "postgres" : "sqlite")}: {import.Added} added, {import.Same} the same, {import.Rejected} rejected of {rows} in {seconds:F1} s; most memory {most >> 20} MiB"));
        return import.Added + import.Changed + import.Same + import.Rejected == rows ? seconds : throw new InvalidOperationException("Rows are missing.");

        void Progress(PatientImport now)
        {
            most = Math.Max(most, Environment.WorkingSet);
            if (now.ReadTo - told > 100_000)
            {
                told = now.ReadTo;
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"line {now.ReadTo}: {now.ReadTo / watch.Elapsed.TotalSeconds:F0} rows/s, {Environment.WorkingSet >> 20} MiB"));
            }
        }
    }

    private static async Task<double> BareSqliteAsync(string path, string file)
    {
        var watch = Stopwatch.StartNew();
        await using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        await connection.OpenAsync();
        await RunAsync(connection, $"PRAGMA journal_mode=WAL; CREATE TABLE bare ({string.Join(", ", Columns.Select(c => $"{c} TEXT"))})");
        await using (var transaction = (SqliteTransaction)await connection.BeginTransactionAsync())
        {
            await using var insert = connection.CreateCommand();
            insert.Transaction = transaction;
            insert.CommandText = $"INSERT INTO bare VALUES ({string.Join(", ", Columns.Select((_, n) => $"$p{n}"))})";
            var places = Columns.Select((_, n) => insert.Parameters.Add(new SqliteParameter { ParameterName = $"$p{n}" })).ToArray();
            await using var csv = CsvReader.Create(File.OpenRead(file));
            while (await csv.ReadAsync())
            {
                for (var n = 0; n < places.Length; n++)
                {
                    places[n].Value = csv.GetString(n);
                }
                await insert.ExecuteNonQueryAsync();
            }
            await transaction.CommitAsync();
        }
        await IndexAsync(connection);
        return watch.Elapsed.TotalSeconds;
    }

    private static async Task<double> BarePostgresAsync(string postgres, string file)
    {
        var watch = Stopwatch.StartNew();
        await using var connection = new NpgsqlConnection(postgres);
        await connection.OpenAsync();
        await RunAsync(connection, $"CREATE TABLE bare ({string.Join(", ", Columns.Select(c => $"{c} text"))})");
        await using (var copy = await connection.BeginTextImportAsync("COPY bare FROM STDIN (FORMAT csv, HEADER)"))
        {
            using var source = new StreamReader(file);
            var buffer = new char[1 << 16];
            for (var read = await source.ReadAsync(buffer); read > 0; read = await source.ReadAsync(buffer))
            {
                await copy.WriteAsync(buffer, 0, read);
            }
        }
        await IndexAsync(connection);
        return watch.Elapsed.TotalSeconds;
    }

    private static async Task IndexAsync(System.Data.Common.DbConnection connection)
    {
        foreach (var (columns, n) in Indexes.Select((c, n) => (c, n)))
        {
            await RunAsync(connection, $"CREATE INDEX bare{n} ON bare ({columns})");
        }
    }

    private static async Task RunAsync(System.Data.Common.DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the texts are of constants of this file
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<string> WriteAsync(DirectoryInfo folder, string name, int seed, int rows)
    {
        var file = Path.Combine(folder.FullName, name);
        await using var target = new StreamWriter(file);
        await target.WriteLineAsync("MRN,Last Name,First Name,DOB,Phone,Email,Address,City,State,Zip,Insurance");
        foreach (var p in new InventedPatients(seed).Invent(rows))
        {
            await target.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{p.Mrn},{p.LastName},{p.FirstName},{p.BornOn:M/d/yyyy},({p.Phones[0].Number[2..5]}) {p.Phones[0].Number[5..8]}-{p.Phones[0].Number[8..]},{p.Email},12 Juniper Lane,{p.City},{p.State},{p.Zip},Lantern Vision PPO"));
        }
        return file;
    }

    /// <param name="All">A practice's people.</param>
    /// <param name="Rows">How many.</param>
    /// <param name="Again">The first of them once more.</param>
    /// <param name="Second">Another practice's.</param>
    /// <param name="Later">How many are in either of the last two.</param>
    private sealed record Files(string All, int Rows, string Again, string Second, int Later);
}
