using System.Diagnostics;
using System.Globalization;
using Kindline.Foundation;
using Kindline.Interactions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kindline.Benchmarks;

/// <summary>
/// Decisions journalled a second: events of a rush of calls, appended to the log as calls append them, until the last one stands in
/// the journal (synced to disk) and in the database with its interaction's row. The baseline writes the same event rows alone.
/// </summary>
internal static class JournalBench
{
    private const string What = "the same event rows by one prepared INSERT, 512 a transaction; no journal, no interaction rows";
    private const int CallsAtOnce = 100;

    public static async Task RunAsync(bool quick)
    {
        var events = quick ? 12_000 : 120_000;
        await MeasureAsync("floor.sqlite.journalled_per_second", null, events);
        await using var server = await PostgresServer.StartAsync();
        if (server is not null)
        {
            await MeasureAsync("floor.postgres.journalled_per_second", server, events);
        }
    }

    private static async Task MeasureAsync(string name, PostgresServer? server, int events)
    {
        // The first, short one is the compiler's.
        await JournalAsync(server?.ConnectionTo("warm"), events / 10);
        var (ours, bare) = await JournalAsync(server?.ConnectionTo("kindline"), events);
        new Figure(name, Math.Round(ours), "1/s", new Baseline(What, Math.Round(bare))).Print();
    }

    private static async Task<(double Ours, double Bare)> JournalAsync(string? postgres, int events)
    {
        var folder = Directory.CreateTempSubdirectory("kindline-bench-");
        try
        {
            var options = new KindlineOptions { DataFolder = folder.FullName, KeyFile = folder.FullName + ".key", Postgres = postgres };
            var database = DbFactory.For(options);
            await database.MigrateAsync(CancellationToken.None);
            var ours = await AppendAsync(options, database, events);
            return (ours, await BareInserts.MeasureAsync(database));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> AppendAsync(KindlineOptions options, DbFactory database, int events)
    {
        using var log = new InteractionLog(options, database, TimeProvider.System, NullLogger<InteractionLog>.Instance);
        await log.StartAsync(CancellationToken.None);
        var calls = new RecordedEvents(CallsAtOnce);
        var (cpu, watch) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
        for (var n = 1; n < events; n++)
        {
            var (id, type, fact) = calls.Next();
            log.Append(id, type, fact);
        }
        var last = calls.Next();
        await log.AppendAsync(last.Id, last.Type, last.Fact, CancellationToken.None);
        var (seconds, spent) = (watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{(database.IsPostgres ? "postgres" : "sqlite")}: {events} events in {seconds:F2} s, {spent:F2} s of processor time here"));
        await log.StopAsync(CancellationToken.None);

        await using var db = database.Create();
        var kept = await db.InteractionEvents.CountAsync();
        return kept == events ? events / seconds : throw new InvalidOperationException($"{events} events were appended, {kept} are in the database.");
    }
}
