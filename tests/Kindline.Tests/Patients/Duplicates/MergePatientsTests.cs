using Kindline.Appointments;
using Kindline.Audit;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Interactions;
using Kindline.Patients;
using Kindline.Patients.Duplicates;
using Kindline.Patients.Guarded;
using Kindline.Practices;
using Kindline.Tests.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Tests.Patients.Duplicates;

/// <summary>Two records become one and two again.</summary>
public sealed class MergePatientsTests
{
    private static CancellationToken Ct => ReviewDesk.Ct;

    [Theory, BothEngines]
    public async Task The_survivor_gets_what_was_chosen_what_it_lacks_and_all_numbers_and_alerts(DatabaseEngine engine)
    {
        await using var desk = await ReviewDesk.OpenAsync(engine);
        await desk.ChangeAsync(desk.Rosa, p => (p.Kind, p.Street, p.Zip, p.Plan) = (PatientKind.Prospect, "12 Juniper Lane", "78701", "Lantern"));
        await desk.ChangeAsync(desk.Rosie, p =>
        {
            (p.Email, p.Zip, p.Plan) = ("rosa@example.com", "78702", "Harbor");
            p.Alerts.Add(new PatientAlert { Text = "Needs an interpreter", Level = AlertLevel.Warn });
        });
        var pair = await desk.PairAsync();

        (await desk.MergeAsync(pair, desk.Rosa, "firstName", "mrn")).ShouldBeOfType<PairDecision.Done>();

        (await desk.RecordAsync(desk.Rosa)).ShouldBe(
            "Patient DM-104711 Rosa Elena Hinojosa 1971-03-14 en 12 Juniper Lane, 78701 rosa@example.com Lantern   "
            + "hinojosa rosa DM104711 [elena/hinojosa elena/rosa] [+15125550142 +15125550177] [Needs an interpreter]");
        await using var db = desk.Office.Db();
        (await db.Patients.IgnoreQueryFilters().Where(p => p.Id == desk.Rosie).Select(p => new { p.Mrn, p.MergedIntoId }).SingleAsync(Ct))
            .ShouldBe(new { Mrn = (string?)"DM-100234", MergedIntoId = (PatientId?)desk.Rosa });
    }

    [Theory, BothEngines]
    public async Task Whoever_forbids_more_wins_and_undone_each_has_their_own_wishes_again(DatabaseEngine engine)
    {
        await using var desk = await ReviewDesk.OpenAsync(engine);
        var now = desk.Office.Clock.GetUtcNow();
        await desk.ChangeAsync(desk.Rosa, p => (p.NoTexts, p.WishNote, p.Source, p.Remarks) = (true, "After six", "A friend", "Walks with a cane"));
        await desk.ChangeAsync(desk.Rosie, p =>
        {
            (p.NeverAtWork, p.DoNotCallSince, p.Status, p.DeathReportedAt) = (true, now.AddDays(-3), PatientStatus.Deceased, now.AddDays(-1));
            (p.WishNote, p.Source, p.ReferredBy, p.Payer, p.MemberId) = ("Never on Fridays", "Radio", "Dr. Ruiz", "Lantern", "L-1");
            p.Phones.Add(new PatientPhone { Number = "+15125550188", Type = LineType.Landline, IsWork = true });
            p.Proxies.Add(new PatientProxy { Name = "Luis Vega", Relationship = Relationship.Spouse, MayBook = true });
        });
        var partner = new OrganisationId(Guid.CreateVersion7());
        await desk.ChangeAsync(desk.Rosie, p => (p.ReferredById, p.ReferredAt) = (partner, now.AddDays(-9)));
        var pair = await desk.PairAsync();
        var before = await ReadAsync(desk, desk.Rosa);

        await desk.MergeAsync(pair, desk.Rosa);

        var merged = await ReadAsync(desk, desk.Rosa);
        (merged.NoTexts, merged.NeverAtWork, merged.DoNotCallSince, merged.Status, merged.DeathReportedAt).ShouldBe((true, true, now.AddDays(-3), PatientStatus.Deceased, now.AddDays(-1)));
        (merged.WishNote, merged.Source, merged.ReferredBy, merged.Payer, merged.MemberId, merged.Remarks)
            .ShouldBe(("After six; Never on Fridays", "A friend", "Dr. Ruiz", "Lantern", "L-1", "Walks with a cane"));
        (merged.ReferredById, merged.ReferredAt).ShouldBe((partner, now.AddDays(-9)));
        merged.Phones.Single(p => p.Number == "+15125550188").ShouldSatisfyAllConditions(p => p.IsWork.ShouldBeTrue(), p => p.Type.ShouldBe(LineType.Landline));
        merged.Proxies.Select(p => (p.Name, p.MayBook)).ShouldBe([("Luis Vega", true)]);
        await desk.UnmergeAsync(pair);
        var after = await ReadAsync(desk, desk.Rosa);
        RecordFields.Of(after).ShouldBe(RecordFields.Of(before));
        (after.Proxies.Count, after.Phones.Count, after.Version).ShouldBe((0, before.Phones.Count, before.Version + 2));
    }

