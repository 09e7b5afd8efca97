namespace Kindline.Engine.Routing;

/// <content>Agents: their states, seats and offers.</content>
public sealed partial class Floor
{
    private const string NoAgent = "the floor does not know this agent";
    private const string NoContact = "the contact is not on the floor";
    private const string NoQueue = "the floor does not know this queue";
    private const string NoPhone = "no phone is registered for the agent";
    private const string OfferOver = "the offer is no longer open";
    private const string NotAfterWork = "only ready, away or signed out can follow work";

    private long _readied;

    private FloorAgent Known(AgentId id)
    {
        if (!_agents.TryGetValue(id, out var agent))
        {
            agent = new FloorAgent(id) { Since = _now };
            _agents.Add(id, agent);
        }

        return agent;
    }

    private string? SignIn(AgentId id)
    {
        var agent = Known(id);
        if (agent.Next is { State: AgentState.SignedOut })
        {
            agent.Next = null;
        }

        return Step(agent, AgentInput.SignIn, FloorReason.SignedIn);
    }

    /// <summary>A wish of or for the agent: done at once, or kept until the work at hand is over.</summary>
    private string? Ask(AgentId id, AgentInput input, NextState wish)
    {
        if (!_agents.TryGetValue(id, out var agent))
        {
            return NoAgent;
        }

        var cell = AgentStates.Next(agent.State, input);
        switch (cell.Kind)
        {
            case AgentTransitionKind.AfterWork:
                agent.Next = wish;
                return null;
            case AgentTransitionKind.Moves when agent is { State: AgentState.Ringing, Contact: { } offered }:
                EndOffer(offered, input, wish.Reason, "the agent went away");
                return null;
            default:
                var why = Step(agent, input, wish.Reason);
                MatchAgent(agent);
                return why;
        }
    }

    private string? ChooseNext(FloorInput.NextStateChosen input) =>
        input.Next.IsPossible ? Ask(input.Agent, AgentInput.ChooseNext, input.Next) : NotAfterWork;

    private string? EndWrapUp(FloorInput.WrapUpDone input)
    {
        if (!_agents.TryGetValue(input.Agent, out var agent))
        {
            return NoAgent;
        }

        if (!input.Next.IsPossible)
        {
            return NotAfterWork;
        }

        var next = agent.Next is { } wish ? NextState.FurtherOf(wish, input.Next) : input.Next;
        var edge = next.State switch
        {
            AgentState.Ready => AgentInput.WrappedUpReady,
            AgentState.Away => AgentInput.WrappedUpAway,
            _ => AgentInput.WrappedUpSignedOut,
        };
        var why = Step(agent, edge, next.Reason);
        MatchAgent(agent);
        return why;
    }

    private string? ChangePhone(AgentId id, AgentInput input)
    {
        var agent = Known(id);
        agent.HasPhone = input == AgentInput.PhoneFound;
        if (agent is { State: AgentState.Ringing, HasPhone: false, Contact: { } offered })
        {
            EndOffer(offered, input, "phone lost", "the agent's phone is gone");
            return null;
        }

        var why = Step(agent, input, agent.HasPhone ? null : "phone lost");
        MatchAgent(agent);
        return why;
    }

    private string? TakeOffer(FloorInput.OfferTaken input)
    {
        if (OpenOffer(input.Interaction, input.Agent) is not { } contact)
        {
            return OfferOver;
        }

        _offers.Remove(contact);
        LeaveLine(contact);
        contact.State = ContactState.WithAgent;
        return Step(contact.Agent, AgentInput.OfferTaken, null);
    }

    private string? FailOffer(FloorInput.OfferFailed input)
    {
        if (OpenOffer(input.Interaction, input.Agent) is not { } contact)
        {
            return OfferOver;
        }

        EndOffer(contact, AgentInput.OfferNotTaken, input.Reason, input.Reason);
        return null;
    }

    private string? MissOffers()
    {
        while (_offers.First is { } contact && contact.OfferedUntil <= _now)
        {
            EndOffer(contact, AgentInput.OfferNotTaken, FloorReason.MissedOffer, FloorReason.MissedOffer);
        }

        return null;
    }

    private Contact? OpenOffer(InteractionId interaction, AgentId agent) =>
        _contacts.TryGetValue(interaction, out var contact) && contact.State == ContactState.Offered && contact.Agent.Id == agent
            ? contact
            : null;

    /// <summary>Ends an offer that the agent did not take: the contact is back in its old place before the agent moves, then goes on.</summary>
    private void EndOffer(Contact contact, AgentInput input, string? agentReason, string offerReason)
    {
        var agent = contact.Agent;
        CloseOffer(contact, offerReason);
        if (contact.ByName)
        {
            LeaveLine(contact);
            contact.State = ContactState.Apart;
            Step(agent, input, agentReason);
            return;
        }

        var queue = contact.Queue;
        queue.Line.StepIn(contact);
        Step(agent, input, agentReason);

        // The agent's profile may have lost this queue while the phone rang, and then nobody asked yet who still serves it.
        OverflowIfUnserved(queue);
        MatchQueue(queue);
    }

    private void CloseOffer(Contact contact, string reason)
    {
        var agent = contact.Agent;
        _offers.Remove(contact);
        contact.Agent = null;
        agent.Contact = null;
        _effects.Add(new FloorEffect.OfferWithdrawn(contact.Id, agent.Id, reason));
    }

