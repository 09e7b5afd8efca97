using System.Diagnostics;
using System.Globalization;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Interactions;
using Kindline.Patients;
using Kindline.Patients.Guarded;
using Kindline.Patients.Search;
using Kindline.Practices;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Benchmarks.People;

/// <summary>
/// The patient search as it is typed: for people taken by lot, ten kinds of queries, each asked anew at every letter from the second on, as
/// the desktop does, down to the rows with their numbers. The baseline is a walk over all names by LIKE, as searches without an index do.
/// </summary>
internal static class SearchBench
{
    private const int Seed = 20;
    private const int ListedAtATime = 8;
    private const int FirstTen = 10;
    private const int WarmUp = 10;
    private const string Walk = "one walk over all names by LIKE, for the same rows";

    public static async Task<int> RunAsync(SearchPlan plan)
    {
        await MeasureAsync("sqlite", null, plan);
        await using var server = await PostgresServer.StartAsync(plan.Keep is { } keep ? Path.Combine(Path.GetFullPath(keep), "postgres") : null);
        if (server is not null)
        {
            await MeasureAsync("postgres", server.ConnectionTo("kindline"), plan);
        }
        return 0;
    }

    private static async Task MeasureAsync(string engine, string? postgres, SearchPlan plan)
    {
        var (people, asked) = (plan.People, plan.Asked);
        var folder = plan.Keep is { } keep ? Directory.CreateDirectory(Path.Combine(keep, engine)) : Directory.CreateTempSubdirectory("kindline-bench-");
        try
        {
            var databases = DbFactory.For(new KindlineOptions { DataFolder = folder.FullName, KeyFile = folder.FullName + ".key", Postgres = postgres });
            await databases.MigrateAsync(CancellationToken.None);
            await using var db = databases.Create();
            var took = TimeSpan.Zero;
            if (!await db.Practices.AnyAsync())
            {
                took = await new InventedPatients(Seed).FillAsync(databases, people);
                await db.Database.ExecuteSqlRawAsync("ANALYZE");
            }
            var practice = (await db.Practices.SingleAsync()).Id;
            if (await db.Patients.CountAsync() != people)
            {
                throw new InvalidOperationException($"{folder} holds another number of people than {people}.");
            }
            var searched = new Searched(new PatientQueries(databases, new PatientFinder(new NameWords(databases, TimeProvider.System)), new HiddenVips(new EndedCalls(), TimeProvider.System)), practice);
            var begun = Stopwatch.StartNew();
            await searched.FindAsync("warm up", ListedAtATime);
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{engine}: {people} patients stored in {took.TotalSeconds:F0} s; words read in {begun.ElapsedMilliseconds} ms"));

            var sample = await SampleAsync(db, asked);
            var walk = await WalkAsync(db, sample);
            // What is compiled, prepared and planned at the first times is not what a centre waits for all day.
            foreach (var (_, typed) in TypedQueries.All)
            {
                foreach (var person in sample.Take(WarmUp))
                {
                    await searched.TypeAsync(typed(person));
                }
            }
            foreach (var (kind, typed) in TypedQueries.All)
            {
                var times = new List<double>();
                foreach (var person in sample)
                {
                    times.AddRange(await searched.TypeAsync(typed(person)));
                }
                new Figure($"search.{engine}.{kind}.p95_ms", Percentile(times, 0.95), "ms", new Baseline(Walk, walk)).Print();
                await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                    $"{engine} {kind}: {times.Count} letters, median {Percentile(times, 0.5)} ms, 95th {Percentile(times, 0.95)}, longest {Percentile(times, 1)}"));
            }
            if (postgres is null)
            {
                await RecallAsync(searched, await SampleAsync(db, asked * 7));
            }
        }
        finally
        {
            if (plan.Keep is null)
            {
                folder.Delete(recursive: true);
            }
        }
    }

    /// <summary>Found is who has the very name that was meant, as people of one name cannot be told apart by it.</summary>
    private static async Task RecallAsync(Searched searched, IReadOnlyList<Patient> sample)
    {
        var typos = new Typos(Seed);
        var (all, found) = (0, 0);
        foreach (var kind in Typos.Kinds)
        {
            var hits = 0;
            foreach (var person in sample)
            {
                var query = typos.Make(kind, person.FirstName, person.LastName);
                var hit = (await searched.FindAsync(query, FirstTen)).Any(p => p.Name == $"{person.FirstName} {person.LastName}");
                hits += hit ? 1 : 0;
            }
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{kind}: {hits} of {sample.Count} in the first ten"));
            (all, found) = (all + sample.Count, found + hits);
        }
        new Figure("search.misspelt.recall_at_10", Math.Round((double)found / all, 4), "share").Print();
    }

    private static async Task<IReadOnlyList<Patient>> SampleAsync(Db db, int count)
    {
        var all = await db.Patients.OrderBy(p => p.Id).Select(p => p.Id).ToListAsync();
        var random = new Random(Seed);
        var sample = new List<Patient>();
        while (sample.Count < count)
        {
            var id = all[random.Next(all.Count)];
            sample.Add(await db.Patients.AsNoTracking().Include(p => p.Phones).SingleAsync(p => p.Id == id));
        }
        return sample;
    }

    private static async Task<double> WalkAsync(Db db, IReadOnlyList<Patient> sample)
    {
        var times = new List<double>();
        foreach (var person in sample.Take(5))
        {
            var part = $"%{person.LastName[1..]}%";
            var watch = Stopwatch.StartNew();
            await db.Patients.Where(p => EF.Functions.Like(p.LastName, part) || EF.Functions.Like(p.FirstName, part)).Take(ListedAtATime).OrderBy(p => p.LastName).ToListAsync();
            times.Add(watch.Elapsed.TotalMilliseconds);
        }
        return Percentile(times, 0.5);
    }

    private static double Percentile(List<double> times, double share)
    {
        var sorted = times.Order().ToList();
        return Math.Round(sorted[(int)Math.Min(sorted.Count - 1, Math.Floor(share * sorted.Count))], 2);
    }

    /// <summary>Whoever may see all of the practice, and what he types.</summary>
    private sealed class Searched(PatientQueries queries, PracticeId practice)
    {
        private readonly SignedInUser user = new(
            Guid.CreateVersion7(), "bench", "Bench", "director", null, [practice], new Dictionary<string, Scope> { [Permission.PatientsSearch] = Scope.Team }, false, "bench", null);

        public async Task<IReadOnlyList<PatientView>> FindAsync(string query, int most) =>
            (await queries.SearchAsync(PatientSearch.Parse(query), new Paging(1, most), user, CancellationToken.None)).Items;

        /// <summary>Milliseconds of each letter from the second on.</summary>
        public async Task<IReadOnlyList<double>> TypeAsync(string query)
        {
            List<double> times = [];
            for (var length = 2; length <= query.Length; length++)
            {
                var watch = Stopwatch.StartNew();
                await FindAsync(query[..length], ListedAtATime);
                times.Add(watch.Elapsed.TotalMilliseconds);
            }
            return times;
        }
    }
}