    [Theory, BothEngines]
    public async Task Who_was_a_vip_in_either_record_is_one_and_undone_each_is_what_it_was(DatabaseEngine engine)
    {
        await using var desk = await ReviewDesk.OpenAsync(engine);
        await desk.ChangeAsync(desk.Rosie, p => p.Vip = true);
        var pair = await desk.PairAsync();

        var hidden = await desk.Office.Get<PairQueries>().ReadAsync(pair, desk.Reviewer, Ct);
        var refused = await desk.MergeAsync(pair, desk.Rosa);
        await desk.Office.Get<OpenVip>().RunAsync(desk.Rosie, desk.Office.Practice, new OpeningInput(OpeningReason.Operations, "Registered twice"), desk.Reviewer, Ct);
        await desk.MergeAsync(pair, desk.Rosa);
        var merged = await ReadAsync(desk, desk.Rosa);
        await desk.UnmergeAsync(pair);

        (hidden!.One, hidden.Pair.Hidden, hidden.Pair.One.BornOn, hidden.Pair.Other.Mrn).ShouldBe((null, true, null, null));
        refused.ShouldBeOfType<PairDecision.Refused>().Why.ShouldContain("VIP");
        ((await ReadAsync(desk, desk.Rosa)).Vip, (await ReadAsync(desk, desk.Rosie)).Vip, merged.Vip).ShouldBe((false, true, true));
    }

    [Theory, BothEngines]
    public async Task Of_a_hidden_pair_nothing_is_compared_and_once_merged_the_survivor_s_opening_shows_it(DatabaseEngine engine)
    {
        await using var desk = await ReviewDesk.OpenAsync(engine);
        await desk.ChangeAsync(desk.Rosie, p => p.Vip = true);
        var pair = await desk.PairAsync();
        var hidden = (await desk.QueueAsync()).Single();
        await OpenAsync(desk.Rosie);
        await desk.MergeAsync(pair, desk.Rosa);
        desk.Office.Clock.Advance(TimeSpan.FromHours(5));

        var ended = await desk.Office.Get<PairQueries>().ReadAsync(pair, desk.Reviewer, Ct);
        await OpenAsync(desk.Rosa);
        var again = await desk.Office.Get<PairQueries>().ReadAsync(pair, desk.Reviewer, Ct);

        (hidden.Hidden, hidden.Agreement, hidden.Probability).ShouldBe((true, Agreement.Unknown, 0));
        (ended!.Pair.Hidden, again!.Pair.Hidden, again.One is not null, again.Pair.Agreement == Agreement.Unknown).ShouldBe((true, false, true, false));

        Task OpenAsync(PatientId who) =>
            desk.Office.Get<OpenVip>().RunAsync(who, desk.Office.Practice, new OpeningInput(OpeningReason.Operations, "Registered twice"), desk.Reviewer, Ct);
    }

