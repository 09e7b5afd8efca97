using Kindline.Dispositions;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Interactions;
using Kindline.Tests.Foundation;
using Kindline.Tests.Interactions;
using Kindline.WorkItems;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Tests.Dispositions;

public sealed class FollowUpTests
{
    private const string Number = "+15125550142";
    private static readonly DateTimeOffset Friday = new(2026, 11, 20, 20, 30, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task A_promise_is_one_entry_of_the_agent_however_often_the_form_is_saved_and_moves_with_it(DatabaseEngine engine)
    {
        await using var office = await BackOffice.OpenAsync(engine);
        var call = await CallAsync(office);

        await PromiseAsync(office, call, Friday.AddTicks(1_234_567), "lens results");
        var saved = await PromiseAsync(office, call, Friday.AddTicks(1_234_567), "lens results");
        var first = await office.Db().Owed.SingleAsync(Ct);
        await PromiseAsync(office, call, Friday.AddDays(3), null);

        saved.ShouldBeOfType<WrapUpResult.Saved>().Interaction.FollowUp.ShouldBe(new FollowUpView(Friday, "lens results"));
        (first.Kind, first.OwnerId, first.DueAt, first.Note, first.Number).ShouldBe((OwedKind.CallBack, office.Ana.Value, Friday, "lens results", Number));
        var moved = await office.Db().Owed.SingleAsync(Ct);
        (moved.Id, moved.DueAt, moved.Note, moved.ClosedAt).ShouldBe((first.Id, Friday.AddDays(3), null, null));
    }

    [Theory, BothEngines]
    public async Task Null_takes_it_back_an_absent_one_leaves_it_and_it_can_be_promised_again(DatabaseEngine engine)
    {
        await using var office = await BackOffice.OpenAsync(engine);
        var call = await CallAsync(office);
        await PromiseAsync(office, call, Friday, null);

        await SaveAsync(office, call, Nothing with { Notes = "typed on" });
        var open = await OpenAsync(office);
        var taken = await SaveAsync(office, call, Nothing with { FollowUp = null });
        var withdrawn = await office.Db().Owed.SingleAsync(Ct);
        await PromiseAsync(office, call, Friday, null);

        open.ShouldBe(1);
        taken.ShouldBeOfType<WrapUpResult.Saved>().Interaction.FollowUp.ShouldBeNull();
        withdrawn.Closing.ShouldBe(OwedClosing.Withdrawn);
        (await OpenAsync(office)).ShouldBe(1);
    }

    [Theory, BothEngines]
    public async Task A_time_that_is_past_or_years_away_is_refused_by_field(DatabaseEngine engine)
    {
        await using var office = await BackOffice.OpenAsync(engine);
        var call = await CallAsync(office);

        foreach (var at in new DateTimeOffset?[] { null, office.Clock.GetUtcNow(), office.Clock.GetUtcNow().AddYears(2) })
        {
            (await SaveAsync(office, call, Nothing with { FollowUp = new FollowUpInput(at, null) })).ShouldBeOfType<WrapUpResult.Invalid>()
                .Errors.ToDictionary().Keys.ShouldBe(["followUp.at"]);
        }
        (await office.Db().Owed.CountAsync(Ct)).ShouldBe(0);
    }

    [Theory, BothEngines]
    public async Task A_form_saved_again_after_its_time_has_come_is_not_refused_and_opens_nothing(DatabaseEngine engine)
    {
        await using var office = await BackOffice.OpenAsync(engine);
        var call = await CallAsync(office);
        await PromiseAsync(office, call, Friday, null);
        office.Clock.Advance(TimeSpan.FromDays(5));
        await ThroughAsync(office, Direction.Outbound);

        (await PromiseAsync(office, call, Friday, null)).ShouldBeOfType<WrapUpResult.Saved>();

        (await OpenAsync(office)).ShouldBe(0);
    }

    [Theory, BothEngines]
    public async Task The_end_of_the_very_talk_and_a_call_before_its_time_leave_a_promise_and_the_call_back_keeps_it(DatabaseEngine engine)
    {
        await using var office = await BackOffice.OpenAsync(engine);
        var call = await CallAsync(office);
        await PromiseAsync(office, call, Friday, null);

        await ThroughAsync(office, Direction.Inbound, call);
        await ThroughAsync(office, Direction.Inbound);
        var before = await OpenAsync(office);
        await ThroughAsync(office, Direction.Outbound);

        (before, await OpenAsync(office)).ShouldBe((1, 0));
    }

    [Theory, BothEngines]
    public async Task A_call_lost_meanwhile_is_an_entry_of_its_own(DatabaseEngine engine)
    {
        await using var office = await BackOffice.OpenAsync(engine);
        await PromiseAsync(office, await CallAsync(office), Friday, null);
        var at = office.Clock.GetUtcNow();

        await office.Get<OweCallBack>().RunAsync(
            new LostCall(OwedKind.Abandoned, office.Practice, Number, office.Queue, new InteractionId(Guid.CreateVersion7(at)), at, at.AddHours(1)), Ct);

        (await office.Db().Owed.OrderBy(o => o.DueAt).Select(o => o.Kind).ToListAsync(Ct)).ShouldBe([OwedKind.Abandoned, OwedKind.CallBack]);
    }

    [Theory, BothEngines]
    public async Task Who_gave_no_number_cannot_be_promised_a_call(DatabaseEngine engine)
    {
        await using var office = await BackOffice.OpenAsync(engine);
        var call = await CallAsync(office, "anonymous");

        (await PromiseAsync(office, call, Friday, null)).ShouldBeOfType<WrapUpResult.Invalid>().Errors.ToDictionary().Keys.ShouldBe(["followUp"]);
    }

    [Theory, BothEngines]
    public async Task After_the_last_call_one_may_sign_out(DatabaseEngine engine)
    {
        await using var office = await BackOffice.OpenAsync(engine);
        var call = await CallAsync(office);

        await SaveAsync(office, call, Nothing with { Done = true, NextState = "signedOut" });

        office.Get<WrapUpsDone>().Told.ShouldBe([(office.Ana, "signedOut")]);
    }

    private static WrapUpInput Nothing { get; } = new(null, null, null, null, null, null, null, null, null, null);

    private static Task<WrapUpResult> PromiseAsync(BackOffice office, InteractionId call, DateTimeOffset at, string? note) =>
        SaveAsync(office, call, Nothing with { FollowUp = new FollowUpInput(at, note) });

    private static Task<WrapUpResult> SaveAsync(BackOffice office, InteractionId call, WrapUpInput input) =>
        office.Get<WrapUp>().RunAsync(call, input, office.Person(office.Ana, Scope.Own, Permission.InteractionsWrapUp), Ct);

    private static Task<int> OpenAsync(BackOffice office) => office.Db().Owed.CountAsync(o => o.ClosedAt == null, Ct);

    private static Task<int> ThroughAsync(BackOffice office, Direction direction, InteractionId? interaction = null)
    {
        var now = office.Clock.GetUtcNow();
        return office.Get<SettleOwed>().RunAsync(
            new GotThrough(office.Practice, Number, interaction ?? new InteractionId(Guid.CreateVersion7(now)), direction, now), Ct);
    }

    private static async Task<InteractionId> CallAsync(BackOffice office, string from = Number)
    {
        var call = office.Call(office.Clock.GetUtcNow(), from);
        (call.WrappedUpAt, call.WrapUpSeconds, call.State) = (null, null, InteractionState.WrapUp);
        await office.AddAsync(call);
        return call.Id;
    }
}
