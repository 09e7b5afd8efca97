using Kindline.Engine.Routing.Strategies;

namespace Kindline.Engine.Routing;

/// <summary>
/// All who wait and all who are free, and the decision who speaks with whom. Deterministic: the same inputs at the same times give
/// the same effects. It has no clock, no thread and no store; one owner calls it, everyone else gets snapshots.
/// <para>
/// Agents: of those ready whose profile has the queue, the lowest level first, then the queue's strategy. Callers: queue priority,
/// those put at the head, contact priority, arrival. Between inputs no ready agent and waiting caller of the same queue exist.
/// </para>
/// Costs of the inputs stand at <see cref="FloorInput"/>; of the questions here.
/// </summary>
public sealed partial class Floor
{
    private readonly Func<string, IRoutingStrategy?> _strategies;
    private readonly Dictionary<QueueId, FloorQueue> _queues = [];
    private readonly Dictionary<AgentId, FloorAgent> _agents = [];
    private readonly Dictionary<InteractionId, Contact> _contacts = [];
    private readonly IndexedHeap<Contact> _offers = new();

    // Of the decision being made.
    private DateTimeOffset _now;
    private List<FloorEffect> _effects = [];

    private long _arrivals;
    private long _offersMade;

    /// <summary>An empty floor.</summary>
    public Floor() : this(RoutingStrategies.Find)
    {
    }

    internal Floor(Func<string, IRoutingStrategy?> strategies) => _strategies = strategies;

    /// <summary>When the earliest open offer runs out; the host sends a <see cref="FloorInput.Tick"/> then. O(1).</summary>
    public DateTimeOffset? WakeAt => _offers.First?.OfferedUntil;

    /// <summary>Every agent known. O(a).</summary>
    public IEnumerable<AgentSnapshot> Agents => _agents.Values.Select(agent => agent.Snapshot());

    /// <summary>Every queue. O(queues).</summary>
    public IEnumerable<QueueSnapshot> Queues => _queues.Values.Select(queue => queue.Snapshot());

    /// <summary>One agent, or null. O(1).</summary>
    public AgentSnapshot? Agent(AgentId id) => _agents.GetValueOrDefault(id)?.Snapshot();

    /// <summary>One queue; an unknown one is empty. O(log w).</summary>
    public QueueSnapshot Queue(QueueId id) => _queues.GetValueOrDefault(id)?.Snapshot() ?? new(id, 0, null, 0, 0, 0, 0);

    /// <summary>Who would be offered the next contact of a queue, or null while nobody is ready. O(1).</summary>
    public AgentId? NextReady(QueueId id) => _queues.GetValueOrDefault(id)?.BestReady?.Id;

    /// <summary>The place in line, 1 for the next to be served; null for one who does not wait (a phone rings for it, it is answered or gone). O(log w).</summary>
    public int? PlaceInLine(InteractionId id) =>
        _contacts.TryGetValue(id, out var contact) && contact.State == ContactState.Waiting ? contact.Queue.Line.PlaceOf(contact) : null;

