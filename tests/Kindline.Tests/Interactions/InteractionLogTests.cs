using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Practices;
using Kindline.Tests.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kindline.Tests.Interactions;

public class InteractionLogTests
{
    private static readonly InteractionId Id = new(Guid.Parse("01930000-0000-7000-8000-000000000003"));
    private static readonly InteractionId Next = new(Guid.Parse("01930000-0000-7000-8000-000000000004"));
    private readonly ManualClock clock = new();

    [Theory, BothEngines]
    public async Task An_event_is_in_the_row_and_in_the_story_when_the_call_returns(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        using var log = await StartAsync(database);

        await log.AppendAsync(Id, EventType.Started, await PracticeCallAsync(database), Ct);
        clock.Advance(TimeSpan.FromSeconds(30));
        await log.AppendAsync(Id, EventType.Ended, new EndedFact(Outcome.Abandoned), Ct);

        await using var db = database.Open();
        var row = await db.Interactions.SingleAsync(Ct);
        var events = await db.InteractionEvents.OrderBy(e => e.Seq).ToListAsync(Ct);
        (row.Outcome, row.EndedAt - row.StartedAt).ShouldBe((Outcome.Abandoned, TimeSpan.FromSeconds(30)));
        events.Select(e => e.Type).ShouldBe([EventType.Started, EventType.Ended]);
        await log.StopAsync(Ct);
    }

    [Theory, BothEngines]
    public async Task What_a_crash_left_in_the_journal_is_taken_in_once_at_the_next_start(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var started = await PracticeCallAsync(database);
        WriteJournal(database, (EventType.Started, started), (EventType.Queued, new QueuedFact(default)));

        using var first = await StartAsync(database);
        await first.StopAsync(Ct);
        using var second = await StartAsync(database);
        await second.StopAsync(Ct);

        await using var db = database.Open();
        (await db.InteractionEvents.CountAsync(Ct)).ShouldBe(2);
        (await db.Interactions.SingleAsync(Ct)).State.ShouldBe(InteractionState.Queued);
    }

    [Fact]
    public async Task A_line_torn_by_a_crash_ends_the_journal_and_loses_nothing_before_it()
    {
        await using var database = await TestDatabase.CreateAsync();
        var path = WriteJournal(database, (EventType.Started, await PracticeCallAsync(database)), (EventType.Ended, new EndedFact(Outcome.Abandoned)));
        var bytes = await File.ReadAllBytesAsync(path, Ct);
        await File.WriteAllBytesAsync(path, bytes[..^9], Ct);

        using var log = await StartAsync(database);
        await log.StopAsync(Ct);

        await using var db = database.Open();
        (await db.InteractionEvents.Select(e => e.Type).ToListAsync(Ct)).ShouldBe([EventType.Started]);
    }

    [Theory, BothEngines]
    public async Task A_story_longer_than_many_batches_is_one_story(DatabaseEngine engine)
    {
        const int Prompts = 5_000;
        await using var database = await TestDatabase.CreateAsync(engine);
        using var log = await StartAsync(database);
        log.Append(Id, EventType.Started, await PracticeCallAsync(database));

        AppendPrompts(log, Prompts);
        await log.AppendAsync(Id, EventType.Ended, new EndedFact(Outcome.Abandoned), Ct);

        await using var db = database.Open();
        var row = await db.Interactions.SingleAsync(Ct);
        var events = await db.InteractionEvents.OrderBy(e => e.Seq).Select(e => new { e.Seq, e.Data }).ToListAsync(Ct);
        (row.EventCount, row.Outcome).ShouldBe((Prompts + 2, Outcome.Abandoned));
        events.Select(e => e.Seq).ShouldBe(Enumerable.Range(0, Prompts + 2));
        events[1..^1].Select(e => e.Data).ShouldBe(Enumerable.Range(0, Prompts).Select(n => FactJson.Write(new PlaceFact(n)).GetRawText()));
        await log.StopAsync(Ct);
    }

    [Fact]
    public async Task A_journal_file_goes_when_it_is_full_and_the_database_has_all_of_it()
    {
        await using var database = await TestDatabase.CreateAsync();
        using var log = await StartAsync(database);
        await log.AppendAsync(Id, EventType.Started, await PracticeCallAsync(database), Ct);
        var first = JournalFiles(database).ShouldHaveSingleItem();

        await AppendMegabytesAsync(log, 18);

        JournalFiles(database).ShouldHaveSingleItem().ShouldNotBe(first);
        await log.StopAsync(Ct);
    }