    [Theory, BothEngines]
    public async Task Coverages_of_both_stand_behind_the_one_that_was_chosen_and_part_again(DatabaseEngine engine)
    {
        await using var desk = await ReviewDesk.OpenAsync(engine);
        await desk.ChangeAsync(desk.Rosa, p =>
        {
            (p.Payer, p.MemberId, p.GroupNumber) = ("Lantern", "L-1", "G-7");
            p.Coverages.Add(new PatientCoverage { Position = 1, Payer = "Medicare", MemberId = "M-1" });
        });
        await desk.ChangeAsync(desk.Rosie, p =>
        {
            (p.Payer, p.MemberId) = ("Harbor", "H-1");
            p.Coverages.Add(new PatientCoverage { Position = 1, Payer = "medicare", MemberId = "M-1" });
            p.Coverages.Add(new PatientCoverage { Position = 2, Payer = "Vision One", MemberId = "V-1", UntilOn = new DateOnly(2026, 12, 31) });
        });
        var pair = await desk.PairAsync();
        var before = await ReadAsync(desk, desk.Rosa);

        await desk.MergeAsync(pair, desk.Rosa, "plan");

        var merged = await ReadAsync(desk, desk.Rosa);
        (merged.Payer, merged.MemberId, merged.GroupNumber).ShouldBe(("Harbor", "H-1", null));
        Behind(merged).ShouldBe(["Medicare M-1", "Lantern L-1", "Vision One V-1"]);
        await desk.UnmergeAsync(pair);
        var after = await ReadAsync(desk, desk.Rosa);
        (RecordFields.Of(after), Behind(after)).ShouldSatisfyAllConditions(a => a.Item1.ShouldBe(RecordFields.Of(before)), a => a.Item2.ShouldBe(["Medicare M-1"]));
    }

    private static IEnumerable<string> Behind(Patient patient) => patient.Coverages.OrderBy(c => c.Position).Select(c => $"{c.Payer} {c.MemberId}");

    private static async Task<Patient> ReadAsync(ReviewDesk desk, PatientId id)
    {
        await using var db = desk.Office.Db();
        return await db.Patients.AsNoTracking().Include(p => p.Phones).Include(p => p.Proxies).Include(p => p.Coverages).AsSplitQuery().SingleAsync(p => p.Id == id, Ct);
    }

    [Theory, BothEngines]
    public async Task Undone_both_are_as_they_were_and_have_all_that_was_theirs(DatabaseEngine engine)
    {
        await using var desk = await ReviewDesk.OpenAsync(engine);
        await desk.ChangeAsync(desk.Rosie, p => (p.Email, p.BalanceCents) = ("rosa@example.com", 1250));
        var (visit, call, both) = (await VisitAsync(desk, desk.Rosie), await desk.CallAboutAsync(desk.Rosie), await desk.CallAboutAsync(desk.Rosa, desk.Rosie));
        var pair = await desk.PairAsync();
        string[] before = [await desk.RecordAsync(desk.Rosa), await desk.RecordAsync(desk.Rosie)];

        await desk.MergeAsync(pair, desk.Rosa, "lastName", "mrn", "balanceCents");

        (await VisitorAsync(desk, visit)).ShouldBe(desk.Rosa);
        Named(await desk.CallAsync(call)).ShouldBe([desk.Rosa, desk.Rosa]);
        Named(await desk.CallAsync(both)).ShouldBe([desk.Rosa, desk.Rosa], "of two subjects one is left");
        (await desk.UnmergeAsync(pair)).ShouldBeOfType<PairDecision.Done>();
        (await VisitorAsync(desk, visit)).ShouldBe(desk.Rosie);
        Named(await desk.CallAsync(call)).ShouldBe([desk.Rosie, desk.Rosie]);
        Named(await desk.CallAsync(both)).ShouldBe([desk.Rosa, desk.Rosa, desk.Rosie]);
        string[] after = [await desk.RecordAsync(desk.Rosa), await desk.RecordAsync(desk.Rosie)];
        after.ShouldBe(before);
        (await desk.QueueAsync()).ShouldHaveSingleItem().Id.ShouldBe(pair);
    }

    [Theory, BothEngines]
    public async Task What_came_after_the_merge_and_what_was_changed_since_stays_with_the_survivor(DatabaseEngine engine)
    {
        await using var desk = await ReviewDesk.OpenAsync(engine);
        var pair = await desk.PairAsync();
        await desk.MergeAsync(pair, desk.Rosa, "firstName", "lastName");
        var (visit, call) = (await VisitAsync(desk, desk.Rosa), await desk.CallAboutAsync(desk.Rosa));
        await desk.ChangeAsync(desk.Rosa, p => p.FirstName = "Rosita");

        await desk.UnmergeAsync(pair);

        (await VisitorAsync(desk, visit)).ShouldBe(desk.Rosa);
        Named(await desk.CallAsync(call)).ShouldBe([desk.Rosa, desk.Rosa]);
        (await desk.RecordAsync(desk.Rosa)).ShouldStartWith("Patient DM-100234 Rosita Hinojosa ");
    }

