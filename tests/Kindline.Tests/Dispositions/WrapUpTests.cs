using Kindline.Audit;
using Kindline.Dispositions;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Interactions;
using Kindline.Patients;
using Kindline.Tests.Foundation;
using Kindline.Tests.Interactions;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Tests.Dispositions;

public sealed class WrapUpTests
{
    private const string Fax = "inbound.appointed.new-patient.fax";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task A_mother_and_two_children_have_a_disposition_each(DatabaseEngine engine)
    {
        await using var office = await OfficeAsync(engine);
        var (call, family) = (await CallAsync(office), await FamilyAsync(office, office.Practice));

        var saved = await SaveAsync(office, call, Nothing with
        {
            CallerType = "relative",
            CallerPatientId = family[0].ToString(),
            Resolved = true,
            Subjects =
            [
                new(family[0].ToString(), Fax, null), new(family[1].ToString(), "appointed / NEW PATIENT / fax", "knee"),
                new(family[2].ToString(), "Inbound > Confirmed > Pt called to confirm", null),
            ],
        });

        var detail = saved.ShouldBeOfType<WrapUpResult.Saved>().Interaction;
        (detail.CallerType, detail.CallerPatientId, detail.Resolved).ShouldBe((CallerType.Relative, family[0], true));
        detail.Subjects.Select(s => s.Disposition).ShouldBe([Fax, Fax, "inbound.confirmed.pt-called-to-confirm"]);
        detail.Subjects[1].DispositionText.ShouldBe("Appointed / New patient / Fax");
    }

    [Theory, BothEngines]
    public async Task Only_the_fields_that_are_given_change_and_an_empty_text_clears(DatabaseEngine engine)
    {
        await using var office = await OfficeAsync(engine);
        var call = await CallAsync(office);
        await SaveAsync(office, call, Nothing with { Reason = "Refill", Source = "Website Leads", Notes = "one", Resolved = false });

        var saved = await SaveAsync(office, call, Nothing with { Notes = "two", Source = "" });

        var detail = saved.ShouldBeOfType<WrapUpResult.Saved>().Interaction;
        (detail.Reason, detail.Source, detail.Notes, detail.Resolved).ShouldBe(("Refill", null, "two", false));
        detail.Events.Select(e => e.Type).ShouldBe(["wrapUpSaved", "wrapUpSaved"]);
    }

    [Theory, BothEngines]
    public async Task Unknown_and_ended_dispositions_and_other_practices_patients_are_refused_by_field(DatabaseEngine engine)
    {
        await using var office = await OfficeAsync(engine);
        var (call, strangers) = (await CallAsync(office), await FamilyAsync(office, office.OtherPractice));
        var supervisor = office.Person(office.Ben, Scope.Practice, Permission.DispositionsEdit);
        await office.Get<EditDispositions>().EndAsync(Fax, supervisor, Ct);

        var result = await SaveAsync(office, call, Nothing with
        {
            CallerPatientId = strangers[0].ToString(),
            Subjects = [new(null, Fax, null), new(null, "no such thing", null), new(strangers[1].ToString(), null, null)],
        });

        result.ShouldBeOfType<WrapUpResult.Invalid>().Errors.ToDictionary().Keys
            .ShouldBe(["callerPatientId", "subjects[0].disposition", "subjects[1].disposition", "subjects[2].patientId"], ignoreOrder: true);
        (await office.Db().InteractionEvents.CountAsync(Ct)).ShouldBe(0);
    }

    [Theory, BothEngines]
    public async Task A_disposition_that_ended_after_it_was_chosen_may_be_saved_again(DatabaseEngine engine)
    {
        await using var office = await OfficeAsync(engine);
        var call = await CallAsync(office);
        await SaveAsync(office, call, Nothing with { Subjects = [new(null, Fax, null)] });
        await office.Get<EditDispositions>().EndAsync(Fax, office.Person(office.Ben, Scope.Practice, Permission.DispositionsEdit), Ct);

        (await SaveAsync(office, call, Nothing with { Subjects = [new(null, Fax, "again")] })).ShouldBeOfType<WrapUpResult.Saved>();
    }

    [Theory, BothEngines]
    public async Task Done_ends_the_wrap_up_once_and_tells_the_agents_seat(DatabaseEngine engine)
    {
        await using var office = await OfficeAsync(engine);
        var call = await CallAsync(office);

        await SaveAsync(office, call, Nothing with { Done = true, NextState = "away" });
        var again = await SaveAsync(office, call, Nothing with { Done = true, NextState = "ready" });

        again.ShouldBeOfType<WrapUpResult.Saved>().Interaction.WrapUpNeeded.ShouldBeFalse();
        office.Get<WrapUpsDone>().Told.ShouldBe([(office.Ana, "away")]);
    }

