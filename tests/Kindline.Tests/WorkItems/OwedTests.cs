using Kindline.Audit;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Interactions;
using Kindline.Tests.Foundation;
using Kindline.Tests.Interactions;
using Kindline.WorkItems;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Tests.WorkItems;

public sealed class OwedTests
{
    private const string Number = "+15125550142";
    private static readonly DateTimeOffset At = new(2026, 11, 16, 15, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task A_person_who_tries_again_stays_one_entry_with_the_first_clock(DatabaseEngine engine)
    {
        await using var office = await BackOffice.OpenAsync(engine);

        (await LoseAsync(office, At)).ShouldBeOfType<OweResult.Opened>();
        (await LoseAsync(office, At.AddMinutes(9), OwedKind.Voicemail)).ShouldBeOfType<OweResult.Raised>().Attempts.ShouldBe(2);
        (await LoseAsync(office, At.AddMinutes(20))).ShouldBeOfType<OweResult.Raised>().Attempts.ShouldBe(3);

        var owed = await office.Db().Owed.SingleAsync(Ct);
        (owed.Kind, owed.Attempts, owed.CreatedAt, owed.DueAt).ShouldBe((OwedKind.Voicemail, 3, At, At.AddHours(1)));
    }

    [Theory, BothEngines]
    public async Task Whoever_was_cut_off_comes_to_the_head_also_where_an_older_loss_is_open(DatabaseEngine engine)
    {
        await using var office = await BackOffice.OpenAsync(engine);
        await LoseAsync(office, At);

        var cut = Loss(office, At.AddMinutes(5)) with { Kind = OwedKind.Interrupted, Number = Number, DueAt = At.AddMinutes(5) };
        await office.Get<OweCallBack>().RunAsync(cut, Ct);

        var owed = await office.Db().Owed.SingleAsync(Ct);
        (owed.Kind, owed.Attempts, owed.DueAt).ShouldBe((OwedKind.Interrupted, 2, At.AddMinutes(5)));
    }

    [Theory, BothEngines]
    public async Task The_same_call_told_twice_changes_nothing_also_after_the_closing(DatabaseEngine engine)
    {
        await using var office = await BackOffice.OpenAsync(engine);
        var call = new InteractionId(Guid.CreateVersion7(At));

        await LoseAsync(office, At, interaction: call);
        (await LoseAsync(office, At, interaction: call)).ShouldBeOfType<OweResult.AlreadyKnown>();
        await ThroughAsync(office, Direction.Inbound, At.AddMinutes(5));
        (await LoseAsync(office, At, interaction: call)).ShouldBeOfType<OweResult.AlreadyKnown>();

        (await office.Db().Owed.SingleAsync(Ct)).Attempts.ShouldBe(1);
    }

    [Theory, BothEngines]
    public async Task Two_calls_lost_in_the_same_moment_make_one_entry(DatabaseEngine engine)
    {
        await using var office = await BackOffice.OpenAsync(engine);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => LoseAsync(office, At)));

