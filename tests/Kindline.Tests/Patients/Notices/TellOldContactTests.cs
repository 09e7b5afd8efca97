using System.Net;
using System.Text.Json;
using Kindline.Foundation;
using Kindline.Patients.Notices;
using Kindline.Practices;
using Kindline.Tests.Foundation;
using Kindline.Tests.Patients.Duplicates;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Tests.Patients.Notices;

/// <summary>Who tells old contacts, and what is kept of it.</summary>
public sealed class TellOldContactTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task Who_told_them_is_kept_and_the_second_at_once_is_refused(DatabaseEngine engine)
    {
        await using var desk = await NoticeDesk.StartAsync(engine);
        using var frontDesk = await desk.Desk.Centre.SignInAsRoleAsync("frontdesk", desk.Desk.Practice);
        var id = await ChangedAsync(desk);

        var mute = await NoticeDesk.TellAsync(frontDesk, id, "couldNot", " ");
        var first = await NoticeDesk.TellAsync(frontDesk, id, "told", " She knows of it ");
        var second = await NoticeDesk.TellAsync(desk.Supervisor, id, "told");

        (mute, first, second).ShouldBe((HttpStatusCode.BadRequest, HttpStatusCode.NoContent, HttpStatusCode.Conflict));
        (await NoticeDesk.ListAsync(desk.Supervisor)).ShouldBeEmpty();
        var done = (await NoticeDesk.ListAsync(desk.Supervisor, "all")).ShouldHaveSingleItem().GetProperty("done");
        (done.GetProperty("outcome").GetString(), done.GetProperty("by").GetString(), done.GetProperty("note").GetString()).ShouldBe(("told", "frontdesk", "She knows of it"));
        (await desk.TrailAsync("contactNotice.told")).ShouldHaveSingleItem().PatientId.ShouldBe(desk.Desk.Mother.Value);
        (await desk.TrailAsync("contactNotice.read")).ShouldContain(e => e.PatientId == desk.Desk.Mother.Value);
        (await desk.ChangeAsync(_ => { })).GetProperty("oldContact").GetProperty("state").GetString().ShouldBe("told");
    }

    [Fact]
    public async Task A_notice_that_nobody_told_in_time_is_late()
    {
        await using var desk = await NoticeDesk.StartAsync();
        await ChangedAsync(desk);

        desk.Desk.Centre.Clock.Advance(TimeSpan.FromDays(3));
        using var later = await desk.Desk.Centre.SignInAsync("supervisor");

        (await NoticeDesk.ListAsync(later)).ShouldHaveSingleItem().GetProperty("late").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Agents_may_not_and_another_practice_s_is_none()
    {
        await using var desk = await NoticeDesk.StartAsync();
        var id = await ChangedAsync(desk);
        var elsewhere = new Practice { Id = new(Guid.CreateVersion7()), Name = "Elsewhere" };
        await using (var db = desk.Desk.Centre.Databases.Create())
        {
            db.Add(elsewhere);
            await db.SaveChangesAsync(Ct);
        }

        using var stranger = await desk.Desk.Centre.SignInAsRoleAsync("director", elsewhere.Id);
        using var agent = await desk.Desk.Agent.GetAsync("/api/contact-notices", Ct);

        agent.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await NoticeDesk.TellAsync(desk.Desk.Agent, id, "told"), await NoticeDesk.TellAsync(stranger, id, "told")).ShouldBe((HttpStatusCode.Forbidden, HttpStatusCode.NotFound));
        (await NoticeDesk.ListAsync(stranger)).ShouldBeEmpty();
    }

    [Theory, BothEngines]
    public async Task A_VIP_stands_by_name_alone_until_the_record_is_opened(DatabaseEngine engine)
    {
        await using var desk = await NoticeDesk.StartAsync(engine);
        await desk.BeforeAsync(p => p.Vip = true);
        var id = await ChangedAsync(desk);
        using var frontDesk = await desk.Desk.Centre.SignInAsRoleAsync("frontdesk", desk.Desk.Practice);

        var hidden = (await NoticeDesk.ListAsync(frontDesk)).ShouldHaveSingleItem();
        var open = (await NoticeDesk.ListAsync(desk.Supervisor)).ShouldHaveSingleItem();

        (hidden.GetProperty("patient").GetString(), hidden.GetProperty("vip").GetBoolean(), hidden.GetProperty("hidden").GetBoolean()).ShouldBe(("Rosa Hinojosa", true, true));
        hidden.GetProperty("to").ValueKind.ShouldBe(JsonValueKind.Null);
        open.GetProperty("to").GetString().ShouldBe("+15125550142", "the supervisor has opened the record to change it");
        (await NoticeDesk.TellAsync(frontDesk, id, "told")).ShouldBe(HttpStatusCode.Conflict);
    }

    [Theory, BothEngines]
    public async Task Notices_follow_a_merge_and_come_back(DatabaseEngine engine)
    {
        await using var desk = await ReviewDesk.OpenAsync(engine);
        await desk.CompareAsync();
        var pair = await desk.PairAsync();
        var now = desk.Office.Clock.GetUtcNow();
        await using var db = desk.Office.Db();
        db.Add(new ContactNotice { Id = new(Guid.CreateVersion7()), PracticeId = desk.Office.Practice, PatientId = desk.Rosie, To = "+15125550142", CreatedAt = now, DueAt = now });
        await db.SaveChangesAsync(Ct);

        await desk.MergeAsync(pair, desk.Rosa);
        var merged = await db.ContactNotices.AsNoTracking().SingleAsync(Ct);
        await desk.UnmergeAsync(pair);

        merged.PatientId.ShouldBe(desk.Rosa);
        (await db.ContactNotices.AsNoTracking().SingleAsync(Ct)).PatientId.ShouldBe(desk.Rosie);
    }

    private static async Task<NoticeId> ChangedAsync(NoticeDesk desk)
    {
        await desk.ChangeAsync(r => r["phones"] = NoticeDesk.Phones("+17375550119"));
        return (await desk.NoticesAsync())[0].Id;
    }
}