    [Theory, BothEngines]
    public async Task Events_wait_for_a_database_that_is_away_and_keep_their_times(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        using var log = await StartAsync(database);
        await log.AppendAsync(Id, EventType.Started, await PracticeCallAsync(database), Ct);
        await using (var db = database.Open())
        {
            await db.Database.ExecuteSqlRawAsync("""ALTER TABLE "InteractionEvents" RENAME TO "Elsewhere" """, Ct);
        }
        var at = clock.GetUtcNow();
        var appended = log.AppendAsync(Id, EventType.Ended, new EndedFact(Outcome.Abandoned), Ct);
        await Eventually(() => log.Trouble is not null);
        await using (var db = database.Open())
        {
            (await db.Interactions.SingleAsync(Ct)).EndedAt.ShouldBeNull("a row without its event would be a row that nothing explains");
            await db.Database.ExecuteSqlRawAsync("""ALTER TABLE "Elsewhere" RENAME TO "InteractionEvents" """, Ct);
        }
        await Eventually(() => { clock.Advance(TimeSpan.FromSeconds(1)); return appended.IsCompleted; });

        await using var after = database.Open();
        (await after.Interactions.SingleAsync(Ct)).EndedAt.ShouldBe(at);
        log.Trouble.ShouldBeNull();
        await log.StopAsync(Ct);
    }

    [Theory, BothEngines]
    public async Task An_event_that_cannot_be_told_is_set_aside_and_holds_no_other_up(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        using var log = await StartAsync(database);
        log.Append(Id, EventType.Started, await PracticeCallAsync(database));
        log.Append(Id, EventType.Queued, "no fact");

        await log.AppendAsync(Id, EventType.Ended, new EndedFact(Outcome.Abandoned), Ct);
        await log.StopAsync(Ct);
        using var next = await StartAsync(database);

        await using var db = database.Open();
        (await db.Interactions.SingleAsync(Ct)).Outcome.ShouldBe(Outcome.Abandoned);
        Refused(database).ShouldHaveSingleItem().ShouldContain("\"type\":\"queued\"");
        (next.Refused, next.Trouble).ShouldBe((1, null));
        await next.StopAsync(Ct);
    }

    [Theory, BothEngines]
    public async Task What_follows_a_beginning_that_the_database_refuses_is_set_aside_with_it_also_in_the_replay(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var started = await PracticeCallAsync(database);
        await RefuseAsync(database, started.From!);
        WriteJournal(database, (EventType.Started, started), (EventType.Queued, new QueuedFact(default)));

        using var log = await StartAsync(database);
        await log.AppendAsync(Id, EventType.Ended, new EndedFact(Outcome.Abandoned), Ct);
        await log.AppendAsync(Next, EventType.Started, started with { From = "+15125550124" }, Ct);

        await using var db = database.Open();
        (await db.Interactions.SingleAsync(Ct)).Id.ShouldBe(Next);
        Refused(database).Count.ShouldBe(3);
        await log.StopAsync(Ct);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static async Task Eventually(Func<bool> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static async Task<StartedFact> PracticeCallAsync(TestDatabase database)
    {
        var practice = new Practice { Id = new PracticeId(Guid.Parse("01930000-0000-7000-8000-00000000000a")), Name = "Bayview Eye" };
        await using var db = database.Open();
        db.Add(practice);
        await db.SaveChangesAsync(Ct);
        return new StartedFact(practice.Id, Channel.Voice, Direction.Inbound, "+15125550123", "+15125550100");
    }

    private static void AppendPrompts(InteractionLog log, int count)
    {
        for (var n = 0; n < count; n++)
        {
            log.Append(Id, EventType.PlaceSpoken, new PlaceFact(n));
        }
    }

    private static async Task AppendMegabytesAsync(InteractionLog log, int count)
    {
        for (var n = 0; n < count; n++)
        {
            await log.AppendAsync(Id, EventType.Played, new PlayedFact(new string('a', 1 << 20), ToTheEnd: true), Ct);
        }
    }

    /// <summary>From now on the database takes no interaction from this number.</summary>
    private static async Task RefuseAsync(TestDatabase database, string from)
    {
        await using var db = database.Open();
        await db.Database.ExecuteSqlRawAsync(
            database.Factory.IsPostgres
                ? $"""ALTER TABLE "Interactions" ADD CHECK ("From" <> '{from}')"""
                : $"""CREATE TRIGGER refuse BEFORE INSERT ON "Interactions" WHEN NEW."From" = '{from}' BEGIN SELECT RAISE(ABORT, 'refused'); END""",
            Ct);
    }

    private static List<string> Refused(TestDatabase database) =>
        [.. Directory.GetFiles(Path.Combine(database.Options.DataFolder, "journal", "refused")).Order(StringComparer.Ordinal).Select(File.ReadAllText)];

    private static string[] JournalFiles(TestDatabase database) => Directory.GetFiles(Path.Combine(database.Options.DataFolder, "journal"));

    private async Task<InteractionLog> StartAsync(TestDatabase database)
    {
        var log = new InteractionLog(database.Options, database.Factory, clock, NullLogger<InteractionLog>.Instance);
        await log.StartAsync(Ct);
        return log;
    }

    private string WriteJournal(TestDatabase database, params (string Type, object Fact)[] events)
    {
        var folder = Path.Combine(database.Options.DataFolder, "journal");
        var (journal, _) = InteractionJournal.Open(folder, above: 0);
        using (journal)
        {
            journal.Append([.. events.Select((e, i) => Entry(i + 1, e.Type, e.Fact))]);
        }
        return Directory.GetFiles(folder).Single();
    }

    private JournalEntry Entry(long position, string type, object fact) => new(position, Id, clock.GetUtcNow(), type, FactJson.Write(fact));
}
