using Kindline.Engine.Routing;
using static Kindline.Engine.Routing.FloorInput;

namespace Kindline.Engine.Simulation;

/// <content>What callers and agents do in answer to what happens.</content>
public sealed partial class FloorSimulation
{
    private bool IsOpen => _time.Now < Closes;

    private void Follow(FloorInput input)
    {
        switch (input)
        {
            case Arrived i: BePatient(i.Interaction); break;
            case Requeued i: BePatient(i.Interaction); break;
            case OfferTaken i: Talk(i.Interaction, i.Agent); break;
            case OutboundStarted i: Talk(i.Interaction, i.Agent); break;
            case Given i: Talk(i.Interaction, i.Agent); break;
            case SetApart i: NotForgotten(i.Interaction); break;
            case Consulted i: Discuss(i.Interaction); break;
        }
    }

    private void Follow(FloorEffect effect)
    {
        switch (effect)
        {
            case FloorEffect.Offered e: Answer(e); break;
            case FloorEffect.OfferWithdrawn e:
                _offersNotTaken++;
                NotForgotten(e.Interaction);
                break;
            case FloorEffect.AgentChanged e: Live(e.Agent, e.To); break;
            case FloorEffect.Refused: _refused++; break;
        }
    }

    private void BePatient(InteractionId caller) => _time.In(Exponential(100), () =>
    {
        if (_rules.Seen.Contacts.TryGetValue(caller, out var contact) && contact.Stage != SeenStage.WithAgent)
        {
            Send(new Left(caller));
        }
    });

    private void Answer(FloorEffect.Offered offer)
    {
        if (Happens(0.82))
        {
            _time.In(1 + (_random.NextDouble() * 9), () => Send(new OfferTaken(offer.Interaction, offer.Agent)));
        }
        else if (Happens(0.3))
        {
            _time.In(0.3, () => Send(new OfferFailed(offer.Interaction, offer.Agent, "phone busy")));
        }
    }

    private void Talk(InteractionId caller, AgentId agent)
    {
        var length = 5 + Exponential(MeanTalk);
        if (Happens(0.15))
        {
            _time.In(length * 0.3, () => Send(new Held(caller)));
            _time.In(length * 0.6, () => Send(new Resumed(caller)));
        }

        if (Happens(0.15))
        {
            _time.In(length * 0.5, () => Send(AnyWish(agent)));
        }

        if (Happens(0.05))
        {
            _time.In(length * 0.7, () => Send(new PhoneLost(agent)));
            _time.In(length * 1.4, () => Send(new PhoneFound(agent)));
        }

        if (Happens(0.1))
        {
            _time.In(length * 0.4, () => Send(new Consulted(caller, Any(_agents))));
        }

        _time.In(length, () => EndCall(caller));
    }

    /// <summary>A colleague is asked: the call becomes the colleague's, or the colleague is free again, or never answered.</summary>
    private void Discuss(InteractionId caller) => _time.In(1 + Exponential(20), () => Send(_random.Next(3) switch
    {
        0 => new ConsultTaken(caller),
        1 => new ConsultEnded(caller, Missed: false),
        _ => new ConsultEnded(caller, Missed: true),
    }));

    /// <summary>Who stands apart comes to somebody, goes back to the line or leaves; never nothing.</summary>
    private void NotForgotten(InteractionId caller) => _time.In(Exponential(15), () =>
    {
        FloorInput[] ways = [new Given(caller, Any(_agents)), new Requeued(caller, Any(_queues), true, Any(_agents)), new Left(caller)];
        foreach (var way in ways.Skip(_random.Next(2)))
        {
            if (_rules.Seen.Contacts.TryGetValue(caller, out var contact) && contact.Stage == SeenStage.Apart)
            {
                Send(way);
            }
        }
    });

