using System.Text.Json;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Tests.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Tests.Interactions;

public class JournalApplierTests
{
    private const string Node = "node";
    private static readonly DateTimeOffset Start = new(2026, 11, 16, 15, 0, 0, TimeSpan.Zero);
    private static readonly InteractionId Id = new(Guid.Parse("01930000-0000-7000-8000-000000000003"));
    private static readonly InteractionId Other = new(Guid.Parse("01930000-0000-7000-8000-000000000004"));
    private static readonly AgentId Agent = new(Guid.Parse("01930000-0000-7000-8000-000000000001"));
    private static readonly AgentId Colleague = new(Guid.Parse("01930000-0000-7000-8000-000000000009"));
    private static readonly PatientId Mother = new(Guid.Parse("01930000-0000-7000-8000-000000000011"));
    private static readonly PatientId Child = new(Guid.Parse("01930000-0000-7000-8000-000000000012"));
    private static readonly QueueId Queue = new(Guid.Parse("01930000-0000-7000-8000-000000000002"));

    /// <summary>A call that is sent on, about two people of whom one was picked by mistake, with a second one beside it.</summary>
    private static readonly JournalEntry[] Story = Entries(
        (Id, EventType.Started, new StartedFact(default, Channel.Voice, Direction.Inbound, "+15125550123", "+15125550100", "Main line")),
        (Other, EventType.Started, new StartedFact(default, Channel.Voice, Direction.Outbound, "+15125550100", "+15125550124", Agent: Agent, Patient: Child)),
        (Id, EventType.Queued, new QueuedFact(Queue)),
        (Id, EventType.Answered, new AgentFact(Agent)),
        (Id, EventType.RecordingStarted, new RecordingFact(default)),
        (Id, EventType.Bound, new PersonFact(Mother)),
        (Other, EventType.Ended, new EndedFact(Outcome.Failed)),
        (Id, EventType.Verified, new VerifyFact(Mother, "name+dob", Agent)),
        (Id, EventType.SubjectAdded, new PersonFact(Child)),
        (Id, EventType.Held, new NoFact()),
        (Id, EventType.Transferred, new TransferredFact(Agent, Colleague)),
        (Id, EventType.Answered, new AgentFact(Colleague)),
        (Id, EventType.Unbound, new PersonFact(Mother)),
        (Id, EventType.WrapUpSaved, new WrapUpFact(CallerType.Relative, Reason: "refill", Source: "web", Resolved: true, Notes: "O'Hara \"α\"\n",
            Subjects: [new(Child, "scheduled", "at ten"), new(null, "other")], FollowUp: new(Start.AddDays(1), "ring"))),
        (Id, EventType.Ended, new EndedFact(Outcome.Handled, WrapUp: true)),
        (Id, EventType.WrapUpDone, new NoFact()));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task Rows_are_what_the_story_tells_however_its_events_are_cut_into_batches(DatabaseEngine engine)
    {
        var told = Told(Story);

        var eventByEvent = await TakenInAsync(engine, Story.Chunk(1));
        var byThrees = await TakenInAsync(engine, Story.Chunk(3));
        var atOnce = await TakenInAsync(engine, [Story]);

        (eventByEvent, byThrees, atOnce).ShouldBe((told, told, told));
    }

    [Theory, BothEngines]
    public async Task A_batch_whose_commit_was_not_heard_of_is_given_again_and_counts_once(DatabaseEngine engine)
    {
        IReadOnlyList<JournalEntry> first = [.. Story.Take(7)];

        var twice = await TakenInAsync(engine, [first, first, Story, Story]);

        twice.ShouldBe(Told(Story));
    }

    [Theory, BothEngines]
    public async Task Whoever_listens_is_told_the_same_of_a_batch_given_again(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var applier = new JournalApplier(database.Factory, Node);

        var first = await applier.ApplyAsync(Story, Ct);
        var again = await applier.ApplyAsync(Story, Ct);

        Rows(again).ShouldBe(Rows(first));
    }

