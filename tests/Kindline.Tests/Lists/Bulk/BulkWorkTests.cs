using System.Net;
using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Lists.Bulk;
using Kindline.Patients;
using Kindline.Tests.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kindline.Tests.Lists.Bulk;

/// <summary>The work behind a bulk change: what happens in between is told, and neither a stop nor a crash does anything twice.</summary>
public sealed class BulkWorkTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task Whoever_was_changed_merged_or_died_since_it_started_is_left_out_and_told(DatabaseEngine engine)
    {
        await using var desk = await BulkDesk.OpenAsync(engine);
        var id = (await desk.KeepAsync(BulkState.Stopped, "source", "Letter", p => p.Source)).ToString();
        var dee = await desk.IdAsync("Dee");
        await desk.EditAsync("Ana", p => p.Source = "A friend");
        await desk.EditAsync("Ben", p => p.MergedIntoId = dee);

        await desk.AskAsync(desk.Supervisor, id, "go-on");
        var done = await desk.DoneAsync(id);

        (done.GetProperty("state").GetString(), done.GetProperty("changed").GetInt32()).ShouldBe(("done", 1));
        (await desk.PeopleAsync(id, "leftOut")).ShouldBe("Ana changedSince, Ben merged, Cid deceased");
        (await desk.TellAsync(p => p.Source)).ShouldBe("Ana A friend, Ben, Cid, Dee Letter");
    }

    [Fact]
    public async Task Somebody_who_got_the_value_meanwhile_counts_as_having_it_and_keeps_it_when_it_is_undone()
    {
        await using var desk = await BulkDesk.OpenAsync();
        var id = (await desk.KeepAsync(BulkState.Stopped, "source", "Letter", p => p.Source)).ToString();
        await desk.EditAsync("Ana", p => p.Source = "Letter");

        await desk.AskAsync(desk.Director, id, "go-on");
        (await desk.DoneAsync(id)).GetProperty("same").GetInt32().ShouldBe(1);
        await desk.AskAsync(desk.Director, id, "undo");
        await desk.DoneAsync(id);

        (await desk.TellAsync(p => p.Source)).ShouldBe("Ana Letter, Ben, Cid, Dee Radio");
    }

    [Theory, BothEngines]
    public async Task A_crash_leaves_whole_batches_and_it_goes_on_behind_them(DatabaseEngine engine)
    {
        await using var desk = await BulkDesk.OpenAsync(engine);
        await AddAsync(desk, 246);
        var id = await desk.KeepAsync(BulkState.Running, "source", "Letter", p => p.Source);
        var apply = desk.Centre.Services.GetRequiredService<ApplyBulk>();

        (await apply.NextAsync(id, Ct)).ShouldBeTrue();
        await using var broken = await BrokenTrailAsync(desk);
        await Should.ThrowAsync<AuditUnavailableException>(() => new ApplyBulk(desk.Centre.Databases, broken, desk.Centre.Clock).NextAsync(id, Ct));
        (await CountAsync(desk, id, BulkOutcome.Waiting)).ShouldBe(150, "what was not in the trail was not kept");
        desk.Centre.Services.GetRequiredService<BulkWorker>().Wake();
        var done = await desk.DoneAsync(id.ToString());

        (done.GetProperty("changed").GetInt32(), done.GetProperty("leftOut").GetInt32()).ShouldBe((249, 1));
        await using var db = desk.Centre.Databases.Create();
        (await db.Patients.CountAsync(p => p.Version == 1 && p.Source == "Letter", Ct)).ShouldBe(249, "each once");
        (await desk.TrailAsync("patients.bulk.done")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_stopped_change_is_undone_as_far_as_it_came_and_does_not_go_on_then()
    {
        await using var desk = await BulkDesk.OpenAsync();
        await AddAsync(desk, 200);
        var id = await desk.KeepAsync(BulkState.Running, "source", "Letter", p => p.Source);
        await desk.Centre.Services.GetRequiredService<ApplyBulk>().NextAsync(id, Ct);

        await desk.AskAsync(desk.Director, id.ToString(), "undo", HttpStatusCode.Conflict);
        (await desk.AskAsync(desk.Director, id.ToString(), "stop")).GetProperty("state").GetString().ShouldBe("stopped");
        await desk.AskAsync(desk.Director, id.ToString(), "stop", HttpStatusCode.Conflict);
        await desk.AskAsync(desk.Director, id.ToString(), "undo");
        var undone = await desk.DoneAsync(id.ToString());

        undone.GetProperty("restored").GetInt32().ShouldBe(undone.GetProperty("changed").GetInt32());
        (await CountAsync(desk, id, BulkOutcome.Waiting)).ShouldBe(104, "nobody else was begun with");
        await desk.AskAsync(desk.Director, id.ToString(), "go-on", HttpStatusCode.Conflict);
        (await desk.TellAsync(p => p.Source)).ShouldNotContain("Letter");
    }

    [Fact]
    public async Task A_field_that_was_retired_meanwhile_is_not_set_and_can_still_be_undone()
    {
        await using var desk = await BulkDesk.OpenAsync();
        var done = (await desk.DoAsync($"field:{desk.Class}", "A")).GetProperty("id").GetString()!;
        var waiting = (await desk.KeepAsync(BulkState.Stopped, $"field:{desk.Class}", "B", _ => "A")).ToString();
        await using (var db = desk.Centre.Databases.Create())
        {
            await db.PatientFields.ExecuteUpdateAsync(set => set.SetProperty(f => f.RetiredAt, desk.Centre.Clock.GetUtcNow()), Ct);
        }

        await desk.AskAsync(desk.Director, waiting, "go-on");
        var stopped = await desk.DoneAsync(waiting);
        await desk.AskAsync(desk.Director, done, "undo");
        await desk.DoneAsync(done);

        (stopped.GetProperty("state").GetString(), stopped.GetProperty("changed").GetInt32()).ShouldBe(("stopped", 0));
        stopped.GetProperty("why").GetString().ShouldStartWith("The field, or what was chosen for it, is no more.");
        (await desk.TellAsync(p => string.Join('|', p.FieldValues.Select(v => v.Value)))).ShouldBe("Ana, Ben B, Cid, Dee");
    }

    private static async Task AddAsync(BulkDesk desk, int count)
    {
        await using var db = desk.Centre.Databases.Create();
        db.AddRange(Enumerable.Range(0, count).Select(n => new Patient { Id = new(Guid.CreateVersion7()), PracticeId = desk.Practice, FirstName = $"Zoe{n:000}", LastName = "Roe" }));
        await db.SaveChangesAsync(Ct);
    }

    /// <summary>As one whose disk is full: it takes nothing.</summary>
    private static async Task<AuditTrail> BrokenTrailAsync(BulkDesk desk)
    {
        var trail = new AuditTrail(desk.Centre.Options, MasterKey.Open(desk.Centre.Options), desk.Centre.Clock, NullLogger<AuditTrail>.Instance);
        await trail.StopAsync(Ct);
        return trail;
    }

    private static async Task<int> CountAsync(BulkDesk desk, BulkChangeId id, BulkOutcome outcome)
    {
        await using var db = desk.Centre.Databases.Create();
        return await db.BulkPeople.CountAsync(p => p.ChangeId == id && p.Outcome == outcome, Ct);
    }
}
