using Kindline.Agents;
using Kindline.Engine;
using Kindline.Engine.Routing;
using Kindline.Engine.Supervision;
using Kindline.Flows.Outside;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Routing;
using Kindline.Telephony;

namespace Kindline.Supervision;

/// <summary>Puts the floor together from what is in memory: no query but the names, which are read every five seconds at most.</summary>
internal sealed class FloorQueries(
    FloorHost floor, AgentRegister agents, LiveCalls calls, LiveFigures figures, MissedOffers missed, FloorNames names, UsualDay usual, OutsideDoor door,
    PoorSounds sounds, VoiceHost voice, TimeProvider clock)
{
    public async Task<FloorView> ReadAsync(SignedInUser user, CancellationToken ct)
    {
        var known = await names.ReadAsync(ct);
        var (people, lines) = await floor.AskAsync(f => (f.Agents.ToDictionary(a => a.Id), f.Queues.ToDictionary(q => q.Id)), ct);
        var leads = user.Can(Permission.FloorLead);
        var practices = known.Practices.Where(p => user.Reaches(Permission.AgentsRead, p.Key)).ToList();
        var queues = known.Queues.Where(q => user.Reaches(Permission.AgentsRead, q.PracticeId)).ToList();
        var seen = agents.All.Where(a => user.Reaches(Permission.AgentsRead, a, known)).OrderBy(a => a.Name, StringComparer.CurrentCulture).ToList();
        var snapshots = seen.ToDictionary(a => a.Id, a => people.GetValueOrDefault(a.Id) ?? Absent(a));
        var queueLines = queues.Select(q => Line(q, lines.GetValueOrDefault(q.Id))).ToList();
        var teams = seen.Select(a => a.TeamId).OfType<TeamId>().Distinct().ToList();
        var days = new List<PracticeHalfHours>();
        foreach (var (id, practice) in practices)
        {
            days.Add(new PracticeHalfHours(id, figures.DayIn(id), await usual.ReadAsync(id, practice.Zone, ct)));
        }
        return new FloorView(
            clock.GetUtcNow(),
            [.. practices.Select(p => new IdName(p.Key.Value, p.Value.Name)).OrderBy(p => p.Name, StringComparer.CurrentCulture)],
            [.. teams.Select(t => new IdName(t.Value, known.Teams.GetValueOrDefault(t) ?? "")).OrderBy(t => t.Name, StringComparer.CurrentCulture)],
            queueLines,
            [.. seen.Select(a => Line(a, snapshots[a.Id], known, leads))],
            leads ? [.. TrunkAlerts(), .. Attacks(), .. LimitAlerts(seen), .. QueueAlertsOf(queueLines, known), .. LostPhones(seen, snapshots), .. PoorOnes(seen)] : [],
            days,
            leads ? [.. Moves(seen, known)] : []);
    }

    private static IEnumerable<FloorMove> Moves(IEnumerable<KnownAgent> seen, KnownFloor known) =>
        from agent in seen
        where agent.Move is not null
        group agent by agent.Move?.MoveId into moved
        let move = moved.First().Move
        orderby move.MadeAt
        select new FloorMove(
            move.MoveId, Named(move.FromQueueId, known), Named(move.ToQueueId, known) ?? new IdName(Guid.Empty, ""),
            [.. moved.Select(a => new IdName(a.Id.Value, a.Name))], move.Percent, move.HeldMinutes, move.MadeAt);

    private static IdName? Named(QueueId? id, KnownFloor known) =>
        known.Queues.FirstOrDefault(q => q.Id == id) is { } queue ? new IdName(queue.Id.Value, queue.Name) : null;

    /// <summary>The queues of one's practices, without a person.</summary>
    public async Task<BoardView> BoardAsync(SignedInUser user, CancellationToken ct)
    {
        var known = await names.ReadAsync(ct);
        var lines = await floor.AskAsync(f => f.Queues.ToDictionary(q => q.Id), ct);
        return new BoardView(
            clock.GetUtcNow(),
            [.. known.Queues.Where(q => user.Reaches(Permission.QueuesRead, q.PracticeId)).Select(q => Line(q, lines.GetValueOrDefault(q.Id)))]);
    }

    /// <summary>
    /// Flags and alerts of the whole floor as one text, and what it knows by name: it changes when any of them does. A new account is
    /// shown when the names have been read anew, which no event of the floor tells.
    /// </summary>
    public async Task<string> SignatureAsync(CancellationToken ct)
    {
        var known = await names.ReadAsync(ct);
        var (people, lines) = await floor.AskAsync(f => (f.Agents.ToList(), f.Queues.ToDictionary(q => q.Id)), ct);
        var alerts = QueueAlertsOf([.. known.Queues.Select(q => Line(q, lines.GetValueOrDefault(q.Id)))], known).Select(a => $"{a.Queue?.Id}{a.Kind}");
        var flags = people.Select(p => $"{p.Id}{string.Concat(FlagsOf(p, calls.OfAgent(p.Id), known))}");
        var named = known.Queues.Select(q => $"{q.Id}{q.Name}{q.Within}");
        var poor = PoorOnes([.. agents.All]).Select(a => $"{a.Trunk}{a.Agent?.Id}{a.Kind}");
        var trunks = TrunkAlerts().Select(a => $"{a.Trunk}{a.Kind}");
        return string.Join(' ', [.. trunks, .. alerts, .. poor, .. flags, .. named, $"{known.PracticesOf.Count}", .. Attacks().Select(a => a.Kind), .. door.Alarms.Select(a => $"{a}")]);
    }

    private FloorQueue Line(NamedQueue queue, QueueSnapshot? now)
    {
        var (today, recent) = figures.OfQueue(queue.Id, queue.PracticeId, queue.Within);
        return new FloorQueue(
            queue.Id, queue.Name, queue.Practice, now?.Waiting ?? 0, now?.LongestWaitingSince, (int)queue.Within.TotalSeconds, View(today), View(recent),
            now?.Ready ?? 0, now?.Busy ?? 0, now?.Away ?? 0, now?.SignedIn ?? 0);
    }

    private FloorAgent Line(KnownAgent agent, AgentSnapshot now, KnownFloor known, bool leads)
    {
        var live = calls.OfAgent(agent.Id);
        var queues = now.Profile.Queues.Select(q => known.Queues.FirstOrDefault(k => k.Id == q.Queue)).OfType<NamedQueue>();
        return new FloorAgent(
            agent.Id, agent.Name, StateWord.Of(now.State), now.Reason, now.Since, [.. known.PracticesOf[agent.Id].Select(p => p.Value)], agent.TeamId,
            [.. queues.Select(q => new IdName(q.Id.Value, q.Name))], live is null ? null : View(live, known, leads), agents.IsReachable(agent.Id),
            figures.CallsOf(agent.Id), leads ? [.. FlagsOf(now, live, known)] : []);
    }

    private static FloorCall View(LiveCall live, KnownFloor known, bool leads)
    {
        return new FloorCall(
            live.Id, new IdName(live.Practice.Value, live.PracticeName), Named(live.Queue, known), AgentQueries.Word(live.Direction),
            live.TalkSince ?? live.Since, live.HeldSince,
            leads && live.Coach is { } coach ? new FloorCoach(coach.Agent, coach.Name, AgentQueries.Word(coach.Mode)) : null);
    }

    private static Level View(ServiceFigures figures) =>
        new(figures.Percent is { } percent ? Math.Round(percent, 1) : null, figures.Received);

    /// <summary>By the limits of the call's practice, without a call by those of the agent's first.</summary>
    private IEnumerable<string> FlagsOf(AgentSnapshot agent, LiveCall? live, KnownFloor known)
    {
        var practice = live?.Practice ?? known.PracticesOf[agent.Id].FirstOrDefault();
        var now = new AgentNow(agent.State, agent.Since, live?.HeldSince, live?.TalkSince, missed.Of(agent.Id));
        return AgentFlags.Of(now, known.ThresholdsOf(practice).ToThresholds(), clock.GetUtcNow()).Select(f => AgentQueries.Word(f));
    }

    private IEnumerable<FloorAlert> QueueAlertsOf(IReadOnlyList<FloorQueue> queues, KnownFloor known) =>
        from queue in queues
        let limits = known.ThresholdsOf(new PracticeId(queue.Practice.Id)).ToThresholds()
        let recent = queue.Recent.Percent is { } percent
            ? new ServiceFigures(queue.Recent.Received, (int)Math.Round(percent * queue.Recent.Received / 100)) : default
        from alert in QueueAlerts.Of(new QueueNow(queue.Waiting, queue.LongestSince, queue.Ready, recent), limits, clock.GetUtcNow())
        orderby alert
        select new FloorAlert(AgentQueries.Word(alert), new IdName(queue.Id.Value, queue.Name), null, LimitOf(alert, limits));

    private IEnumerable<FloorAlert> TrunkAlerts() =>
        TrunkAlarms.Of(voice.Exchange.TrunkStatuses).Select(f => new FloorAlert(AgentQueries.Word(f.Fault), null, null, 0, f.Trunk));

    private static double LimitOf(QueueAlert alert, Thresholds limits) => alert switch
    {
        QueueAlert.LongestWait => limits.LongestWait.TotalSeconds,
        QueueAlert.Waiting => limits.Waiting,
        QueueAlert.ServiceLevel => limits.Percent,
        _ => 0,
    };

    private IEnumerable<FloorAlert> LimitAlerts(IEnumerable<KnownAgent> seen)
    {
        var refused = door.Alarms.ToHashSet();
        return seen.Where(a => refused.Contains(a.Id)).Select(a => new FloorAlert("outsideLimit", null, new IdName(a.Id.Value, a.Name), 0));
    }

    /// <summary>One line however many they are.</summary>
    private IEnumerable<FloorAlert> Attacks() =>
        voice.Exchange.BlockedCount is > 0 and var blocked ? [new FloorAlert("sipBlocked", null, null, blocked)] : [];

    private static IEnumerable<FloorAlert> LostPhones(IEnumerable<KnownAgent> seen, Dictionary<AgentId, AgentSnapshot> snapshots) =>
        seen.Where(a => snapshots[a.Id].State == AgentState.PhoneLost)
            .Select(a => new FloorAlert("phoneLost", null, new IdName(a.Id.Value, a.Name), 0));

    /// <summary>Trunks that sound poor, whoever asks, and calls of those whom one sees.</summary>
    private IEnumerable<FloorAlert> PoorOnes(IReadOnlyCollection<KnownAgent> seen) =>
    [
        .. sounds.Now.Trunks.Select(trunk => new FloorAlert("poorTrunk", null, null, sounds.Limit, trunk)),
        .. (from leg in sounds.Now.Legs
            let kind = leg.Agent is null ? "poorCaller" : "poorSound"
            join agent in seen on leg.Agent ?? leg.Call.Agent equals agent.Id
            select new FloorAlert(kind, null, new IdName(agent.Id.Value, agent.Name), sounds.Limit)).Distinct(),
    ];

    private static AgentSnapshot Absent(KnownAgent agent) =>
        new(agent.Id, AgentState.SignedOut, null, default, null, null, HasPhone: false, agent.Routing);
}
