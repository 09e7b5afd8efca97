using Kindline.Engine;
using Kindline.Engine.Routing;
using Kindline.Flows;
using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Telephony;
using Kindline.Tests.Foundation;
using Microsoft.Extensions.DependencyInjection;

namespace Kindline.Tests.Flows;

/// <summary>The clock stands still in these: whatever waited for anything would never come back.</summary>
public sealed class WayForHelpTests
{
    private static readonly AgentId Ana = new(Guid.CreateVersion7());

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_second_press_keeps_the_help_that_the_first_asked_into_the_call()
    {
        await using var centre = await TestCentre.StartAsync();
        var call = Call(centre, Direction.Inbound, "+15125550142");
        call.Transfer = new LiveTransfer(TransferStage.Talking, new TransferTarget.Outside("911"), Consult: true, centre.Clock.GetUtcNow());

        await ShouldStayAsync(centre, call);
    }

    [Fact]
    public async Task A_second_press_keeps_the_call_to_help()
    {
        await using var centre = await TestCentre.StartAsync();

        await ShouldStayAsync(centre, Call(centre, Direction.Outbound, "911"));
    }

    [Fact]
    public async Task Where_there_is_nothing_to_end_nothing_is_waited_for()
    {
        await using var centre = await TestCentre.StartAsync();
        var start = new FloorInput.OutboundStarted(Ana, new InteractionId(Guid.CreateVersion7()));

        (await centre.Services.GetRequiredService<WayForHelp>().TakeAsync(start, Seen(centre, AgentState.PhoneLost, null), Ct).WaitAsync(Patience, Ct)).ShouldBeFalse();
    }

    private static TimeSpan Patience { get; } = TimeSpan.FromSeconds(20);

    private static async Task ShouldStayAsync(TestCentre centre, LiveCall call)
    {
        var input = new OutboundInput(Ana, call.Practice, "911", null);

        var start = await centre.Services.GetRequiredService<WayForHelp>().AskWithinAsync(input, Seen(centre, AgentState.OnCall, call.Id), Ct).WaitAsync(Patience, Ct);

        start.ShouldBe(new OutboundStart.Begun(call.Id));
        call.Commands.TryRead(out _).ShouldBeFalse("nothing is asked of the call");
    }

    private static LiveCall Call(TestCentre centre, Direction direction, string outside)
    {
        var (from, to) = direction == Direction.Inbound ? (outside, "+15125550100") : ("+15125550100", outside);
        var call = new LiveCall(
            new InteractionId(Guid.CreateVersion7()), new PracticeId(Guid.CreateVersion7()), "Bayview Eye", direction, from, to, "Bayview Eye, Appointments",
            centre.Clock.GetUtcNow())
        { Agent = Ana };
        centre.Services.GetRequiredService<LiveCalls>().Add(call);
        return call;
    }

    private static AgentSnapshot Seen(TestCentre centre, AgentState state, InteractionId? call) =>
        new(Ana, state, null, centre.Clock.GetUtcNow(), call, null, HasPhone: true, RoutingProfile.Empty);
}
