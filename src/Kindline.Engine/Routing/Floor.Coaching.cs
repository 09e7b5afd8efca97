namespace Kindline.Engine.Routing;

/// <content>Agents who listen to, or talk in, a colleague's call without being part of it on the floor.</content>
public sealed partial class Floor
{
    private string? StartCoaching(FloorInput.CoachingStarted input)
    {
        if (!_agents.TryGetValue(input.Agent, out var coach))
        {
            return NoAgent;
        }

        if (!coach.HasPhone)
        {
            return NoPhone;
        }

        NextState? back = coach.State == AgentState.Away ? NextState.Away(coach.Reason ?? "away") : null;
        if (Step(coach, AgentInput.Consult, null) is { } why)
        {
            return why;
        }

        coach.Next = back;
        return null;
    }

    private string? EndCoaching(AgentId id)
    {
        if (!_agents.TryGetValue(id, out var coach))
        {
            return NoAgent;
        }

        if (coach is not { State: AgentState.Consulting, Contact: null })
        {
            return "the agent coaches nobody";
        }

        var why = Step(coach, AgentInput.ConsultEnded, null);
        MatchAgent(coach);
        return why;
    }
}
