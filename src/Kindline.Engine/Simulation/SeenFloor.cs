using Kindline.Engine.Routing;

namespace Kindline.Engine.Simulation;

internal enum SeenStage
{
    Waiting,
    Offered,
    WithAgent,
    Apart,
}

/// <summary>A contact as an onlooker knows it.</summary>
internal sealed class SeenContact(InteractionId id, int priority, AgentId? preferred)
{
    public InteractionId Id { get; } = id;

    public int Priority { get; } = priority;

    public AgentId? Preferred { get; set; } = preferred;

    /// <summary>The colleague whom its agent asks.</summary>
    public AgentId? Guest { get; set; }

    /// <summary>How long its agent of the latest offer by name may ring; null while it is offered out of a line.</summary>
    public TimeSpan? ByName { get; set; }

    public QueueId? Queue { get; set; }

    public bool AtHead { get; set; }

    public int Order { get; set; }

    public SeenStage Stage { get; set; }

    public AgentId? Agent { get; set; }

    public DateTimeOffset Until { get; set; }

    /// <summary>The caller hung up; what is left is the end of the ringing.</summary>
    public bool IsLeaving { get; set; }

    /// <summary>The place in one line, lowest first.</summary>
    public (int Head, int Priority, int Order) InLine => (AtHead ? 0 : 1, AtHead ? 0 : -Priority, Order);
}

/// <summary>An agent as an onlooker knows them.</summary>
internal sealed class SeenAgent(AgentId id)
{
    public AgentId Id { get; } = id;

    public AgentState State { get; set; } = AgentState.SignedOut;

    public RoutingProfile Profile { get; set; } = RoutingProfile.Empty;

    public bool HasPhone { get; set; }

    public int ReadyOrder { get; set; }

    public InteractionId? Contact { get; set; }

    public NextState? Wish { get; set; }

    public int? LevelAt(QueueId queue)
    {
        foreach (var seat in Profile.Queues)
        {
            if (seat.Queue == queue)
            {
                return seat.Level;
            }
        }

        return null;
    }
}

/// <summary>
/// The floor as someone sees it who knows only its inputs and effects: plain lists, no heaps, nothing shared with
/// <see cref="Floor"/>, so that the two can be held against each other.
/// </summary>
internal sealed class SeenFloor
{
    private int _arrivals;

    public Dictionary<QueueId, QueueSettings> Queues { get; } = [];

    public Dictionary<AgentId, SeenAgent> Agents { get; } = [];

    public Dictionary<InteractionId, SeenContact> Contacts { get; } = [];

    public int Came { get; private set; }

    public int Answered { get; private set; }

    public int Abandoned { get; private set; }

    public int Overflowed { get; private set; }

    /// <summary>What an accepted input alone changes; the rest follows from the effects.</summary>
    public void Take(FloorInput input)
    {
        switch (input)
        {
            case FloorInput.QueueSet i: Queues[i.Settings.Id] = i.Settings; break;
            case FloorInput.QueueRemoved i: Queues.Remove(i.Queue); break;
            case FloorInput.ProfileSet i: Agent(i.Agent).Profile = i.Profile; break;
            case FloorInput.PhoneFound i: Agent(i.Agent).HasPhone = true; break;
            case FloorInput.PhoneLost i: Agent(i.Agent).HasPhone = false; break;
            case FloorInput.Arrived i: Join(Add(new SeenContact(i.Interaction, i.Priority, i.Preferred)), i.Queue, false); break;
            case FloorInput.Requeued i: Requeue(i); break;
            case FloorInput.Left i: End(i.Interaction); break;
            case FloorInput.CallEnded i: End(i.Interaction); break;
            case FloorInput.OfferTaken i: BecomeOf(Contacts[i.Interaction], i.Agent); break;
            case FloorInput.SetApart i: StandApart(Contacts[i.Interaction]); break;
            case FloorInput.Passed i: Pass(Contacts[i.Interaction], i.RingFor); break;
            case FloorInput.Given i: BecomeOf(Contacts[i.Interaction], i.Agent); break;
            case FloorInput.Consulted i: Consult(Contacts[i.Interaction], Agent(i.Agent)); break;
            case FloorInput.ConsultEnded i: ReleaseGuest(Contacts[i.Interaction]); break;
            case FloorInput.ConsultTaken i: TakeConsultation(Contacts[i.Interaction]); break;
            case FloorInput.OutboundStarted i: StartOutbound(i); break;
            case FloorInput.SignedIn i: StayAfterAll(Agent(i.Agent)); break;
            case FloorInput.SentAway i: Wish(i.Agent, NextState.Away(i.Reason)); break;
            case FloorInput.SignedOut i: Wish(i.Agent, NextState.SignedOut); break;
            case FloorInput.Readied i: Wish(i.Agent, NextState.Ready); break;
            case FloorInput.NextStateChosen i: Agent(i.Agent).Wish = i.Next; break;
        }
    }

