using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Interactions;

namespace Kindline.Tests.Interactions;

public class InteractionStoryTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 16, 15, 0, 0, TimeSpan.Zero);
    private static readonly AgentId Agent = new(Guid.Parse("01930000-0000-7000-8000-000000000001"));
    private static readonly PatientId Mother = new(Guid.Parse("01930000-0000-7000-8000-000000000011"));
    private static readonly PatientId Child = new(Guid.Parse("01930000-0000-7000-8000-000000000012"));
    private static readonly PatientId Cousin = new(Guid.Parse("01930000-0000-7000-8000-000000000013"));
    private static readonly AgentId Colleague = new(Guid.Parse("01930000-0000-7000-8000-000000000009"));
    private static readonly QueueId Queue = new(Guid.Parse("01930000-0000-7000-8000-000000000002"));

    private readonly Interaction row = InteractionStory.Begin(
        new InteractionId(Guid.Parse("01930000-0000-7000-8000-000000000003")),
        new StartedFact(default, Channel.Voice, Direction.Inbound, "+15125550123", "+15125550100"),
        Start);

    [Fact]
    public void An_answered_call_counts_waiting_talking_holding_and_wrapping_up()
    {
        Tell(10, EventType.Queued, new QueuedFact(Queue));
        Tell(25, EventType.Answered, new AgentFact(Agent));
        Tell(30, EventType.Held, new NoFact());
        Tell(42, EventType.Resumed, new NoFact());
        Tell(85, EventType.Ended, new EndedFact(Outcome.Handled, WrapUp: true));
        var between = row.State;
        Tell(100, EventType.WrapUpDone, new NoFact());

        between.ShouldBe(InteractionState.WrapUp);
        (row.QueueSeconds, row.TalkSeconds, row.HoldSeconds, row.WrapUpSeconds).ShouldBe((15, 60, 12, 15));
        (row.State, row.Outcome, row.AgentId).ShouldBe((InteractionState.Ended, Outcome.Handled, Agent));
    }

    [Fact]
    public void A_call_sent_on_counts_what_each_agent_did_and_not_what_the_caller_waited_in_between()
    {
        Tell(10, EventType.Queued, new QueuedFact(Queue));
        Tell(20, EventType.Answered, new AgentFact(Agent));
        Tell(30, EventType.Held, new NoFact());
        Tell(45, EventType.Transferred, new TransferredFact(Agent, Colleague));
        Tell(45, EventType.Offered, new AgentFact(Colleague));
        Tell(55, EventType.Answered, new AgentFact(Colleague));
        Tell(75, EventType.WrapUpDone, new AgentFact(Agent));
        Tell(115, EventType.Ended, new EndedFact(Outcome.Handled, WrapUp: true));
        var between = row.State;
        Tell(125, EventType.WrapUpDone, new AgentFact(Colleague));

        between.ShouldBe(InteractionState.WrapUp);
        (row.QueueSeconds, row.TalkSeconds, row.HoldSeconds, row.WrapUpSeconds).ShouldBe((10, 25 + 60, 15, 30 + 10));
        (row.State, row.AgentId, row.AnsweredAt).ShouldBe((InteractionState.Ended, Colleague, Start.AddSeconds(20)));
        row.Talks.Select(t => t.AgentId).ShouldBe([Agent, Colleague]);
    }

    [Fact]
    public void A_call_that_comes_back_is_two_talks_of_one_agent_with_one_wrap_up()
    {
        Tell(0, EventType.Answered, new AgentFact(Agent));
        Tell(10, EventType.Transferred, new TransferredFact(Agent, Colleague));
        Tell(30, EventType.Returned, new ReturnedFact(Agent, "did not answer"));
        Tell(32, EventType.Answered, new AgentFact(Agent));
        Tell(52, EventType.Ended, new EndedFact(Outcome.Handled, WrapUp: true));
        Tell(60, EventType.WrapUpDone, new AgentFact(Agent));

        (row.TalkSeconds, row.WrapUpSeconds, row.AgentId).ShouldBe((10 + 20, 22 + 8, Agent));
    }

    [Fact]
    public void A_parked_caller_is_talked_with_by_nobody()
    {
        Tell(0, EventType.Answered, new AgentFact(Agent));
        Tell(10, EventType.Parked, new ParkFact(Agent, "701"));
        Tell(40, EventType.Unparked, new ParkFact(Colleague, "701"));
        Tell(40, EventType.Answered, new AgentFact(Colleague));
        Tell(45, EventType.Ended, new EndedFact(Outcome.Handled, WrapUp: true));

        row.TalkSeconds.ShouldBe(15);
    }

    [Fact]
    public void A_call_sent_outside_is_the_agents_until_then_and_over_when_the_two_hang_up()
    {
        Tell(0, EventType.Answered, new AgentFact(Agent));
        Tell(30, EventType.Transferred, new TransferredFact(Agent, Number: "+17375550142"));
        Tell(40, EventType.WrapUpDone, new AgentFact(Agent));
        Tell(500, EventType.Ended, new EndedFact(Outcome.Handled, WrapUp: true));

        (row.State, row.TalkSeconds, row.WrapUpSeconds, row.EndedAt).ShouldBe((InteractionState.Ended, 30, 10, Start.AddSeconds(500)));
    }

    [Fact]
    public void A_call_out_is_talked_from_the_callees_answer()
    {
        row.Direction = Direction.Outbound;
        row.AgentId = Agent;
        Tell(5, EventType.Answered, new AgentFact(Agent));
        Tell(15, EventType.Connected, new NoFact());
        Tell(45, EventType.Transferred, new TransferredFact(Agent, Queue: Queue));
        Tell(50, EventType.Answered, new AgentFact(Colleague));
        Tell(60, EventType.Ended, new EndedFact(Outcome.Handled, WrapUp: true));

        (row.TalkSeconds, row.AnsweredAt).ShouldBe((40, Start.AddSeconds(15)));
    }

    [Fact]
    public void A_caller_who_hangs_up_in_the_queue_is_abandoned_with_the_seconds_waited()
    {
        Tell(10, EventType.Queued, new QueuedFact(Queue));
        Tell(12, EventType.Offered, new AgentFact(Agent));
        Tell(24, EventType.OfferMissed, new AgentFact(Agent, "missed offer"));
        Tell(47, EventType.Ended, new EndedFact(Outcome.Abandoned));

        (row.Outcome, row.QueueSeconds, row.TalkSeconds, row.AgentId).ShouldBe((Outcome.Abandoned, 37, null, null));
    }

    [Fact]
    public void A_call_that_ends_while_held_counts_the_hold_to_its_end()
    {
        Tell(5, EventType.Queued, new QueuedFact(Queue));
        Tell(5, EventType.Answered, new AgentFact(Agent));
        Tell(20, EventType.Held, new NoFact());
        Tell(50, EventType.Ended, new EndedFact(Outcome.Handled, WrapUp: true));

        (row.HoldSeconds, row.TalkSeconds).ShouldBe((30, 45));
    }

    [Fact]
    public void Waiting_ends_where_the_voicemail_begins()
    {
        Tell(10, EventType.Queued, new QueuedFact(Queue));
        Tell(18, EventType.VoicemailStarted, new NoFact());
        Tell(40, EventType.VoicemailEnded, new SecondsFact(22));
        Tell(40, EventType.Ended, new EndedFact(Outcome.Voicemail));

        (row.QueueSeconds, row.Voicemail, row.Outcome).ShouldBe((8, true, Outcome.Voicemail));
    }

    [Fact]
    public void A_field_that_is_absent_stays_and_one_that_is_null_is_cleared()
    {
        Tell(1, EventType.WrapUpSaved, new Dictionary<string, object?> { ["reason"] = "Eye pain", ["source"] = "Google", ["resolved"] = true });
        Tell(2, EventType.WrapUpSaved, new Dictionary<string, object?> { ["reason"] = null });

        (row.Reason, row.Source, row.Resolved).ShouldBe((null, "Google", true));
    }

    [Fact]
    public void A_form_filled_in_before_it_was_known_who_calls_speaks_of_the_person_of_the_call()
    {
        Tell(1, EventType.WrapUpSaved, new WrapUpFact(Subjects: [new(null, "inbound.a", "early")]));
        Tell(2, EventType.Bound, new PersonFact(Mother));
        Tell(3, EventType.WrapUpSaved, new WrapUpFact(Subjects: [new(null, "inbound.b", "later")]));

        row.Subjects.Select(s => (s.Position, s.PatientId, s.Disposition, s.Notes)).ShouldBe([(0, Mother, "inbound.b", "later")]);
        row.CallerPatientId.ShouldBe(Mother);
    }

    [Fact]
    public void An_old_form_takes_nobody_out_whom_the_desk_picked_and_verified()
    {
        Tell(1, EventType.Bound, new PersonFact(Mother));
        Tell(2, EventType.SubjectAdded, new PersonFact(Child));
        Tell(3, EventType.Verified, new VerifyFact(Child, "name+dob", Agent));
        Tell(4, EventType.WrapUpSaved, new WrapUpFact(Subjects: [new(Child, "inbound.a", null), new(Cousin, "inbound.b", null)]));
        Tell(5, EventType.WrapUpSaved, new WrapUpFact(Subjects: []));

        row.Subjects.Select(s => (s.PatientId, s.Disposition, s.VerifiedBy)).ShouldBe([(Mother, null, null), (Child, "inbound.a", "name+dob")]);
    }

    [Fact]
    public void A_wrong_pick_passes_on_what_was_chosen_but_not_what_was_verified()
    {
        Tell(1, EventType.Bound, new PersonFact(Mother));
        Tell(2, EventType.Verified, new VerifyFact(Mother, "name+dob", Agent));
        Tell(3, EventType.WrapUpSaved, new WrapUpFact(Subjects: [new(Mother, "inbound.a", null)]));
        Tell(4, EventType.Bound, new PersonFact(Cousin));

        row.Subjects.Select(s => (s.PatientId, s.Disposition, s.VerifiedAt, s.VerifiedBy)).ShouldBe([(Cousin, "inbound.a", null, null)]);
    }

    [Fact]
    public void Whom_the_desk_takes_out_is_gone_and_the_next_one_is_first()
    {
        Tell(1, EventType.Bound, new PersonFact(Mother));
        Tell(2, EventType.SubjectAdded, new PersonFact(Child));
        Tell(3, EventType.Unbound, new PersonFact(Mother));

        row.Subjects.Select(s => (s.Position, s.PatientId)).ShouldBe([(0, Child)]);
        row.CallerPatientId.ShouldBeNull();
    }

    [Fact]
    public void A_relative_who_calls_is_not_the_person_it_is_about()
    {
        Tell(1, EventType.WrapUpSaved, new WrapUpFact(CallerType: CallerType.Relative));
        Tell(2, EventType.Bound, new PersonFact(Child));

        (row.CallerPatientId, row.Subjects[0].PatientId).ShouldBe((null, Child));
    }

    [Fact]
    public void A_promise_is_kept_and_taken_back()
    {
        Tell(1, EventType.WrapUpSaved, new WrapUpFact(FollowUp: new FollowUpFact(Start.AddDays(1), "results")));
        Tell(2, EventType.WrapUpSaved, new WrapUpFact(Notes: "more"));
        var kept = (row.FollowUpAt, row.FollowUpNote);
        Tell(3, EventType.WrapUpSaved, new Dictionary<string, object?> { ["followUp"] = null });

        kept.ShouldBe((Start.AddDays(1), "results"));
        (row.FollowUpAt, row.FollowUpNote).ShouldBe((null, null));
    }

    [Fact]
    public void Wrap_up_done_during_the_call_ends_with_the_call()
    {
        Tell(5, EventType.Answered, new AgentFact(Agent));
        Tell(30, EventType.WrapUpDone, new NoFact());
        Tell(60, EventType.Ended, new EndedFact(Outcome.Handled, WrapUp: true));

        (row.State, row.WrapUpSeconds).ShouldBe((InteractionState.Ended, 0));
    }

    [Fact]
    public void Nothing_changes_the_end_once_it_is_written()
    {
        Tell(10, EventType.Ended, new EndedFact(Outcome.Abandoned));
        Tell(99, EventType.Interrupted, new NoFact());

        (row.Outcome, row.EndedAt, row.EventCount).ShouldBe((Outcome.Abandoned, Start.AddSeconds(10), 2));
    }

    [Fact]
    public void A_caller_name_longer_than_its_column_is_cut()
    {
        var long_ = InteractionStory.Begin(default, new StartedFact(default, Channel.Voice, Direction.Inbound, new string('x', 5000), "+15125550100"), Start);

        long_.From.Length.ShouldBe(120);
    }

    private void Tell(int second, string type, object fact) => InteractionStory.Apply(row, type, FactJson.Write(fact), Start.AddSeconds(second));
}