    private void EndCall(InteractionId caller)
    {
        if (Happens(0.06))
        {
            Send(new Requeued(caller, Any(_queues), Happens(0.5)));
        }
        else if (Happens(0.1))
        {
            Send(Happens(0.3) ? new SetApart(caller) : new Passed(caller, Any(_agents), TimeSpan.FromSeconds(20)));
        }

        // Also when the queue that the caller should go to is gone.
        if (_rules.Seen.Contacts.TryGetValue(caller, out var contact) && contact.Stage == SeenStage.WithAgent)
        {
            Send(new CallEnded(caller));
        }
    }

    private FloorInput AnyWish(AgentId agent) => _random.Next(4) switch
    {
        0 => new SentAway(agent, "lunch"),
        1 => new SignedOut(agent),
        2 => new NextStateChosen(agent, NextState.Away("break")),
        _ => new Readied(agent),
    };

    private void Live(AgentId agent, AgentState state)
    {
        switch (state)
        {
            case AgentState.SignedOut:
                _time.In(Exponential(900), () => SendWhileOpen(new SignedIn(agent)));
                break;
            case AgentState.Away:
                _time.In(Exponential(120), () => SendWhileOpen(new Readied(agent)));
                break;
            case AgentState.PhoneLost:
                _time.In(Exponential(20), () => Send(new PhoneFound(agent)));
                break;
            case AgentState.WrapUp:
                _time.In(Exponential(MeanWrapUp), () => Send(new WrapUpDone(agent, AnyNext())));
                break;
            case AgentState.Ready:
                StrayFromReady(agent);
                break;
        }
    }

    private NextState AnyNext() => _random.Next(50) switch
    {
        0 => NextState.SignedOut,
        < 4 => NextState.Away("paperwork"),
        _ => NextState.Ready,
    };

    private void StrayFromReady(AgentId agent)
    {
        if (!Happens(0.15))
        {
            return;
        }

        FloorInput stray = _random.Next(10) switch
        {
            < 5 => new OutboundStarted(agent, NewContact()),
            < 8 => new SentAway(agent, "coffee"),
            8 => new PhoneLost(agent),
            _ => new SignedOut(agent),
        };
        _time.In(Exponential(30), () => SendWhileOpen(stray));
    }

    private void PlanSurprise(double meanGap) => _time.In(Exponential(meanGap), () =>
    {
        if (IsOpen)
        {
            Send(AnySurprise());
            PlanSurprise(meanGap);
        }
    });

    /// <summary>Anything at all, from anybody, at any moment: most are refused, the rest must do no harm.</summary>
    private FloorInput AnySurprise()
    {
        var (agent, caller, queue) = (Any(_agents), AnyCaller(), Any(_queues));
        return _random.Next(26) switch
        {
            0 => new Arrived(caller, queue, 0, agent),
            1 => new Left(caller),
            2 => new OfferTaken(caller, agent),
            3 => new OfferFailed(caller, agent, "late"),
            4 => new Held(caller),
            5 => new Resumed(caller),
            6 => new CallEnded(caller),
            7 => new Requeued(caller, queue, Happens(0.5)),
            8 => new WrapUpDone(agent, AnyNext()),
            9 => new NextStateChosen(agent, AnyNext()),
            10 => new OutboundStarted(agent, caller),
            11 => new PhoneLost(agent),
            12 => new PhoneFound(agent),
            13 => new SignedIn(agent),
            14 => new Readied(agent),
            15 => new SentAway(agent, "called away"),
            16 => new ProfileSet(agent, AnyProfile()),
            17 => Happens(0.2) ? new QueueRemoved(queue) : new Tick(),
            18 => new SetApart(caller),
            19 => new Passed(caller, agent, TimeSpan.FromSeconds(20)),
            20 => new Given(caller, agent),
            21 => new Consulted(caller, agent),
            22 => new ConsultEnded(caller, Happens(0.5)),
            23 => new ConsultTaken(caller),
            _ => new QueueSet(AnySettings(queue)),
        };
    }

    private InteractionId AnyCaller()
    {
        var now = _rules.Seen.Contacts.Keys.ToList();
        return now.Count > 0 && Happens(0.9) ? Any(now) : NewContact();
    }

    private void SendWhileOpen(FloorInput input)
    {
        if (IsOpen)
        {
            Send(input);
        }
    }
}
