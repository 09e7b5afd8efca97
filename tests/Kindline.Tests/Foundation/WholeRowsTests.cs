using System.Data.Common;
using System.Text.Json;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Interactions;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Tests.Foundation;

public class WholeRowsTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 16, 16, 30, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task Every_column_reads_back_as_it_was_written(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        Interaction[] rows = [Full(1), new() { Id = Id(2) }];

        await WriteAsync(database, (table, db) => table.AddAsync(db, rows, Ct));

        await using var after = database.Open();
        var read = await after.Interactions.AsNoTracking().OrderBy(i => i.Id).ToListAsync(Ct);
        Json(read).ShouldBe(Json(rows));
    }

    [Theory, BothEngines]
    public async Task Many_rows_read_back_as_they_were_written(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        // Most columns have one value in all of them, some none, and some differ in the last row alone.
        Interaction[] rows = [.. Enumerable.Range(1, 150).Select(n => Full((byte)n))];
        Array.ForEach(rows, r => (r.Resolved, r.FollowUpAt, r.QueueId, r.Reason) = (null, null, null, r == rows[^1] ? "x'); --" : "y'"));
        (rows[^1].Source, rows[^1].Voicemail) = (null, false);

        await WriteAsync(database, (table, db) => table.AddAsync(db, rows, Ct));

        await using var after = database.Open();
        var read = await after.Interactions.AsNoTracking().OrderBy(i => i.Id).ToListAsync(Ct);
        Json(read).ShouldBe(Json(rows));
    }

    [Theory, BothEngines]
    public async Task A_row_that_is_put_again_replaces_all_of_what_was_there(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        Interaction[] later = [new() { Id = Id(1), From = "later" }, Full(2)];
        await WriteAsync(database, (table, db) => table.PutAsync(db, [Full(1)], Ct));

        await WriteAsync(database, (table, db) => table.PutAsync(db, later, Ct));

        await using var after = database.Open();
        var read = await after.Interactions.AsNoTracking().OrderBy(i => i.Id).ToListAsync(Ct);
        Json(read).ShouldBe(Json(later));
    }

    [Theory, BothEngines]
    public async Task A_row_that_is_added_twice_is_refused_and_leaves_the_first(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await WriteAsync(database, (table, db) => table.AddAsync(db, [Full(1)], Ct));

        var again = WriteAsync(database, (table, db) => table.AddAsync(db, [new() { Id = Id(2) }, new() { Id = Id(1) }], Ct));

        await Should.ThrowAsync<DbException>(again);
        await using var after = database.Open();
        Json(await after.Interactions.AsNoTracking().ToListAsync(Ct)).ShouldBe(Json([Full(1)]));
    }

    [Theory, BothEngines]
    public async Task An_instant_said_in_another_zone_is_the_same_instant(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);

        await WriteAsync(database, (table, db) => table.AddAsync(db, [new() { Id = Id(1), StartedAt = At.ToOffset(TimeSpan.FromHours(-6)) }], Ct));

        await using var after = database.Open();
        (await after.Interactions.Select(i => i.StartedAt).SingleAsync(Ct)).ShouldBe(At);
    }

    [Fact]
    public async Task Nothing_is_written_outside_a_transaction()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var db = database.Open();

        var outside = new WholeRows<Interaction>(db.Model).AddAsync(db, [Full(1)], Ct);

        await Should.ThrowAsync<InvalidOperationException>(outside);
    }

    private static async Task WriteAsync(TestDatabase database, Func<WholeRows<Interaction>, Db, Task> write)
    {
        await using var db = database.Open();
        await using var transaction = await db.Database.BeginTransactionAsync(Ct);
        await write(new WholeRows<Interaction>(db.Model), db);
        await transaction.CommitAsync(Ct);
    }

    private static InteractionId Id(byte n) => new(new Guid(1, 0, 0, [0, 0, 0, 0, 0, 0, 0, n]));

    private static Interaction Full(byte n) => new()
    {
        Id = Id(n),
        PracticeId = new PracticeId(new Guid(2, 0, 0, new byte[8])),
        Channel = Channel.Email,
        Direction = Direction.Outbound,
        From = "O'Hara \"α\"",
        To = "$p0 @p0 {0}",
        Line = "Main",
        QueueId = new QueueId(new Guid(3, 0, 0, new byte[8])),
        AgentId = new AgentId(new Guid(4, 0, 0, new byte[8])),
        CallerType = CallerType.Payer,
        CallerPatientId = new PatientId(new Guid(5, 0, 0, new byte[8])),
        Reason = "",
        Source = "web",
        Resolved = false,
        Notes = "two\nlines",
        FollowUpAt = At,
        FollowUpNote = "ring",
        VerifyFailures = 2,
        State = InteractionState.WrapUp,
        Outcome = Outcome.Callback,
        StartedAt = At,
        QueuedAt = At.AddSeconds(1),
        AnsweredAt = At.AddSeconds(2),
        EndedAt = At.AddSeconds(3),
        WrappedUpAt = At.AddSeconds(4),
        HeldAt = At.AddMilliseconds(1.5),
        QueueSeconds = 0.1,
        TalkSeconds = 1e9,
        HoldSeconds = 0,
        WrapUpSeconds = 3.25,
        Recorded = true,
        Voicemail = true,
        EventCount = int.MaxValue,
    };

    private static string Json(IEnumerable<Interaction> rows) => JsonSerializer.Serialize(rows);
}