    [Theory, BothEngines]
    public async Task Notes_are_kept_while_the_call_runs_but_it_is_not_done_before_its_end(DatabaseEngine engine)
    {
        await using var office = await OfficeAsync(engine);
        var call = await CallAsync(office, c => (c.EndedAt, c.State, c.Outcome) = (null, InteractionState.Talking, null));

        (await SaveAsync(office, call, Nothing with { Notes = "asks for Friday" })).ShouldBeOfType<WrapUpResult.Saved>();
        (await SaveAsync(office, call, Nothing with { Done = true })).ShouldBeOfType<WrapUpResult.StillRunning>();
    }

    [Theory, BothEngines]
    public async Task Who_is_in_wrap_up_finishes_it_though_the_end_of_the_call_is_still_on_its_way(DatabaseEngine engine)
    {
        await using var office = await OfficeAsync(engine);
        var call = await CallAsync(office, c => (c.EndedAt, c.State, c.Outcome) = (null, InteractionState.Talking, null));
        office.Get<WrapUpsDone>().WritesAbout = id =>
        {
            office.Get<InteractionLog>().Append(id, EventType.Ended, new EndedFact(Outcome.Handled, WrapUp: true));
            return true;
        };

        var saved = await SaveAsync(office, call, Nothing with { Done = true });

        saved.ShouldBeOfType<WrapUpResult.Saved>().Interaction.State.ShouldBe(InteractionState.Ended);
        office.Get<WrapUpsDone>().Told.ShouldBe([(office.Ana, null)]);
    }

    [Theory, BothEngines]
    public async Task Only_the_agent_and_those_above_may_and_the_others_find_nothing(DatabaseEngine engine)
    {
        await using var office = await OfficeAsync(engine);
        var call = await CallAsync(office);

        (await SaveAsync(office, call, Nothing, office.Ben)).ShouldBeOfType<WrapUpResult.NotFound>();
        (await SaveAsync(office, call, Nothing, office.Cleo, Scope.Team)).ShouldBeOfType<WrapUpResult.NotFound>();
        (await SaveAsync(office, call, Nothing, office.Ben, Scope.Team)).ShouldBeOfType<WrapUpResult.Saved>();
    }

    [Theory, BothEngines]
    public async Task The_audit_trail_has_the_fields_and_the_patients_but_no_values(DatabaseEngine engine)
    {
        await using var office = await OfficeAsync(engine);
        var (call, family) = (await CallAsync(office), await FamilyAsync(office, office.Practice));

        await SaveAsync(office, call, Nothing with { Notes = "secret", Subjects = [new(family[0].ToString(), Fax, null), new(family[1].ToString(), null, null)] });

        var entries = (await office.Get<AuditTrail>().FindAsync(new AuditFilter { Code = "interaction.wrapUp" }, Ct)).Items;
        entries.Select(e => e.PatientId).ShouldBe([family[0].Value, family[1].Value], ignoreOrder: true);
        entries[0].Fields.ShouldBe(["notes", "subjects"]);
    }

    private static WrapUpInput Nothing { get; } = new(null, null, null, null, null, null, null, null, null, null);

    private static async Task<BackOffice> OfficeAsync(DatabaseEngine engine)
    {
        var office = await BackOffice.OpenAsync(engine);
        await office.Get<SeedDispositions>().RunAsync(Ct);
        return office;
    }

    private static Task<WrapUpResult> SaveAsync(
        BackOffice office, InteractionId call, WrapUpInput input, AgentId? who = null, Scope scope = Scope.Own) =>
        office.Get<WrapUp>().RunAsync(call, input, office.Person(who ?? office.Ana, scope, Permission.InteractionsWrapUp), Ct);

    private static async Task<InteractionId> CallAsync(BackOffice office, Action<Interaction>? change = null)
    {
        var call = office.Call(office.Clock.GetUtcNow());
        (call.WrappedUpAt, call.WrapUpSeconds, call.State) = (null, null, InteractionState.WrapUp);
        change?.Invoke(call);
        await office.AddAsync(call);
        return call.Id;
    }

    private static async Task<List<PatientId>> FamilyAsync(BackOffice office, PracticeId practice)
    {
        var family = SyntheticPeople.Invent(practice, 3, 7, new DateOnly(2026, 11, 16), Guid.CreateVersion7);
        await using var db = office.Db();
        db.Patients.AddRange(family);
        await db.SaveChangesAsync(Ct);
        return [.. family.Select(p => p.Id)];
    }
}