        (await office.Db().Owed.SingleAsync(Ct)).Attempts.ShouldBe(8);
    }

    [Theory, BothEngines]
    public async Task A_caller_without_a_number_cannot_be_called_back(DatabaseEngine engine)
    {
        await using var office = await BackOffice.OpenAsync(engine);

        (await LoseAsync(office, At, number: "anonymous")).ShouldBeOfType<OweResult.NobodyToCall>();

        (await office.Db().Owed.CountAsync(Ct)).ShouldBe(0);
    }

    [Theory, BothEngines]
    public async Task An_entry_closes_itself_when_the_person_gets_through(DatabaseEngine engine)
    {
        await using var office = await BackOffice.OpenAsync(engine);
        await LoseAsync(office, At);
        await LoseAsync(office, At, number: "+17375550150");

        (await ThroughAsync(office, Direction.Inbound, At.AddMinutes(5))).ShouldBe(1);
        (await ThroughAsync(office, Direction.Inbound, At.AddMinutes(6))).ShouldBe(0);
        (await ThroughAsync(office, Direction.Outbound, At.AddMinutes(5), "+17375550150")).ShouldBe(1);

        var closings = await office.Db().Owed.OrderBy(o => o.Number).Select(o => o.Closing).ToListAsync(Ct);
        closings.ShouldBe([OwedClosing.GotThrough, OwedClosing.CalledBack]);
    }

    [Theory, BothEngines]
    public async Task A_loss_after_the_talk_and_the_same_number_in_another_practice_stay_open(DatabaseEngine engine)
    {
        await using var office = await BackOffice.OpenAsync(engine);
        await LoseAsync(office, At.AddMinutes(10));
        await office.Get<OweCallBack>().RunAsync(Loss(office, At) with { Practice = office.OtherPractice }, Ct);

        (await ThroughAsync(office, Direction.Inbound, At.AddMinutes(5))).ShouldBe(0);
    }

    [Theory, BothEngines]
    public async Task Of_two_who_claim_one_gets_it_and_both_see_whose_it_is(DatabaseEngine engine)
    {
        await using var office = await BackOffice.OpenAsync(engine);
        var id = (await LoseAsync(office, At)).ShouldBeOfType<OweResult.Opened>().Id;
        var (ana, ben) = (Agent(office, office.Ana), Agent(office, office.Ben));
        var take = office.Get<TakeOwed>();

        (await take.ClaimAsync(id, ana, Ct)).ShouldBe(TakeResult.Done);
        (await take.ClaimAsync(id, ben, Ct)).ShouldBe(TakeResult.Conflict);
        (await take.CloseAsync(id, "wrong number", ben, Ct)).ShouldBe(TakeResult.Conflict);
        (await take.ReleaseAsync(id, ana, Ct)).ShouldBe(TakeResult.Done);
        (await take.CloseAsync(id, "wrong number", ben, Ct)).ShouldBe(TakeResult.Done);
        (await take.CloseAsync(id, "wrong number", ben, Ct)).ShouldBe(TakeResult.Conflict);

        var codes = (await office.Get<AuditTrail>().FindAsync(new AuditFilter(), Ct)).Items.Select(e => e.Code);
        codes.ShouldBe(["owed.closed", "owed.released", "owed.claimed"]);
    }

    [Theory, BothEngines]
    public async Task The_list_counts_what_is_open_and_says_what_is_overdue(DatabaseEngine engine)
    {
        await using var office = await BackOffice.OpenAsync(engine);
        await LoseAsync(office, At);
        await LoseAsync(office, At.AddMinutes(30), number: "+17375550150");
        await office.Get<OweCallBack>().RunAsync(Loss(office, At) with { Practice = office.OtherPractice }, Ct);
        office.Clock.Advance(TimeSpan.FromMinutes(61));

        var list = await ListAsync(office, Scope.Own);
        var masked = await ListAsync(office, Scope.Masked);

        (list.Total, list.OpenCount).ShouldBe((2, 2));
        list.Items.Select(o => (o.Number, o.Overdue)).ShouldBe([(Number, true), ("+17375550150", false)]);
        masked.Items[0].Number.ShouldBe("+1512555••42");
    }

    [Theory, BothEngines]
    public async Task An_entry_says_how_pressing_it_is_and_the_counts_stay_whatever_the_filter(DatabaseEngine engine)
    {
        await using var office = await BackOffice.OpenAsync(engine);
        await LoseAsync(office, At.AddMinutes(-120));
        await LoseAsync(office, At.AddMinutes(-61), OwedKind.Voicemail, "+17375550150");
        await LoseAsync(office, At.AddMinutes(-46), number: "+17375550151");
        await LoseAsync(office, At, number: "+17375550152");

        var list = await ListAsync(office, Scope.Own);
        var voicemails = await ListAsync(office, Scope.Own, new OwedFilter(Open: true, Kind: OwedKind.Voicemail));
        var mine = await ListAsync(office, Scope.Own, new OwedFilter(Mine: true));

        list.Items.Select(o => (o.Escalation, o.Overdue)).ShouldBe(
            [(Escalation.VeryLate, true), (Escalation.Late, true), (Escalation.Due, false), (Escalation.None, false)]);
        list.Counts.ShouldBe(new OwedCounts(3, 1, 0, 0, 0));
        (voicemails.Total, voicemails.OpenCount, voicemails.Counts).ShouldBe((1, 4, list.Counts));
        mine.Total.ShouldBe(0);
    }

    [Theory, BothEngines]
    public async Task A_closing_by_hand_is_undone_within_minutes_by_the_one_who_closed_it(DatabaseEngine engine)
    {
        await using var office = await BackOffice.OpenAsync(engine);
        var id = (await LoseAsync(office, At)).ShouldBeOfType<OweResult.Opened>().Id;
        var (ana, ben) = (Agent(office, office.Ana), Agent(office, office.Ben));
        var take = office.Get<TakeOwed>();

        (await take.ReopenAsync(id, ana, Ct)).ShouldBe(TakeResult.Conflict);
        await take.CloseAsync(id, "wrong line", ana, Ct);
        (await take.ReopenAsync(id, ben, Ct)).ShouldBe(TakeResult.Conflict);
        (await take.ReopenAsync(id, ana, Ct)).ShouldBe(TakeResult.Done);
        (await ListAsync(office, Scope.Own)).Items.ShouldHaveSingleItem().CloseReason.ShouldBeNull();
        await take.CloseAsync(id, "wrong line", ana, Ct);
        office.Clock.Advance(TakeOwed.UndoWithin + TimeSpan.FromSeconds(1));
        (await take.ReopenAsync(id, ana, Ct)).ShouldBe(TakeResult.Conflict);
    }

    [Theory, BothEngines]
    public async Task What_was_closed_stays_closed_where_the_person_was_lost_again(DatabaseEngine engine)
    {
        await using var office = await BackOffice.OpenAsync(engine);
        var id = (await LoseAsync(office, At)).ShouldBeOfType<OweResult.Opened>().Id;
        await office.Get<TakeOwed>().CloseAsync(id, "wrong number", Agent(office, office.Ana), Ct);
        await LoseAsync(office, At.AddMinutes(1));

        (await office.Get<TakeOwed>().ReopenAsync(id, Agent(office, office.Ana), Ct)).ShouldBe(TakeResult.Conflict);

        (await ListAsync(office, Scope.Own)).OpenCount.ShouldBe(1);
    }

    [Theory, BothEngines]
    public async Task What_is_owed_by_another_practice_is_not_found(DatabaseEngine engine)
    {
        await using var office = await BackOffice.OpenAsync(engine);
        var other = await office.Get<OweCallBack>().RunAsync(Loss(office, At) with { Practice = office.OtherPractice }, Ct);

        var result = await office.Get<TakeOwed>().ClaimAsync(other.ShouldBeOfType<OweResult.Opened>().Id, Agent(office, office.Ana), Ct);

        result.ShouldBe(TakeResult.NotFound);
    }

    [Theory, BothEngines]
    public async Task A_voicemail_is_one_task_however_often_it_is_told(DatabaseEngine engine)
    {
        await using var office = await BackOffice.OpenAsync(engine);
        var item = new NewWorkItem(
            WorkItemKind.Voicemail, office.Practice, "Voicemail, Appointments", office.Queue, new InteractionId(Guid.CreateVersion7(At)), At, At.AddHours(1));

        var ids = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => office.Get<AddWorkItem>().RunAsync(item, Ct)));

        ids.Distinct().ShouldHaveSingleItem();
        (await office.Db().WorkItems.CountAsync(Ct)).ShouldBe(1);
    }

    [Theory, BothEngines]
    public async Task A_task_is_done_once_and_by_the_one_who_has_it(DatabaseEngine engine)
    {
        await using var office = await BackOffice.OpenAsync(engine);
        var id = await office.Get<AddWorkItem>().RunAsync(new NewWorkItem(WorkItemKind.Task, office.Practice, "Send the form", null, null, At, At), Ct);
        var clinical = await office.Get<AddWorkItem>().RunAsync(new NewWorkItem(WorkItemKind.Clinical, office.Practice, "Question", null, null, At, At), Ct);
        var (ana, ben) = (Agent(office, office.Ana), Agent(office, office.Ben));
        var take = office.Get<TakeWorkItem>();

        (await take.ClaimAsync(id, ana, Ct)).ShouldBe(TakeResult.Done);
        (await take.DoneAsync(id, "sent", ben, Ct)).ShouldBe(TakeResult.Conflict);
        (await take.DoneAsync(id, "sent", ana, Ct)).ShouldBe(TakeResult.Done);
        (await take.DoneAsync(id, "sent", ana, Ct)).ShouldBe(TakeResult.Conflict);
        (await take.ClaimAsync(clinical, ana, Ct)).ShouldBe(TakeResult.NotFound);

        var list = await office.Get<WorkItemQueries>().ItemsAsync(null, null, onlyMine: false, new Paging(1, 50), ana, Ct);
        (list.Total, list.OpenCount).ShouldBe((1, 0));
        (list.Items[0].State, list.Items[0].Note, list.Items[0].Assignee!.Name).ShouldBe((WorkItemState.Done, "sent", "Ana Duarte"));
    }

    private static SignedInUser Agent(BackOffice office, AgentId who) => office.Person(
        who, Scope.Own, Permission.OwedRead, Permission.OwedWork, Permission.WorkItemsRead, Permission.WorkItemsWork);

    private static Task<OwedList> ListAsync(BackOffice office, Scope scope, OwedFilter? filter = null) => office.Get<WorkItemQueries>().OwedAsync(
        filter ?? new OwedFilter(Open: true), new Paging(1, 50), office.Person(office.Ana, scope, Permission.OwedRead), Ct);

    private static LostCall Loss(BackOffice office, DateTimeOffset at) => new(
        OwedKind.Abandoned, office.Practice, Number, office.Queue, new InteractionId(Guid.CreateVersion7(at)), at, at.AddHours(1));

    private static Task<OweResult> LoseAsync(
        BackOffice office, DateTimeOffset at, OwedKind kind = OwedKind.Abandoned, string number = Number, InteractionId? interaction = null)
    {
        var loss = Loss(office, at) with { Kind = kind, Number = number };
        return office.Get<OweCallBack>().RunAsync(loss with { Interaction = interaction ?? loss.Interaction }, Ct);
    }

    private static Task<int> ThroughAsync(BackOffice office, Direction direction, DateTimeOffset at, string number = Number) =>
        office.Get<SettleOwed>().RunAsync(new GotThrough(office.Practice, number, new InteractionId(Guid.CreateVersion7(at)), direction, at), Ct);
}
