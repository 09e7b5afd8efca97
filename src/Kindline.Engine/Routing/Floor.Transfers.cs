namespace Kindline.Engine.Routing;

/// <content>Contacts that go from one agent to another, by name.</content>
public sealed partial class Floor
{
    private const string NotWithAgent = "the contact has no agent";

    private string? SetApart(InteractionId id)
    {
        if (!_contacts.TryGetValue(id, out var contact))
        {
            return NoContact;
        }

        if (contact.State != ContactState.WithAgent)
        {
            return NotWithAgent;
        }

        Detach(contact, "set apart");
        contact.State = ContactState.Apart;
        return null;
    }

    private string? Pass(FloorInput.Passed input)
    {
        if (!_contacts.TryGetValue(input.Interaction, out var contact))
        {
            return NoContact;
        }

        if (contact.State is not (ContactState.WithAgent or ContactState.Apart))
        {
            return NotWithAgent;
        }

        if (!_agents.TryGetValue(input.Agent, out var agent))
        {
            return NoAgent;
        }

        if (AgentStates.Next(agent.State, AgentInput.Offer) is { Kind: not AgentTransitionKind.Moves, Why: var why })
        {
            return why;
        }

        if (input.RingFor <= TimeSpan.Zero)
        {
            return "an offer needs time";
        }

        // Rung before the guest of the call is free: the one who is named may be offered nothing else in between.
        Ring(contact, agent, input.RingFor);
        return null;
    }

    private void Ring(Contact contact, FloorAgent agent, TimeSpan ringFor)
    {
        Step(agent, AgentInput.Offer, null);
        Detach(contact, "passed on");
        contact.State = ContactState.Offered;
        contact.ByName = true;
        contact.Agent = agent;
        contact.OfferedUntil = _now + ringFor;
        _offers.Add(contact, new HeapKey(contact.OfferedUntil.UtcTicks, ++_offersMade));
        agent.Contact = contact;
        agent.Interaction = contact.Id;
        _effects.Add(new FloorEffect.Offered(contact.Id, agent.Id, null, contact.OfferedUntil, AutoAnswer: false));
    }

    private string? Give(FloorInput.Given input)
    {
        if (!_contacts.TryGetValue(input.Interaction, out var contact))
        {
            return NoContact;
        }

        if (contact.State != ContactState.Apart)
        {
            return "the contact is somebody's";
        }

        if (!_agents.TryGetValue(input.Agent, out var agent))
        {
            return NoAgent;
        }

        if (!agent.HasPhone)
        {
            return NoPhone;
        }

        if (Step(agent, AgentInput.OutboundStarted, null) is { } why)
        {
            return why;
        }

        contact.State = ContactState.WithAgent;
        contact.Agent = agent;
        agent.Contact = contact;
        agent.Interaction = contact.Id;
        return null;
    }

    private string? Consult(FloorInput.Consulted input)
    {
        if (!_contacts.TryGetValue(input.Interaction, out var contact))
        {
            return NoContact;
        }

        if (contact.State != ContactState.WithAgent)
        {
            return NotWithAgent;
        }

        if (contact.Guest is not null)
        {
            return "a colleague is being asked already";
        }

        if (!_agents.TryGetValue(input.Agent, out var guest))
        {
            return NoAgent;
        }

        if (!guest.HasPhone)
        {
            return NoPhone;
        }

        NextState? back = guest.State == AgentState.Away ? NextState.Away(guest.Reason ?? "away") : null;
        if (Step(guest, AgentInput.Consult, null) is { } why)
        {
            return why;
        }

        guest.Next = back;
        guest.Contact = contact;
        guest.Interaction = contact.Id;
        contact.Guest = guest;
        return null;
    }

    private string? EndConsultation(FloorInput.ConsultEnded input)
    {
        if (!_contacts.TryGetValue(input.Interaction, out var contact))
        {
            return NoContact;
        }

        if (contact.Guest is not { } guest)
        {
            return "no colleague is being asked";
        }

        // Who was away is away again, with the old reason.
        ReleaseGuest(contact, input.Missed && guest.Next is null ? AgentInput.OfferNotTaken : AgentInput.ConsultEnded);
        return null;
    }

    private string? TakeConsultation(InteractionId id)
    {
        if (!_contacts.TryGetValue(id, out var contact))
        {
            return NoContact;
        }

        if (contact.Guest is not { } guest)
        {
            return "no colleague is being asked";
        }

        var before = contact.Agent;
        contact.Guest = null;
        before.Contact = null;
        contact.Agent = guest;
        Step(before, AgentInput.CallEnded, null);
        return Step(guest, AgentInput.ConsultTaken, null);
    }

    private void ReleaseGuest(Contact contact, AgentInput input)
    {
        if (contact.Guest is not { } guest)
        {
            return;
        }

        contact.Guest = null;
        guest.Contact = null;
        Step(guest, input, input == AgentInput.OfferNotTaken ? FloorReason.MissedOffer : null);
        MatchAgent(guest);
    }

    /// <summary>A contact that was offered out of a line gives up its slot; one that was offered by name had none.</summary>
    private static void LeaveLine(Contact contact)
    {
        if (!contact.ByName)
        {
            WaitingLine.GiveUpSlot(contact);
        }

        contact.ByName = false;
    }
}