    [Theory, BothEngines]
    public async Task An_event_that_names_the_old_record_is_the_survivors_and_goes_back_with_it(DatabaseEngine engine)
    {
        await using var desk = await ReviewDesk.OpenAsync(engine);
        var pair = await desk.PairAsync();
        await desk.MergeAsync(pair, desk.Rosa);

        var late = await desk.CallAboutAsync(desk.Rosie);

        Named(await desk.CallAsync(late)).ShouldBe([desk.Rosa, desk.Rosa]);
        await using var db = desk.Office.Db();
        (await db.InteractionEvents.Where(e => e.InteractionId == late).OrderBy(e => e.Seq).Select(e => e.Type).ToListAsync(Ct)).ShouldContain("bound");
        await desk.UnmergeAsync(pair);
        Named(await desk.CallAsync(late)).ShouldBe([desk.Rosie, desk.Rosie]);
    }

    [Theory, BothEngines]
    public async Task Events_are_added_and_none_is_changed(DatabaseEngine engine)
    {
        await using var desk = await ReviewDesk.OpenAsync(engine);
        var call = await desk.CallAboutAsync(desk.Rosie);
        var before = await EventsAsync(desk, call);
        var pair = await desk.PairAsync();

        await desk.MergeAsync(pair, desk.Rosa);
        await desk.UnmergeAsync(pair);

        var after = await EventsAsync(desk, call);
        after.Take(before.Count).ShouldBe(before);
        after.Skip(before.Count).Select(e => e.Split(' ')[1]).ShouldBe(["merged", "unmerged"]);
        (await desk.CallAsync(call)).EventCount.ShouldBe(after.Count);
    }

    [Theory, BothEngines]
    public async Task The_old_record_is_not_found_and_its_id_and_number_lead_to_the_survivor(DatabaseEngine engine)
    {
        await using var desk = await ReviewDesk.OpenAsync(engine);
        await desk.MergeAsync(await desk.PairAsync(), desk.Rosa);
        var queries = desk.Office.Get<PatientQueries>();

        foreach (var query in new[] { "hinojosa", "hinojoza", "0177", "0142", "3/14/1971", "DM-104711" })
        {
            var found = await queries.SearchAsync(PatientSearch.Parse(query), new Paging(1, 50), desk.Reviewer, Ct);
            found.Items.Select(p => p.Id).ShouldBe([desk.Rosa], query);
        }
        (await queries.ReadAsync(desk.Rosie, desk.Reviewer, Ct))!.Id.ShouldBe(desk.Rosa);
    }

    [Theory, BothEngines]
    public async Task Said_twice_it_is_done_once_and_the_other_way_round_it_is_refused(DatabaseEngine engine)
    {
        await using var desk = await ReviewDesk.OpenAsync(engine);
        await VisitAsync(desk, desk.Rosie);
        var pair = await desk.PairAsync();

        await Task.WhenAll(desk.MergeAsync(pair, desk.Rosa, "firstName"), desk.MergeAsync(pair, desk.Rosa, "firstName"));

        (await desk.MergeAsync(pair, desk.Rosie)).ShouldBeOfType<PairDecision.Refused>();
        (await desk.KeepApartAsync(pair)).ShouldBeOfType<PairDecision.Refused>();
        await using var db = desk.Office.Db();
        (await db.PatientMerges.CountAsync(Ct), await db.Set<MovedRow>().CountAsync(Ct)).ShouldBe((1, 1));
        await desk.UnmergeAsync(pair);
        (await desk.UnmergeAsync(pair)).ShouldBeOfType<PairDecision.Done>();
    }

    [Theory, BothEngines]
    public async Task Whatever_fails_leaves_nothing_half_done(DatabaseEngine engine)
    {
        await using var desk = await ReviewDesk.OpenAsync(engine);
        var (visit, call, pair) = (await VisitAsync(desk, desk.Rosie), await desk.CallAboutAsync(desk.Rosie), await desk.PairAsync());
        var before = await desk.RecordAsync(desk.Rosa);
        var broken = new MergePatients(
            desk.Office.Get<DbFactory>(), [.. desk.Office.Get<IEnumerable<IHoldsPatients>>(), new Breaks()], desk.Office.Get<HiddenVips>(), desk.Office.Get<AuditTrail>(),
            desk.Office.Get<LiveChanges>(), desk.Office.Clock);

        await Should.ThrowAsync<InvalidOperationException>(broken.RunAsync(pair, new MergeInput(desk.Rosa.ToString(), ["mrn"]), desk.Reviewer, Ct));

        (await desk.RecordAsync(desk.Rosa)).ShouldBe(before);
        (await VisitorAsync(desk, visit)).ShouldBe(desk.Rosie);
        Named(await desk.CallAsync(call)).ShouldBe([desk.Rosie, desk.Rosie]);
        (await desk.MergeAsync(pair, desk.Rosa)).ShouldBeOfType<PairDecision.Done>();
    }

