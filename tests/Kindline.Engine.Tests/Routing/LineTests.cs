using Kindline.Engine.Routing;
using static Kindline.Engine.Routing.FloorInput;
using static Kindline.Engine.Tests.Routing.FloorScript;

namespace Kindline.Engine.Tests.Routing;

public sealed class LineTests
{
    private readonly FloorScript _floor = new();

    public LineTests()
    {
        _floor.Do(new QueueSet(QueueSettings.For(Billing)));
        _floor.Ready(Ana, Appointments, Billing);
        _floor.Talk(9999, Ana);
    }

    [Fact]
    public void Callers_are_served_in_the_order_in_which_they_came()
    {
        _floor.Arrive(1);
        _floor.Arrive(2);

        FreeAna();

        _floor.OfferedCaller.ShouldBe(Caller(1));
    }

    [Fact]
    public void A_greater_priority_goes_before_an_earlier_arrival()
    {
        _floor.Arrive(1);
        _floor.Arrive(2, priority: 5);

        FreeAna();

        _floor.OfferedCaller.ShouldBe(Caller(2));
    }

    [Fact]
    public void The_priority_of_the_queue_goes_before_that_of_the_contact()
    {
        _floor.Do(new QueueSet(QueueSettings.For(Billing) with { Priority = 1 }));
        _floor.Arrive(1, priority: 9);
        _floor.Arrive(2, Billing);

        FreeAna();

        _floor.OfferedCaller.ShouldBe(Caller(2));
    }

    [Fact]
    public void Between_queues_of_one_priority_the_earlier_arrival_is_served()
    {
        _floor.Arrive(1, Billing);
        _floor.Arrive(2);

        FreeAna();

        _floor.OfferedCaller.ShouldBe(Caller(1));
    }

    [Fact]
    public void Places_in_line_count_those_ahead_and_move_up_when_one_leaves()
    {
        _floor.Arrive(1);
        _floor.Arrive(2);
        _floor.Arrive(3, priority: 1);

        _floor.Do(new Left(Caller(1)));

        _floor.Floor.PlaceInLine(Caller(3)).ShouldBe(1);
        _floor.Floor.PlaceInLine(Caller(2)).ShouldBe(2);
        _floor.Floor.PlaceInLine(Caller(1)).ShouldBeNull();
    }

    [Fact]
    public void Places_are_right_in_a_long_line_with_many_who_left()
    {
        _floor.Do(new QueueSet(QueueSettings.For(Appointments) with { MaxWaiting = 10_000 }));
        foreach (var caller in Enumerable.Range(1, 1000))
        {
            _floor.Arrive(caller);
        }

        foreach (var caller in Enumerable.Range(1, 900).Where(caller => caller % 3 != 0))
        {
            _floor.Do(new Left(Caller(caller)));
        }

        _floor.Floor.PlaceInLine(Caller(3)).ShouldBe(1);
        _floor.Floor.PlaceInLine(Caller(900)).ShouldBe(300);
        _floor.Floor.PlaceInLine(Caller(1000)).ShouldBe(400);
        _floor.Floor.Queue(Appointments).Waiting.ShouldBe(400);
    }

    [Fact]
    public void One_put_at_the_head_goes_before_every_priority()
    {
        _floor.Arrive(1, priority: 9);

        _floor.Do(new Requeued(Caller(2), Appointments, AtHead: true));

        _floor.Floor.PlaceInLine(Caller(2)).ShouldBe(1);
        _floor.Floor.PlaceInLine(Caller(1)).ShouldBe(2);
    }

    [Fact]
    public void Several_at_the_head_keep_the_order_in_which_they_came()
    {
        _floor.Do(new Requeued(Caller(1), Appointments, AtHead: true));

        _floor.Do(new Requeued(Caller(2), Appointments, AtHead: true));

        _floor.Floor.PlaceInLine(Caller(1)).ShouldBe(1);
        _floor.Floor.PlaceInLine(Caller(2)).ShouldBe(2);
    }

    [Fact]
    public void A_call_sent_to_another_queue_waits_there_and_its_agent_wraps_up()
    {
        _floor.Ready(Ben, Billing);
        _floor.Do(new SentAway(Ben, "lunch"));

        _floor.Do(new Requeued(Caller(9999), Billing, AtHead: false));

        _floor.StateOf(Ana).ShouldBe(AgentState.WrapUp);
        _floor.Floor.PlaceInLine(Caller(9999)).ShouldBe(1);
        _floor.Floor.Queue(Billing).Waiting.ShouldBe(1);
    }

    [Fact]
    public void A_caller_who_is_moved_while_ringing_frees_the_agent()
    {
        FreeAna();
        _floor.Arrive(1);
        _floor.Ready(Ben, Billing);

        _floor.Do(new Requeued(Caller(1), Billing, AtHead: true));

        _floor.Effects.ShouldContain(new FloorEffect.OfferWithdrawn(Caller(1), Ana, "moved to another line"));
        _floor.OfferedTo.ShouldBe(Ana, "Ana was idle before Ben and serves billing too");
    }

    [Fact]
    public void An_agent_freed_by_a_move_takes_the_first_of_all_who_wait()
    {
        FreeAna();
        _floor.Arrive(1);
        _floor.Arrive(2);

        _floor.Do(new Requeued(Caller(1), Billing, AtHead: false));

        _floor.OfferedCaller.ShouldBe(Caller(2));
        _floor.Floor.PlaceInLine(Caller(1)).ShouldBe(1);
    }

    [Fact]
    public void The_queue_shows_who_waits_and_since_when_and_what_its_agents_do()
    {
        var first = _floor.Now;
        _floor.Arrive(1);
        _floor.Wait(30);
        _floor.Arrive(2, priority: 5);
        _floor.SignIn(Ben);

        var queue = _floor.Floor.Queue(Appointments);

        queue.ShouldBe(new QueueSnapshot(Appointments, 2, first, SignedIn: 2, Ready: 0, Busy: 1, Away: 1));
    }

    private void FreeAna()
    {
        _floor.Do(new CallEnded(Caller(9999)));
        _floor.Do(new WrapUpDone(Ana, NextState.Ready));
    }
}