    [Theory, BothEngines]
    public async Task A_character_that_no_database_takes_holds_nothing_up(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var applier = new JournalApplier(database.Factory, Node);

        await applier.ApplyAsync(
            Entries(
                (Id, EventType.Started, new StartedFact(default, Channel.Voice, Direction.Inbound, "\0123", "+15125550100", "Main line")),
                (Id, EventType.TrunkTried, new TrunkFact("first", 503, "no\0thing"))),
            Ct);

        await using var db = database.Open();
        (await db.Interactions.SingleAsync(Ct)).From.ShouldBe("\ufffd123");
        (await db.InteractionEvents.CountAsync(Ct)).ShouldBe(2);
    }

    [Theory, BothEngines]
    public async Task Events_of_an_interaction_that_never_began_are_dropped_and_the_mark_moves_on(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var applier = new JournalApplier(database.Factory, Node);

        await applier.ApplyAsync([.. Story.Skip(2)], Ct);

        await using var db = database.Open();
        (await db.InteractionEvents.AnyAsync(Ct)).ShouldBeFalse();
        (await applier.MarkAsync(Ct)).ShouldBe(Story.Length);
    }

    [Theory, BothEngines]
    public async Task A_batch_that_fails_at_its_last_row_leaves_nothing_behind(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var applier = new JournalApplier(database.Factory, Node);
        await using var db = database.Open();
        await db.Database.ExecuteSqlRawAsync("""ALTER TABLE "InteractionEvents" RENAME COLUMN "At" TO "Elsewhere" """, Ct);

        await Should.ThrowAsync<System.Data.Common.DbException>(applier.ApplyAsync(Story, Ct));

        await db.Database.ExecuteSqlRawAsync("""ALTER TABLE "InteractionEvents" RENAME COLUMN "Elsewhere" TO "At" """, Ct);
        (await db.Interactions.CountAsync(Ct), await applier.MarkAsync(Ct)).ShouldBe((0, 0));
    }

    /// <summary>All that the database says of interactions, after these batches.</summary>
    private static async Task<string> TakenInAsync(DatabaseEngine engine, IEnumerable<IReadOnlyList<JournalEntry>> batches)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var applier = new JournalApplier(database.Factory, Node);
        foreach (var batch in batches)
        {
            await applier.ApplyAsync(batch, Ct);
        }
        await using var db = database.Open();
        var rows = await db.Interactions.AsNoTracking().Include(i => i.Subjects.OrderBy(s => s.Position)).Include(i => i.Talks.OrderBy(t => t.Position)).ToListAsync(Ct);
        var events = await db.InteractionEvents.AsNoTracking().OrderBy(e => e.InteractionId).ThenBy(e => e.Seq).ToListAsync(Ct);
        return Rows(rows) + Json(events);
    }

    /// <summary>What it has to say: the story and nothing but the story, without a database.</summary>
    private static string Told(IReadOnlyList<JournalEntry> entries)
    {
        var events = new List<InteractionEvent>();
        var rows = entries.Where(e => e.Type == EventType.Started)
            .ToDictionary(e => e.Interaction, e => InteractionStory.Begin(e.Interaction, FactJson.Read<StartedFact>(e.Data), e.At));
        foreach (var entry in entries)
        {
            var row = rows[entry.Interaction];
            events.Add(new InteractionEvent { InteractionId = row.Id, Seq = row.EventCount, At = entry.At, Type = entry.Type, Data = entry.Data.GetRawText() });
            InteractionStory.Apply(row, entry.Type, entry.Data, entry.At);
        }
        return Rows(rows.Values) + Json(events.OrderBy(e => e.InteractionId.Value).ThenBy(e => e.Seq));
    }

    // The numbers of subjects are the database's own.
    private static string Rows(IReadOnlyCollection<Interaction> rows)
    {
        foreach (var subject in rows.SelectMany(row => row.Subjects))
        {
            subject.Id = 0;
        }
        return Json(rows);
    }

    private static string Json<T>(IEnumerable<T> rows) => string.Join('\n', rows.Select(r => JsonSerializer.Serialize(r)).Order(StringComparer.Ordinal));

    private static JournalEntry[] Entries(params (InteractionId Of, string Type, object Fact)[] events) =>
        [.. events.Select((e, n) => new JournalEntry(n + 1, e.Of, Start.AddSeconds(n), e.Type, FactJson.Write(e.Fact)))];
}
