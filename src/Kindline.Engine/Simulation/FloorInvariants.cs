using Kindline.Engine.Routing;

namespace Kindline.Engine.Simulation;

/// <summary>
/// What must hold after every input of a <see cref="Floor"/>, judged from its inputs and effects alone and then compared with what
/// the floor says of itself. Slow and plain on purpose: O(agents x queues + waiting log waiting) for each input.
/// </summary>
internal sealed class FloorInvariants
{
    private static readonly HashSet<(AgentState From, AgentState To)> Edges =
        [.. from state in Enum.GetValues<AgentState>()
            from input in Enum.GetValues<AgentInput>()
            let cell = AgentStates.Next(state, input)
            where cell.Kind == AgentTransitionKind.Moves
            select (state, cell.To)];

    private int _readied;

    public SeenFloor Seen { get; } = new();

    /// <summary>The first rule that this step broke, or null.</summary>
    public string? Check(FloorInput input, DateTimeOffset now, IReadOnlyList<FloorEffect> effects, Floor floor)
    {
        if (effects.OfType<FloorEffect.Refused>().Any())
        {
            return effects.Count > 1 ? "a refused input had effects" : Compare(input, now, floor);
        }

        if (input is FloorInput.OfferTaken taken && !IsOfferedTo(taken.Interaction, taken.Agent))
        {
            return "an offer was taken that was not open";
        }

        var wish = input is FloorInput.WrapUpDone done ? Seen.Agent(done.Agent).Wish : null;
        Seen.Take(input);
        foreach (var effect in effects)
        {
            if (Judge(effect, now) is { } broken)
            {
                return broken;
            }
        }

        if (input is FloorInput.WrapUpDone over && wish is { State: not AgentState.Ready }
            && Seen.Agent(over.Agent).State is not (AgentState.Away or AgentState.SignedOut))
        {
            return "a wish to be away or out was forgotten";
        }

        return Compare(input, now, floor);
    }

    /// <summary>What must hold when the day is over: every contact has ended.</summary>
    public string? CheckEnd(Floor floor)
    {
        if (Seen.Contacts.Count > 0)
        {
            return $"{Seen.Contacts.Count} contacts never ended";
        }

        return Seen.Came != Seen.Answered + Seen.Abandoned + Seen.Overflowed ? "a contact ended twice or in no way"
            : floor.WakeAt is not null ? "an offer is open for nobody" : null;
    }

    public bool IsOfferedTo(InteractionId id, AgentId agent) =>
        Seen.Contacts.TryGetValue(id, out var contact) && contact.Stage == SeenStage.Offered && contact.Agent == agent;

    private string? Judge(FloorEffect effect, DateTimeOffset now) => effect switch
    {
        FloorEffect.AgentChanged e => Change(e, now),
        FloorEffect.Offered e => Offer(e, now),
        FloorEffect.OfferWithdrawn e => Withdraw(e),
        FloorEffect.Overflowed e => Overflow(e),
        _ => "an effect that nobody knows",
    };

    private string? Change(FloorEffect.AgentChanged change, DateTimeOffset now)
    {
        var agent = Seen.Agent(change.Agent);
        if (agent.State != change.From || change.At != now)
        {
            return "a change does not begin where the last one ended";
        }

        if (!Edges.Contains((change.From, change.To)))
        {
            return $"the table has no edge from {change.From} to {change.To}";
        }

        if (change.To == AgentState.Ready && change.From != AgentState.Ringing)
        {
            agent.ReadyOrder = ++_readied;
        }

        agent.State = change.To;
        if (!AgentStates.Serves(change.To) || change.To == AgentState.Ready)
        {
            // The wish of one who was never at work any more is spent with the edge that follows it.
            agent.Wish = null;
        }

        return null;
    }

    private string? Offer(FloorEffect.Offered offer, DateTimeOffset now)
    {
        if (!Seen.Contacts.TryGetValue(offer.Interaction, out var contact) || !MayBeOffered(contact, offer))
        {
            return "a call was offered that does not wait";
        }

        var agent = Seen.Agent(offer.Agent);
        if (agent.State != AgentState.Ringing || agent.Contact is not null)
        {
            return "an agent was offered a second call";
        }

        if (!agent.HasPhone)
        {
            return "a call was offered to an agent without a phone";
        }

        if (offer.Until != now + (offer.Queue is { } line ? Seen.Queues[line].OfferFor : contact.ByName))
        {
            return "an offer lasts longer or shorter than its queue says";
        }

        if (offer.Queue is { } queue && (Overtaken(contact, agent, queue) ?? PassedOver(contact, agent, queue)) is { } broken)
        {
            return broken;
        }

        contact.Stage = SeenStage.Offered;
        contact.Agent = agent.Id;
        contact.Until = offer.Until;
        agent.Contact = contact.Id;
        return null;
    }

    /// <summary>Out of its line, or by name from where it stands apart.</summary>
    private static bool MayBeOffered(SeenContact contact, FloorEffect.Offered offer) => offer.Queue is { } queue
        ? contact.Stage == SeenStage.Waiting && contact.Queue == queue
        : contact is { Stage: SeenStage.Apart, ByName: not null };

    /// <summary>Nobody who waits for this agent stands before the one offered.</summary>
    private string? Overtaken(SeenContact offered, SeenAgent agent, QueueId own)
    {
        var place = (-Seen.Queues[own].Priority, offered.InLine);
        foreach (var other in Seen.Contacts.Values)
        {
            if (other.Stage == SeenStage.Waiting && other.Queue is { } queue && agent.LevelAt(queue) is not null
                && (-Seen.Queues[queue].Priority, other.InLine).CompareTo(place) < 0)
            {
                return "a caller was overtaken without a rule";
            }
        }

        return null;
    }

