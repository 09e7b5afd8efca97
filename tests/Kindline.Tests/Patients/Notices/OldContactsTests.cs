using System.Text.Json.Nodes;
using Kindline.Patients;
using Kindline.Patients.Notices;
using Kindline.Tests.Desk;
using Kindline.Tests.Foundation;

namespace Kindline.Tests.Patients.Notices;

/// <summary>Which change of a record makes which notices.</summary>
public sealed class OldContactsTests
{
    private const string New = "+17375550119";

    [Theory, BothEngines]
    public async Task An_old_number_that_is_gone_is_to_be_told_within_two_working_days(DatabaseEngine engine)
    {
        await using var desk = await NoticeDesk.StartAsync(engine);

        var record = await desk.ChangeAsync(r => r["phones"] = NoticeDesk.Phones(New));

        var notice = (await desk.NoticesAsync()).ShouldHaveSingleItem();
        (notice.Way, notice.To, notice.Forbidden, notice.PatientId).ShouldBe((NoticeWay.Call, DeskCentre.Number, null, desk.Desk.Mother));
        notice.Changed.ShouldBe(["phones"]);
        record.GetProperty("oldContact").GetProperty("state").GetString().ShouldBe("notYet");
        var listed = (await NoticeDesk.ListAsync(desk.Supervisor)).ShouldHaveSingleItem();
        // A Monday's.
        (listed.GetProperty("to").GetString(), listed.GetProperty("dueOn").GetString(), listed.GetProperty("late").GetBoolean()).ShouldBe((DeskCentre.Number, "2026-11-18", false));
    }

    [Theory, BothEngines]
    public async Task The_old_e_mail_and_the_old_address_are_told_by_their_own_ways(DatabaseEngine engine)
    {
        await using var desk = await NoticeDesk.StartAsync(engine);
        await desk.BeforeAsync(p => p.Email = "rosa@example.com");

        await desk.ChangeAsync(r => (r["email"], r["street"]) = (null, "4 Elm Street"));

        var notices = await desk.NoticesAsync();
        notices.Select(n => (n.Way, n.To)).ShouldBe([(NoticeWay.Email, "rosa@example.com"), (NoticeWay.Letter, "12 Juniper Lane, Austin, TX 78701-4412")]);
        notices.ShouldAllBe(n => n.Changed.Order().SequenceEqual(new[] { "address", "email" }));
    }

    [Theory, BothEngines]
    public async Task Changed_proxies_are_told_at_a_number_that_stays(DatabaseEngine engine)
    {
        await using var desk = await NoticeDesk.StartAsync(engine);

        await desk.ChangeAsync(r =>
        {
            r["phones"] = NoticeDesk.Phones(New, DeskCentre.Number);
            r["proxies"] = new JsonArray(new JsonObject { ["name"] = "Otto Vega", ["relationship"] = "caregiver" });
        });

        var notice = (await desk.NoticesAsync()).ShouldHaveSingleItem();
        (notice.Way, notice.To).ShouldBe((NoticeWay.Call, DeskCentre.Number), "not the new one: whoever changed the record gave it");
        notice.Changed.Order().ShouldBe(["phones", "proxies"]);
    }

    [Theory, BothEngines]
    public async Task What_a_wish_forbids_is_told_to_nobody_and_says_why(DatabaseEngine engine)
    {
        await using var desk = await NoticeDesk.StartAsync(engine);
        await desk.BeforeAsync(p =>
        {
            (p.NeverAtWork, p.NoEmail, p.NoMail, p.Email) = (true, true, true, "rosa@example.com");
            p.Phones[0].IsWork = true;
        });

        var record = await desk.ChangeAsync(r => (r["phones"], r["email"], r["street"]) = (NoticeDesk.Phones(New), null, "4 Elm Street"));

        (await desk.NoticesAsync()).Select(n => n.Forbidden).ShouldBe([NoticeBar.NeverAtWork, NoticeBar.NoEmail, NoticeBar.NoMail]);
        (await NoticeDesk.ListAsync(desk.Supervisor)).ShouldBeEmpty();
        (await NoticeDesk.ListAsync(desk.Supervisor, "all")).Count.ShouldBe(3);
        record.GetProperty("oldContact").GetProperty("state").GetString().ShouldBe("forbidden");
    }

    [Fact]
    public async Task Who_asked_for_no_calls_is_not_called_even_where_the_change_took_that_away()
    {
        await using var desk = await NoticeDesk.StartAsync();
        await desk.BeforeAsync(p => p.DoNotCallSince = desk.Desk.Centre.Clock.GetUtcNow());

        await desk.ChangeAsync(r => (r["phones"], r["doNotCall"]) = (NoticeDesk.Phones(New), false));

        (await desk.NoticesAsync()).ShouldHaveSingleItem().Forbidden.ShouldBe(NoticeBar.DoNotCall);
    }

    [Fact]
    public async Task Nothing_is_told_where_nothing_was_lost_or_nothing_stood_before_or_of_a_prospect()
    {
        await using var desk = await NoticeDesk.StartAsync();

        await desk.ChangeAsync(r => (r["phones"], r["email"]) = (NoticeDesk.Phones(New, DeskCentre.Number), "rosa@example.com"));
        await desk.ChangeAsync(r => r["email"] = "Rosa@example.com");
        await desk.BeforeAsync(p => p.Kind = PatientKind.Prospect);
        await desk.ChangeAsync(r => r["phones"] = new JsonArray());

        (await desk.NoticesAsync()).ShouldBeEmpty();
    }
}
