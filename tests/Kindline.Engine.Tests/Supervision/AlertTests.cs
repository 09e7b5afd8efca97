using Kindline.Engine.Routing;
using Kindline.Engine.Supervision;

namespace Kindline.Engine.Tests.Supervision;

public sealed class AlertTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 16, 15, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_agent_at_the_limit_has_no_flag_and_a_second_later_has()
    {
        Flags(new AgentNow(AgentState.WrapUp, Now.AddMinutes(-3), null, null, 0)).ShouldBeEmpty();
        Flags(new AgentNow(AgentState.WrapUp, Now.AddSeconds(-181), null, null, 0)).ShouldBe([AgentFlag.WrapUp]);
    }

    [Fact]
    public void Hold_and_call_are_told_apart_and_together() =>
        Flags(new AgentNow(AgentState.OnHold, Now.AddSeconds(-121), Now.AddSeconds(-121), Now.AddSeconds(-901), 0))
            .ShouldBe([AgentFlag.Hold, AgentFlag.Call]);

    [Theory]
    [InlineData(AgentState.Ready, 1, 0)]
    [InlineData(AgentState.Ready, 2, 1)]
    [InlineData(AgentState.SignedOut, 2, 0)]
    public void The_second_missed_offer_is_flagged_while_the_agent_is_at_work(AgentState state, int missed, int flags) =>
        Flags(new AgentNow(state, Now, null, null, missed)).Count.ShouldBe(flags);

    [Fact]
    public void Somebody_waits_and_nobody_is_ready() =>
        Alerts(new QueueNow(1, Now.AddSeconds(-5), 0, default)).ShouldBe([QueueAlert.NobodyReady]);

    [Fact]
    public void Long_waits_and_many_who_wait_are_two_alerts() =>
        Alerts(new QueueNow(5, Now.AddSeconds(-121), 1, default)).ShouldBe([QueueAlert.LongestWait, QueueAlert.Waiting]);

    [Theory]
    [InlineData(4, 0, 0)]
    [InlineData(5, 3, 1)]
    [InlineData(5, 4, 0)]
    public void A_low_service_level_counts_from_five_calls_on(int received, int within, int alerts) =>
        Alerts(new QueueNow(0, null, 0, new ServiceFigures(received, within))).Count.ShouldBe(alerts);

    private static IReadOnlyList<AgentFlag> Flags(AgentNow agent) => AgentFlags.Of(agent, Thresholds.Usual, Now);

    private static IReadOnlyList<QueueAlert> Alerts(QueueNow queue) => QueueAlerts.Of(queue, Thresholds.Usual, Now);
}
