using System.Diagnostics.CodeAnalysis;

namespace Kindline.Engine;

/// <summary>One agent: a person who takes contacts.</summary>
public readonly record struct AgentId(Guid Value)
{
    /// <summary>Reads the usual dashed form; false where the text is anything else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out AgentId id)
    {
        var read = Guid.TryParse(text, out var value);
        id = new AgentId(value);
        return read;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("D");
}

/// <summary>One queue: a line of contacts that wait for an agent.</summary>
public readonly record struct QueueId(Guid Value)
{
    /// <summary>Reads the usual dashed form; false where the text is anything else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out QueueId id)
    {
        var read = Guid.TryParse(text, out var value);
        id = new QueueId(value);
        return read;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("D");
}

/// <summary>One interaction: a contact in any channel, from its first second to its last.</summary>
public readonly record struct InteractionId(Guid Value)
{
    /// <summary>Reads the usual dashed form; false where the text is anything else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out InteractionId id)
    {
        var read = Guid.TryParse(text, out var value);
        id = new InteractionId(value);
        return read;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("D");
}