    /// <summary>Takes one input at this time (never earlier than the one before) and appends what follows from it.</summary>
    public void Decide(FloorInput input, DateTimeOffset now, List<FloorEffect> effects)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(effects);
        _now = now;
        _effects = effects;
        if (Refusal(input) is { } why)
        {
            effects.Add(new FloorEffect.Refused(input, why));
        }
    }

    private string? Refusal(FloorInput input) => input switch
    {
        FloorInput.Arrived i => Arrive(i),
        FloorInput.Left i => End(i.Interaction, "the caller left"),
        FloorInput.OfferTaken i => TakeOffer(i),
        FloorInput.OfferFailed i => FailOffer(i),
        FloorInput.CallEnded i => End(i.Interaction, "the call ended"),
        FloorInput.WrapUpDone i => EndWrapUp(i),
        FloorInput.Tick => MissOffers(),
        FloorInput.Held i => OnCall(i.Interaction, AgentInput.Hold),
        FloorInput.Resumed i => OnCall(i.Interaction, AgentInput.Resume),
        FloorInput.Readied i => Ask(i.Agent, AgentInput.BeReady, NextState.Ready),
        FloorInput.SentAway i => Ask(i.Agent, AgentInput.BeAway, NextState.Away(i.Reason)),
        FloorInput.SignedIn i => SignIn(i.Agent),
        FloorInput.SignedOut i => Ask(i.Agent, AgentInput.SignOut, NextState.SignedOut),
        FloorInput.NextStateChosen i => ChooseNext(i),
        FloorInput.PhoneFound i => ChangePhone(i.Agent, AgentInput.PhoneFound),
        FloorInput.PhoneLost i => ChangePhone(i.Agent, AgentInput.PhoneLost),
        FloorInput.OutboundStarted i => StartOutbound(i),
        FloorInput.Requeued i => Requeue(i),
        FloorInput.SetApart i => SetApart(i.Interaction),
        FloorInput.Passed i => Pass(i),
        FloorInput.Given i => Give(i),
        FloorInput.Consulted i => Consult(i),
        FloorInput.ConsultEnded i => EndConsultation(i),
        FloorInput.ConsultTaken i => TakeConsultation(i.Interaction),
        FloorInput.CoachingStarted i => StartCoaching(i),
        FloorInput.CoachingEnded i => EndCoaching(i.Agent),
        FloorInput.ProfileSet i => SetProfile(i),
        FloorInput.QueueSet i => SetQueue(i.Settings),
        FloorInput.QueueRemoved i => RemoveQueue(i.Queue),
        _ => throw new ArgumentOutOfRangeException(nameof(input)),
    };

    private string? Arrive(FloorInput.Arrived input)
    {
        if (!_queues.TryGetValue(input.Queue, out var queue))
        {
            return NoQueue;
        }

        var preferred = input.Preferred is { } id ? _agents.GetValueOrDefault(id) : null;
        var contact = new Contact(input.Interaction, input.Priority, preferred);
        if (!_contacts.TryAdd(input.Interaction, contact))
        {
            return "the contact is on the floor already";
        }

        Join(contact, queue, atHead: false);
        MatchQueue(queue);
        return null;
    }

    private string? Requeue(FloorInput.Requeued input)
    {
        if (!_queues.TryGetValue(input.Queue, out var queue))
        {
            return NoQueue;
        }

        var preferred = input.Preferred is { } id ? _agents.GetValueOrDefault(id) : null;
        if (!_contacts.TryGetValue(input.Interaction, out var contact))
        {
            contact = new Contact(input.Interaction, 0, preferred);
            _contacts.Add(input.Interaction, contact);
            Join(contact, queue, input.AtHead);
            MatchQueue(queue);
            return null;
        }

        var freed = Detach(contact, "moved to another line");
        contact.Preferred = preferred ?? contact.Preferred;
        Join(contact, queue, input.AtHead);

        // An agent whose offer was taken away chooses among all who wait, before the line that grew finds another agent.
        if (freed is not null)
        {
            MatchAgent(freed);
        }

        MatchQueue(queue);
        return null;
    }

    private string? End(InteractionId id, string reason)
    {
        if (!_contacts.Remove(id, out var contact))
        {
            return NoContact;
        }

        if (Detach(contact, reason) is { } freed)
        {
            MatchAgent(freed);
        }

        return null;
    }

    /// <summary>Takes a contact from its line, its offer or its agents, and returns the agent concerned, not yet matched anew.</summary>
    private FloorAgent? Detach(Contact contact, string reason)
    {
        if (contact.State == ContactState.Apart)
        {
            return null;
        }

        if (contact.State == ContactState.Waiting)
        {
            contact.Queue.Line.StepOut(contact);
            WaitingLine.GiveUpSlot(contact);
            return null;
        }

        var agent = contact.Agent;
        if (contact.State == ContactState.Offered)
        {
            CloseOffer(contact, reason);
            LeaveLine(contact);
            Step(agent, AgentInput.OfferWithdrawn, null);
            return agent;
        }

        ReleaseGuest(contact, AgentInput.ConsultEnded);
        contact.Agent = null;
        agent.Contact = null;
        Step(agent, AgentInput.CallEnded, null);
        return agent;
    }

    private void Join(Contact contact, FloorQueue queue, bool atHead)
    {
        contact.Queue = queue;
        contact.AtHead = atHead;
        contact.ArrivalOrder = ++_arrivals;
        contact.WaitingSince = _now;
        if (queue.Unserved is { } reason && queue.Settings.OverflowWhenNobodyReady)
        {
            Overflow(contact, reason);
            return;
        }

        if (!atHead && queue.BestReady is null && queue.Line.Waiting >= queue.Settings.MaxWaiting)
        {
            Overflow(contact, OverflowReason.Full);
            return;
        }

        queue.Line.Join(contact);
    }

    private void Overflow(Contact contact, OverflowReason reason)
    {
        _contacts.Remove(contact.Id);
        _effects.Add(new FloorEffect.Overflowed(contact.Id, contact.Queue.Settings.Id, reason));
    }

    private void OverflowLine(FloorQueue queue, OverflowReason reason)
    {
        while (queue.Line.First is { } contact)
        {
            queue.Line.StepOut(contact);
            WaitingLine.GiveUpSlot(contact);
            Overflow(contact, reason);
        }
    }

    private string? OnCall(InteractionId id, AgentInput input)
    {
        if (!_contacts.TryGetValue(id, out var contact))
        {
            return NoContact;
        }

        return contact.State == ContactState.WithAgent ? Step(contact.Agent, input, null) : "the contact has no agent yet";
    }

    private string? StartOutbound(FloorInput.OutboundStarted input)
    {
        if (!_agents.TryGetValue(input.Agent, out var agent))
        {
            return NoAgent;
        }

        if (!agent.HasPhone)
        {
            return NoPhone;
        }

        if (_contacts.ContainsKey(input.Interaction))
        {
            return "the contact is on the floor already";
        }

        NextState? back = agent is { State: AgentState.Away, Reason: { } reason and not (FloorReason.SignedIn or FloorReason.MissedOffer) } ? NextState.Away(reason) : null;
        if (Step(agent, AgentInput.OutboundStarted, null) is { } why)
        {
            return why;
        }

        // Who calls back in a break has the break after it, unless another choice is made meanwhile.
        agent.Next = back ?? agent.Next;
        var contact = new Contact(input.Interaction, 0, null) { State = ContactState.WithAgent, Agent = agent };
        agent.Contact = contact;
        agent.Interaction = contact.Id;
        _contacts.Add(contact.Id, contact);
        return null;
    }

    private string? SetQueue(QueueSettings settings)
    {
        if (_strategies(settings.Strategy) is not { } strategy)
        {
            return "there is no strategy of that name";
        }

        if (settings.OfferFor <= TimeSpan.Zero || settings.MaxWaiting < 0)
        {
            return "an offer needs time and a line cannot be shorter than nobody";
        }

        if (!_queues.TryGetValue(settings.Id, out var queue))
        {
            queue = new FloorQueue(settings, strategy);
            _queues.Add(settings.Id, queue);
        }

        queue.Settings = settings;
        queue.Strategy = strategy;
        foreach (var agent in _agents.Values)
        {
            Reseat(agent);
        }

        OverflowIfUnserved(queue);
        return null;
    }

    private string? RemoveQueue(QueueId id)
    {
        if (!_queues.Remove(id, out var queue))
        {
            return NoQueue;
        }

        foreach (var agent in _agents.Values)
        {
            Reseat(agent);
        }

        OverflowLine(queue, OverflowReason.QueueRemoved);
        foreach (var contact in _contacts.Values.Where(c => c is { State: ContactState.Offered, ByName: false } && c.Queue == queue).ToList())
        {
            var freed = Detach(contact, "the queue was removed");
            Overflow(contact, OverflowReason.QueueRemoved);
            if (freed is not null)
            {
                MatchAgent(freed);
            }
        }

        return null;
    }
}