    public SeenAgent Agent(AgentId id)
    {
        if (!Agents.TryGetValue(id, out var agent))
        {
            agent = new SeenAgent(id);
            Agents.Add(id, agent);
        }

        return agent;
    }

    public IEnumerable<SeenContact> WaitingIn(QueueId queue) =>
        Contacts.Values.Where(contact => contact.Stage == SeenStage.Waiting && contact.Queue == queue);

    public void OfferIsOver(SeenContact contact)
    {
        Release(contact);
        if (contact.IsLeaving)
        {
            Contacts.Remove(contact.Id);
            Abandoned++;
        }
    }

    public void Overflow(SeenContact contact)
    {
        Contacts.Remove(contact.Id);
        Overflowed++;
    }

    private void StandApart(SeenContact contact)
    {
        Release(contact);
        contact.Stage = SeenStage.Apart;
    }

    private void Pass(SeenContact contact, TimeSpan ringFor)
    {
        StandApart(contact);
        contact.ByName = ringFor;
    }

    private void BecomeOf(SeenContact contact, AgentId agent)
    {
        contact.ByName = null;
        contact.Stage = SeenStage.WithAgent;
        contact.Agent = agent;
        Agent(agent).Contact = contact.Id;
    }

    private static void Consult(SeenContact contact, SeenAgent guest)
    {
        guest.Wish = guest.State == AgentState.Away ? NextState.Away("as before") : null;
        guest.Contact = contact.Id;
        contact.Guest = guest.Id;
    }

    private void ReleaseGuest(SeenContact contact)
    {
        if (contact.Guest is { } guest)
        {
            Agent(guest).Contact = null;
        }

        contact.Guest = null;
    }

    private void TakeConsultation(SeenContact contact)
    {
        if (contact.Agent is { } before)
        {
            Agent(before).Contact = null;
        }

        (contact.Agent, contact.Guest) = (contact.Guest, null);
    }

    private void Release(SeenContact contact)
    {
        ReleaseGuest(contact);
        if (contact.Agent is { } agent)
        {
            Agent(agent).Contact = null;
        }

        contact.Agent = null;
        contact.Stage = contact.ByName is null ? SeenStage.Waiting : SeenStage.Apart;
        contact.ByName = null;
    }

    private SeenContact Add(SeenContact contact)
    {
        Contacts.Add(contact.Id, contact);
        Came++;
        return contact;
    }

    private void Join(SeenContact contact, QueueId queue, bool atHead)
    {
        contact.Queue = queue;
        contact.AtHead = atHead;
        contact.Order = ++_arrivals;
    }

    private void Requeue(FloorInput.Requeued input)
    {
        if (!Contacts.TryGetValue(input.Interaction, out var contact))
        {
            contact = Add(new SeenContact(input.Interaction, 0, null));
        }

        contact.ByName = null;
        if (contact.Stage != SeenStage.Offered)
        {
            Release(contact);
        }

        contact.Preferred = input.Preferred ?? contact.Preferred;
        Join(contact, input.Queue, input.AtHead);
    }

    private void End(InteractionId id)
    {
        var contact = Contacts[id];
        switch (contact.Stage)
        {
            case SeenStage.Offered:
                contact.IsLeaving = true;
                return;
            case SeenStage.WithAgent:
                Release(contact);
                Answered++;
                break;
            default:
                Abandoned++;
                break;
        }

        Contacts.Remove(id);
    }

    private void StartOutbound(FloorInput.OutboundStarted input)
    {
        var contact = Add(new SeenContact(input.Interaction, 0, null));
        contact.Stage = SeenStage.WithAgent;
        contact.Agent = input.Agent;
        Agent(input.Agent).Contact = input.Interaction;
    }

    private static void StayAfterAll(SeenAgent agent)
    {
        if (agent.Wish is { State: AgentState.SignedOut })
        {
            agent.Wish = null;
        }
    }

    private void Wish(AgentId id, NextState next)
    {
        var agent = Agent(id);
        if (agent.State is AgentState.OnCall or AgentState.OnHold or AgentState.Consulting or AgentState.WrapUp)
        {
            agent.Wish = next;
        }
    }
}
