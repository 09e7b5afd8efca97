namespace Kindline.Engine;

/// <summary>An agent; the same value as the account's id.</summary>
public readonly record struct AgentId(Guid Value)
{
    /// <summary>Reads a Guid in any of its usual forms.</summary>
    public static bool TryParse(string? text, out AgentId id)
    {
        var ok = Guid.TryParse(text, out var guid);
        id = new AgentId(guid);
        return ok;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>A queue of one practice.</summary>
public readonly record struct QueueId(Guid Value)
{
    /// <summary>Reads a Guid in any of its usual forms.</summary>
    public static bool TryParse(string? text, out QueueId id)
    {
        var ok = Guid.TryParse(text, out var guid);
        id = new QueueId(guid);
        return ok;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>One contact in any channel.</summary>
public readonly record struct InteractionId(Guid Value)
{
    /// <summary>Reads a Guid in any of its usual forms.</summary>
    public static bool TryParse(string? text, out InteractionId id)
    {
        var ok = Guid.TryParse(text, out var guid);
        id = new InteractionId(guid);
        return ok;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