    /// <summary>No ready agent of the queue is nearer, or as near and longer idle, unless the caller has a preferred agent.</summary>
    private string? PassedOver(SeenContact offered, SeenAgent chosen, QueueId queue)
    {
        if (chosen.LevelAt(queue) is not { } level)
        {
            return "a call was offered to an agent of another queue";
        }

        var passedOver = Seen.Agents.Values.Any(agent => agent.State == AgentState.Ready && agent.LevelAt(queue) is { } other
            && (other, agent.ReadyOrder).CompareTo((level, chosen.ReadyOrder)) < 0);
        return passedOver && offered.Preferred != chosen.Id ? "an agent was passed over who is nearer or longer idle" : null;
    }

    private string? Withdraw(FloorEffect.OfferWithdrawn withdrawn)
    {
        if (!IsOfferedTo(withdrawn.Interaction, withdrawn.Agent))
        {
            return "an offer was withdrawn that was not open";
        }

        Seen.OfferIsOver(Seen.Contacts[withdrawn.Interaction]);
        return null;
    }

    private string? Overflow(FloorEffect.Overflowed overflow)
    {
        if (!Seen.Contacts.TryGetValue(overflow.Interaction, out var contact) || contact.Stage != SeenStage.Waiting)
        {
            return "a call overflowed that does not wait";
        }

        Seen.Overflow(contact);
        var ofQueue = Seen.Agents.Values.Where(agent => agent.LevelAt(overflow.Queue) is not null).ToList();
        var holds = overflow.Reason switch
        {
            OverflowReason.Full => Seen.WaitingIn(overflow.Queue).Count() >= Seen.Queues[overflow.Queue].MaxWaiting && !contact.AtHead,
            OverflowReason.NobodySignedIn => ofQueue.All(agent => agent.State == AgentState.SignedOut),
            OverflowReason.AllAway => !ofQueue.Exists(agent => AgentStates.Serves(agent.State))
                && ofQueue.Exists(agent => agent.State != AgentState.SignedOut),
            _ => !Seen.Queues.ContainsKey(overflow.Queue),
        };
        return holds ? null : $"a call overflowed as {overflow.Reason} and that is not so";
    }

    private string? Compare(FloorInput input, DateTimeOffset now, Floor floor) =>
        CompareAgents(floor) ?? CompareContacts() ?? CompareQueues(floor) ?? CompareWake(input, now, floor);

    private string? CompareAgents(Floor floor)
    {
        foreach (var agent in Seen.Agents.Values)
        {
            if (floor.Agent(agent.Id)?.State != agent.State)
            {
                return "the floor shows an agent in another state than its effects said";
            }

            var atWork = agent.State is AgentState.Ringing or AgentState.OnCall or AgentState.OnHold or AgentState.Consulting;
            if (agent.Contact.HasValue != atWork)
            {
                return "an agent has a call and no state for it, or a state and no call";
            }
        }

        return null;
    }

    private string? CompareContacts()
    {
        foreach (var contact in Seen.Contacts.Values)
        {
            var agent = contact.Agent is { } id ? Seen.Agent(id) : null;
            var fits = contact.Stage switch
            {
                SeenStage.Waiting or SeenStage.Apart => agent is null,
                SeenStage.Offered => agent?.State == AgentState.Ringing && agent.Contact == contact.Id,
                _ => agent is { State: AgentState.OnCall or AgentState.OnHold } && agent.Contact == contact.Id,
            };
            if (!fits)
            {
                return "a call and its agent disagree";
            }

            if (contact.Guest is { } guest && (contact.Stage != SeenStage.WithAgent
                || Seen.Agent(guest) is not { State: AgentState.Consulting } asked || asked.Contact != contact.Id))
            {
                return "a call and the colleague who is asked about it disagree";
            }
        }

        return null;
    }

    private string? CompareQueues(Floor floor)
    {
        foreach (var (id, settings) in Seen.Queues)
        {
            var line = Seen.WaitingIn(id).OrderBy(contact => contact.InLine).ToList();
            if (floor.Queue(id).Waiting != line.Count || line.Where((contact, i) => floor.PlaceInLine(contact.Id) != i + 1).Any())
            {
                return "the places in line are not those of who waits";
            }

            if (line.Count == 0)
            {
                continue;
            }

            var agents = Seen.Agents.Values.Where(agent => agent.LevelAt(id) is not null).ToList();
            if (agents.Exists(agent => agent.State == AgentState.Ready))
            {
                return "a caller waits while an agent is ready";
            }

            if (settings.OverflowWhenNobodyReady && !agents.Exists(agent => AgentStates.Serves(agent.State)))
            {
                return "a caller waits for nobody";
            }
        }

        return null;
    }

    private string? CompareWake(FloorInput input, DateTimeOffset now, Floor floor)
    {
        DateTimeOffset? earliest = null;
        foreach (var contact in Seen.Contacts.Values)
        {
            if (contact.Stage == SeenStage.Offered && (earliest is null || contact.Until < earliest))
            {
                earliest = contact.Until;
            }
        }

        if (floor.WakeAt != earliest)
        {
            return "the floor would wake at another time than its earliest offer says";
        }

        return input is FloorInput.Tick && earliest <= now ? "an offer outlived its time" : null;
    }
}