    /// <summary>Offers the first of the line to the best agent, while there are both.</summary>
    private void MatchQueue(FloorQueue queue)
    {
        while (queue.BestReady is { } best && queue.Line.First is { } first)
        {
            OfferToBest(first, best);
        }
    }

    /// <summary>
    /// Serves the first caller of all the queues of a ready agent, until the agent is taken. Almost always that is one caller and
    /// this agent; where another agent of the queue is nearer or longer idle, that one gets the caller.
    /// </summary>
    private void MatchAgent(FloorAgent agent)
    {
        while (agent.State == AgentState.Ready && FirstFor(agent) is { } first)
        {
            OfferToBest(first, first.Queue.BestReady ?? agent);
        }
    }

    private static Contact? FirstFor(FloorAgent agent)
    {
        Contact? next = null;
        foreach (var seat in agent.Seats)
        {
            if (seat.Queue.Line.First is { } first && (next is null || first.IsBefore(next)))
            {
                next = first;
            }
        }

        return next;
    }

    private void OfferToBest(Contact contact, FloorAgent best)
    {
        var preferred = contact.Preferred;
        Offer(contact, preferred is { State: AgentState.Ready } && preferred.SeatAt(contact.Queue) is not null ? preferred : best);
    }

    private void Offer(Contact contact, FloorAgent agent)
    {
        var queue = contact.Queue;
        queue.Line.StepOut(contact);
        contact.State = ContactState.Offered;
        contact.Agent = agent;
        contact.OfferedUntil = _now + queue.Settings.OfferFor;
        _offers.Add(contact, new HeapKey(contact.OfferedUntil.UtcTicks, ++_offersMade));
        agent.Contact = contact;
        agent.Interaction = contact.Id;
        Step(agent, AgentInput.Offer, null);
        _effects.Add(new FloorEffect.Offered(contact.Id, agent.Id, queue.Settings.Id, contact.OfferedUntil, queue.Settings.AutoAnswer));
    }

    /// <summary>One edge of the table, and the edges that follow from it without an input of their own. Returns why not, or null.</summary>
    private string? Step(FloorAgent agent, AgentInput input, string? reason)
    {
        var cell = AgentStates.Next(agent.State, input);
        if (cell.Kind != AgentTransitionKind.Moves)
        {
            return cell.Why;
        }

        Move(agent, cell.To, reason);
        if (cell.To is not (AgentState.Ready or AgentState.Away or AgentState.PhoneLost or AgentState.SignedOut))
        {
            return null;
        }

        var wish = agent.Next;
        agent.Next = null;
        agent.Interaction = null;
        if (wish is { State: AgentState.SignedOut })
        {
            Step(agent, AgentInput.SignOut, null);
        }
        else if (wish is { State: AgentState.Away } && cell.To is AgentState.Ready or AgentState.PhoneLost)
        {
            Step(agent, AgentInput.BeAway, wish?.Reason);
        }
        else if (cell.To == AgentState.Ready && !agent.HasPhone)
        {
            Step(agent, AgentInput.PhoneLost, "phone lost");
        }

        return null;
    }

    private void Move(FloorAgent agent, AgentState to, string? reason)
    {
        var from = agent.State;

        // From Ringing only a withdrawn offer leads to Ready: the agent did no work and keeps the rank.
        if (to == AgentState.Ready && from != AgentState.Ringing)
        {
            agent.ReadyOrder = ++_readied;
        }

        if (from is AgentState.OnCall or AgentState.OnHold or AgentState.WrapUp)
        {
            agent.LastWorked = agent.Interaction;
        }

        agent.State = to;
        agent.Reason = reason;
        agent.Since = _now;
        _effects.Add(new FloorEffect.AgentChanged(agent.Id, from, to, reason, _now));
        foreach (var seat in agent.Seats)
        {
            seat.Queue.Move(seat, from, to);
        }

        if (AgentStates.Serves(from) && !AgentStates.Serves(to))
        {
            foreach (var seat in agent.Seats)
            {
                OverflowIfUnserved(seat.Queue);
            }
        }
    }

    private string? SetProfile(FloorInput.ProfileSet input)
    {
        var agent = Known(input.Agent);
        var before = agent.Seats;
        agent.Profile = input.Profile;
        Reseat(agent);
        foreach (var seat in before)
        {
            OverflowIfUnserved(seat.Queue);
        }

        MatchAgent(agent);
        return null;
    }

    private void Reseat(FloorAgent agent)
    {
        foreach (var seat in agent.Seats)
        {
            seat.Queue.Leave(seat);
        }

        var seats = new List<Seat>();
        foreach (var (id, level) in agent.Profile.Queues)
        {
            if (_queues.TryGetValue(id, out var queue) && !seats.Exists(seat => seat.Queue == queue))
            {
                seats.Add(new Seat(agent, queue, level));
            }
        }

        agent.Seats = [.. seats];
        foreach (var seat in agent.Seats)
        {
            seat.Queue.Enter(seat);
        }
    }

    private void OverflowIfUnserved(FloorQueue queue)
    {
        if (queue.Line.Waiting > 0 && queue.Settings.OverflowWhenNobodyReady && queue.Unserved is { } reason)
        {
            OverflowLine(queue, reason);
        }
    }
}