    [Theory, BothEngines]
    public async Task No_event_that_is_told_during_a_merge_is_left_with_the_old_record(DatabaseEngine engine)
    {
        await using var desk = await ReviewDesk.OpenAsync(engine);
        var pair = await desk.PairAsync();
        var calls = Enumerable.Range(0, 60).Select(_ => desk.CallAboutAsync(desk.Rosie)).ToList();

        PairDecision merged;
        do
        {
            // Refused while one of the calls runs.
            merged = await desk.MergeAsync(pair, desk.Rosa);
        }
        while (merged is not PairDecision.Done);
        await Task.WhenAll(calls);

        await using var db = desk.Office.Db();
        (await db.Subjects.CountAsync(s => s.PatientId == desk.Rosie, Ct), await db.Subjects.CountAsync(s => s.PatientId == desk.Rosa, Ct)).ShouldBe((0, 60));
        await desk.UnmergeAsync(pair);
        (await db.Subjects.CountAsync(s => s.PatientId == desk.Rosie, Ct), await db.Interactions.CountAsync(i => i.CallerPatientId == desk.Rosie, Ct)).ShouldBe((60, 60));
    }

    [Theory, BothEngines]
    public async Task Nobody_is_merged_in_mid_call(DatabaseEngine engine)
    {
        await using var desk = await ReviewDesk.OpenAsync(engine);
        var pair = await desk.PairAsync();
        var (log, call) = (desk.Office.Get<InteractionLog>(), new InteractionId(Guid.CreateVersion7()));
        log.Append(call, EventType.Started, new StartedFact(desk.Office.Practice, Channel.Voice, Direction.Inbound, "+15125550142", "+15125550100"));
        await log.AppendAsync(call, EventType.Bound, new PersonFact(desk.Rosie), Ct);

        (await desk.MergeAsync(pair, desk.Rosa)).ShouldBeOfType<PairDecision.Refused>();
        await log.AppendAsync(call, EventType.Ended, new EndedFact(Outcome.Handled), Ct);

        (await desk.MergeAsync(pair, desk.Rosa)).ShouldBeOfType<PairDecision.Done>();
    }

    [Theory, BothEngines]
    public async Task Of_merges_in_a_row_the_last_is_undone_first_and_old_ids_lead_to_the_end(DatabaseEngine engine)
    {
        await using var desk = await ReviewDesk.OpenAsync(engine);
        var call = await desk.CallAboutAsync(desk.Rosie);
        var first = await desk.PairAsync();
        await desk.MergeAsync(first, desk.Rosa);
        var third = await desk.AddAsync("Rosa", "Hinojosa", "1971-03-14", null, "+15125550142");
        var second = await desk.PairAsync();

        (await desk.MergeAsync(second, third)).ShouldBeOfType<PairDecision.Done>();

        Named(await desk.CallAsync(call)).ShouldBe([third, third]);
        Named(await desk.CallAsync(await desk.CallAboutAsync(desk.Rosie))).ShouldBe([third, third]);
        (await desk.UnmergeAsync(first)).ShouldBeOfType<PairDecision.Refused>();
        await desk.UnmergeAsync(second);
        await desk.UnmergeAsync(first);
        Named(await desk.CallAsync(call)).ShouldBe([desk.Rosie, desk.Rosie]);
    }

    [Theory, BothEngines]
    public async Task Another_practices_pair_is_not_found(DatabaseEngine engine)
    {
        await using var desk = await ReviewDesk.OpenAsync(engine);
        var pair = await desk.PairAsync();
        var stranger = desk.Reviewer with { Practices = [desk.Office.OtherPractice] };

        (await desk.Office.Get<PairQueries>().ReadAsync(pair, stranger, Ct)).ShouldBeNull();
        (await desk.Office.Get<PairQueries>().ListAsync(null, PairState.Open, new Paging(1, 50), stranger, Ct)).Total.ShouldBe(0);
        (await desk.Office.Get<MergePatients>().RunAsync(pair, new MergeInput(desk.Rosa.ToString(), []), stranger, Ct)).ShouldBeOfType<PairDecision.NotFound>();
        (await desk.Office.Get<UnmergePatients>().RunAsync(pair, stranger, Ct)).ShouldBeOfType<PairDecision.NotFound>();
        (await desk.Office.Get<KeepApart>().RunAsync(pair, true, stranger, Ct)).ShouldBeOfType<PairDecision.NotFound>();
    }

