using Kindline.Engine;
using Kindline.Engine.Routing;
using Kindline.Routing;
using Kindline.Tests.Foundation;

namespace Kindline.Tests.Routing;

public class CallsAtHandTests
{
    private static readonly QueueId Queue = new(Guid.Parse("01930000-0000-7000-8000-000000000002"));
    private static readonly AgentId Ana = new(Guid.Parse("01930000-0000-7000-8000-0000000000a1"));
    private static readonly AgentId Ben = new(Guid.Parse("01930000-0000-7000-8000-0000000000a2"));
    private static readonly InteractionId Call = new(Guid.Parse("01930000-0000-7000-8000-0000000000c1"));

    [Fact]
    public async Task A_call_is_at_hand_from_the_answer_on_and_after_its_caller_hung_up_on_the_announcement()
    {
        await using var database = await TestDatabase.CreateAsync();
        using var floor = await TestFloor.OpenAsync(database, new ManualClock(), Queue, Ct);
        await TestFloor.SeatAsync(floor, Ana, Queue, Ct);
        await floor.SendAsync(new FloorInput.Arrived(Call, Queue, 0, null), Ct);
        var atHand = new CallsAtHand(floor);
        (await atHand.HasAsync(Ana, Call, Ct)).ShouldBeFalse("it only rings");

        await floor.SendAsync(new FloorInput.OfferTaken(Call, Ana), Ct);
        (await atHand.HasAsync(Ana, Call, Ct)).ShouldBeTrue();
        await floor.SendAsync(new FloorInput.Left(Call), Ct);
        await floor.SendAsync(new FloorInput.WrapUpDone(Ana, NextState.Ready), Ct);

        (await atHand.HasAsync(Ana, Call, Ct)).ShouldBeTrue("the page still shows it");
        (await atHand.HasAsync(Ben, Call, Ct)).ShouldBeFalse("it was never Ben's");
        await floor.StopAsync(Ct);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;
}
