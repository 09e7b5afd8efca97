using System.Globalization;
using Kindline.Engine;

namespace Kindline.Patients;

/// <summary>To whom an account is assigned and since when, as one text: who takes the account of somebody else begins anew.</summary>
internal static class Assignment
{
    private const char Between = ' ';

    public static readonly RecordField Field = new("assignment", Read, Write);

    /// <summary>The text for an agent; one who has the account already keeps the day.</summary>
    /// <param name="agent">An agent's id; null for nobody.</param>
    /// <param name="before">The text that stands there.</param>
    /// <param name="now">From when on.</param>
    public static string? For(string? agent, string? before, DateTimeOffset now) =>
        agent is null ? null : AgentOf(before) == agent ? before : string.Create(CultureInfo.InvariantCulture, $"{agent}{Between}{now:O}");

    /// <summary>The agent's id in a text; null for nobody.</summary>
    public static string? AgentOf(string? text) => text?.Split(Between)[0];

    private static string? Read(Patient patient) => patient is { AssignedTo: { } agent, AssignedAt: { } at } ? For(agent.ToString(), null, at) : null;

    private static void Write(Patient patient, string? text)
    {
        (patient.AssignedTo, patient.AssignedAt) = (null, null);
        if (text?.Split(Between) is [var agent, var at])
        {
            (patient.AssignedTo, patient.AssignedAt) = (new AgentId(Guid.Parse(agent)), DateTimeOffset.ParseExact(at, "O", CultureInfo.InvariantCulture));
        }
    }
}
