using System.Net;
using Kindline.Voice.Sip;
using Kindline.Voice.Sip.Registration;

namespace Kindline.Voice.Tests.Calls;

/// <summary>The table of connections that took the place of others stays small.</summary>
public sealed class FlowSuccessorsTests
{
    private readonly ManualClock clock = new();
    private readonly FlowSuccessors successors;

    public FlowSuccessorsTests() => successors = new FlowSuccessors(clock);

    [Fact]
    public void All_flows_of_a_phone_lead_to_its_newest()
    {
        successors.Registered("desk1", "phone", Flow(1));
        successors.Registered("DESK1", "phone", Flow(2));
        successors.Registered("desk1", "phone", Flow(3));

        successors.Of(Flow(1)).ShouldBe(Flow(3));
        successors.Of(Flow(2)).ShouldBe(Flow(3));
        successors.Of(Flow(9)).ShouldBe(Flow(9));
    }

    [Fact]
    public void One_phone_keeps_so_many_flows_and_no_more()
    {
        foreach (var id in Enumerable.Range(1, 1000))
        {
            successors.Registered("desk1", "phone", Flow(id));
        }

        successors.Count.ShouldBe(FlowSuccessors.MostBefore + 1);
        successors.Of(Flow(1)).ShouldBe(Flow(1));
        successors.Of(Flow(1000 - FlowSuccessors.MostBefore)).ShouldBe(Flow(1000));
    }

    [Fact]
    public void A_full_table_makes_room_by_the_phone_that_has_gone()
    {
        successors.Registered("desk1", "gone", Flow(1));
        successors.Registered("desk1", "gone", Flow(2));
        successors.OnFlowFailed(Flow(2));
        foreach (var id in Enumerable.Range(3, FlowSuccessors.MostPhones))
        {
            successors.Registered("desk1", $"phone {id}", Flow(id));
        }

        successors.Count.ShouldBe(FlowSuccessors.MostPhones);
        successors.Of(Flow(1)).ShouldBe(Flow(1));
    }

    [Fact]
    public void A_phone_that_has_gone_for_long_is_forgotten()
    {
        successors.Registered("desk1", "phone", Flow(1));
        successors.Registered("desk1", "phone", Flow(2));
        successors.OnFlowFailed(Flow(1));
        clock.Advance(TimeSpan.FromHours(1));
        successors.Sweep();
        var standing = successors.Of(Flow(1));

        successors.OnFlowFailed(Flow(2));
        clock.Advance(TimeSpan.FromMinutes(6));
        successors.Sweep();

        standing.ShouldBe(Flow(2));
        successors.Count.ShouldBe(0);
    }

    private static SipFlow Flow(long id) => new(SipProtocol.Ws, new IPEndPoint(IPAddress.Loopback, 9), id);
}