    [Fact]
    public async Task A_merge_stands_in_the_audit_trail_of_both()
    {
        await using var desk = await ReviewDesk.OpenAsync(DatabaseEngine.Sqlite);
        await desk.MergeAsync(await desk.PairAsync(), desk.Rosa, "email");

        var rows = (await desk.Office.Get<AuditTrail>().FindAsync(new AuditFilter { Code = "patient.merged" }, Ct)).Items;

        rows.Select(r => r.PatientId).ShouldBe([desk.Rosa.Value, desk.Rosie.Value], ignoreOrder: true);
        rows.ShouldAllBe(r => r.Fields.SequenceEqual(new[] { "email" }));
    }

    [Theory, BothEngines]
    public async Task A_side_by_side_shows_how_much_hangs_on_each(DatabaseEngine engine)
    {
        await using var desk = await ReviewDesk.OpenAsync(engine);
        await VisitAsync(desk, desk.Rosie);
        await desk.CallAboutAsync(desk.Rosie);

        var detail = await desk.Office.Get<PairQueries>().ReadAsync(await desk.PairAsync(), desk.Reviewer, Ct);

        (detail!.One!.Contacts, detail.One.Visits, detail.Other!.Contacts, detail.Other.Visits).ShouldBe((0, 0, 1, 1));
        (detail.Other.NextVisitAt is not null, detail.Other.LastContactAt is not null, detail.Pair.Certainty).ShouldBe((true, true, Certainty.Certain));
    }

    private static async Task<AppointmentId> VisitAsync(ReviewDesk desk, PatientId patient)
    {
        await using var db = desk.Office.Db();
        var (practice, now) = (desk.Office.Practice, desk.Office.Clock.GetUtcNow());
        var visit = new Appointment
        {
            Id = new AppointmentId(Guid.CreateVersion7()),
            PracticeId = practice,
            PatientId = patient,
            ProviderId = new ProviderId(Guid.CreateVersion7()),
            LocationId = new LocationId(Guid.CreateVersion7()),
            VisitTypeId = new VisitTypeId(Guid.CreateVersion7()),
            StartsAt = now.AddDays(3),
            BookedAt = now,
        };
        db.AddRange(
            new Provider { Id = visit.ProviderId, PracticeId = practice }, new Location { Id = visit.LocationId, PracticeId = practice },
            new VisitType { Id = visit.VisitTypeId, PracticeId = practice }, visit);
        await db.SaveChangesAsync(Ct);
        return visit.Id;
    }

    private static async Task<PatientId> VisitorAsync(ReviewDesk desk, AppointmentId visit)
    {
        await using var db = desk.Office.Db();
        return await db.Appointments.Where(a => a.Id == visit).Select(a => a.PatientId).SingleAsync(Ct);
    }

    /// <summary>The caller, then the subjects.</summary>
    private static IEnumerable<PatientId?> Named(Interaction call) => [call.CallerPatientId, .. call.Subjects.Select(s => s.PatientId)];

    private static async Task<List<string>> EventsAsync(ReviewDesk desk, InteractionId call)
    {
        await using var db = desk.Office.Db();
        var events = await db.InteractionEvents.AsNoTracking().Where(e => e.InteractionId == call).OrderBy(e => e.Seq).ToListAsync(Ct);
        return [.. events.Select(e => $"{e.Seq} {e.Type} {e.At:O} {e.Data}")];
    }

    /// <summary>The last to move its rows, and it cannot.</summary>
    private sealed class Breaks : IHoldsPatients
    {
        public IReadOnlyCollection<Type> Holds => [];

        public Task<PatientFacts> TellAsync(Db db, PatientId patient, PatientFacts facts, CancellationToken ct) => Task.FromResult(facts);

        public Task<string?> WhyNotNowAsync(Db db, PatientId gone, PatientId survivor, CancellationToken ct) => Task.FromResult<string?>(null);

        public Task MoveAsync(Db db, PatientMerge merge, CancellationToken ct) => throw new InvalidOperationException("broken");

        public Task MoveBackAsync(Db db, PatientMerge merge, CancellationToken ct) => throw new InvalidOperationException("broken");
    }
}
