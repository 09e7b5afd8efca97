using Kindline.Agents;
using Kindline.Engine;
using Kindline.Interactions;
using Kindline.Reporting.Days;
using Kindline.Tests.Foundation;
using Kindline.Tests.Interactions;

namespace Kindline.Tests.Reporting;

public sealed class AgentDaysTests
{
    /// <summary>Midnight in Chicago; the office's clock stands at 9:00 of that day.</summary>
    private static readonly DateTimeOffset Midnight = new(2026, 11, 16, 6, 0, 0, TimeSpan.Zero);

    private static readonly DateTimeOffset Eight = Midnight.AddHours(8);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task An_agent_s_day_counts_talks_calls_out_and_what_is_over(DatabaseEngine engine)
    {
        await using var office = await BackOffice.OpenAsync(engine);
        await office.AddAsync(
            Talked(office.Call(Eight), office.Ana, talk: 100, wrapUp: 20, resolved: true),
            Talked(office.Call(Eight.AddMinutes(5)), office.Ana, talk: 200, wrapUp: null),
            Talked(office.Call(Eight.AddMinutes(10)), office.Ana, talk: null, wrapUp: null),
            Talked(office.Call(Eight.AddMinutes(10)), office.Ben, talk: 900, wrapUp: 900),
            Talked(office.Call(Midnight.AddMinutes(-5)), office.Ana, talk: 900, wrapUp: 900),
            Out(Talked(office.Call(Eight.AddMinutes(20)), office.Ana, talk: 60, wrapUp: 5)),
            Out(Unanswered(office.Call(Eight.AddMinutes(30)))));

        var day = (await DaysAsync(office, office.Ana))[office.Ana];

        Figure(day, "calls").ShouldBe(4);
        Figure(day, "callsHandled").ShouldBe(3);
        Figure(day, "averageHandleTime").ShouldBe(160m);
        Figure(day, "averageAfterCallWork").ShouldBe(20m);
        Figure(day, "firstCallResolution").ShouldBe(33.33m);
        Figure(day, "callsMade").ShouldBe(2);
        Figure(day, "connects").ShouldBe(1);
    }

    [Theory, BothEngines]
    public async Task A_call_that_comes_back_is_one_call_with_both_talks(DatabaseEngine engine)
    {
        await using var office = await BackOffice.OpenAsync(engine);
        var call = Talked(office.Call(Eight), office.Ana, talk: 40, wrapUp: 0);
        call.Talks.Add(new AgentTalk
        {
            InteractionId = call.Id,
            Position = 1,
            AgentId = office.Ana,
            StartedAt = Eight.AddMinutes(3),
            EndedAt = Eight.AddMinutes(4),
            WrappedUpAt = Eight.AddMinutes(4).AddSeconds(10),
        });
        await office.AddAsync(call);

        var day = (await DaysAsync(office, office.Ana))[office.Ana];

        (Figure(day, "callsHandled"), Figure(day, "averageHandleTime")).ShouldBe((1, 110m));
    }

    [Theory, BothEngines]
    public async Task Occupancy_is_work_over_work_and_readiness(DatabaseEngine engine)
    {
        await using var office = await BackOffice.OpenAsync(engine);
        await using (var db = office.Db())
        {
            db.AddRange(
                Change(office.Ana, Midnight.AddHours(-1), "ready"),
                Change(office.Ana, Midnight.AddMinutes(10), "onCall"),
                Change(office.Ana, Midnight.AddMinutes(25), "wrapUp"),
                Change(office.Ana, Midnight.AddMinutes(30), "away"),
                Change(office.Ana, Midnight.AddMinutes(50), "signedOut"),
                Change(office.Ben, Midnight.AddMinutes(1), "ready"));
            await db.SaveChangesAsync(Ct);
        }

        var days = await DaysAsync(office, office.Ana, office.Ben, office.Cleo);

        // 15 and 5 minutes of work, 10 ready since midnight.
        Figure(days[office.Ana], "occupancy").ShouldBe(66.67m);
        Figure(days[office.Ana], "readyTime").ShouldBe(600);
        Figure(days[office.Ana], "awayTime").ShouldBe(1200);
        // Still ready at 9:00.
        Figure(days[office.Ben], "readyTime").ShouldBe((9 * 3600) - 60);
        Figure(days[office.Cleo], "occupancy").ShouldBeNull();
        Figure(days[office.Cleo], "calls").ShouldBe(0);
    }

    [Fact]
    public void A_clock_that_was_set_back_makes_no_time_negative()
    {
        var agent = new AgentId(Guid.CreateVersion7());

        var seconds = AgentDays.SecondsByState([Change(agent, Eight.AddSeconds(5), "ready"), Change(agent, Eight, "onCall")], Midnight, Eight.AddSeconds(10));

        seconds.ShouldBe(new Dictionary<string, double> { ["ready"] = 0, ["onCall"] = 10 });
    }

    private static Task<IReadOnlyDictionary<AgentId, AgentToday>> DaysAsync(BackOffice office, params AgentId[] agents) =>
        office.Get<AgentDays>().ReadAsync(agents, Midnight, Ct);

    private static decimal? Figure(AgentToday day, string key) => AgentFigure.Find(key)!.Value(day);

    private static AgentStateChange Change(AgentId agent, DateTimeOffset at, string state) => new() { AgentId = agent, At = at, State = state };

    private static Interaction Talked(Interaction call, AgentId agent, int? talk, int? wrapUp, bool? resolved = null)
    {
        var began = call.StartedAt.AddSeconds(12);
        DateTimeOffset? ended = talk is { } seconds ? began.AddSeconds(seconds) : null;
        call.AgentId = agent;
        call.Resolved = resolved;
        call.Talks.Add(new AgentTalk
        {
            InteractionId = call.Id,
            AgentId = agent,
            StartedAt = began,
            EndedAt = ended,
            WrappedUpAt = wrapUp is { } work ? ended?.AddSeconds(work) : null,
        });
        return call;
    }

    private static Interaction Out(Interaction call)
    {
        call.Direction = Direction.Outbound;
        return call;
    }

    private static Interaction Unanswered(Interaction call)
    {
        call.AnsweredAt = null;
        return call;
    }
}
