using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Identity;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Interactions;

/// <summary>What a list of interactions is asked for, as it stands in the query string; everything may be absent.</summary>
internal sealed record InteractionQuery
{
    public string? From { get; init; }
    public string? To { get; init; }
    public string? Practice { get; init; }
    public string? Queue { get; init; }
    public string? Agent { get; init; }
    public string? Channel { get; init; }
    public string? Direction { get; init; }
    public string? Outcome { get; init; }
    public string? State { get; init; }
    public string? CallerType { get; init; }
    public string? Q { get; init; }
    public bool? Mine { get; init; }
    public int? Page { get; init; }
    public int? Size { get; init; }

    /// <summary>Checks every field; what is wrong stands in the errors.</summary>
    public InteractionFilter Read(SignedInUser user, TimeZoneInfo zone, FieldErrors errors)
    {
        Paging.TryRead(Page, Size, errors, out var paging);
        var hasRange = !string.IsNullOrWhiteSpace(From) || !string.IsNullOrWhiteSpace(To);
        LocalRange range = default;
        if (hasRange)
        {
            // An absent end is open: a day before or after all calls.
            LocalRange.TryRead(From ?? "1970-01-01", To ?? "9990-01-01", default, zone, errors, out range);
        }
        return new InteractionFilter(paging)
        {
            Range = hasRange ? range : null,
            Practice = Id(Practice, "practice", errors, static g => new PracticeId(g)),
            Queue = Id(Queue, "queue", errors, static g => new QueueId(g)),
            Agent = Mine is true ? user.AgentId : Id(Agent, "agent", errors, static g => new AgentId(g)),
            Channel = Name<Channel>(Channel, "channel", errors),
            Direction = Name<Direction>(Direction, "direction", errors),
            Outcome = Name<Outcome>(Outcome, "outcome", errors),
            State = Name<InteractionState>(State, "state", errors),
            CallerType = Name<CallerType>(CallerType, "callerType", errors),
            Text = Text(errors),
        };
    }

    private string? Text(FieldErrors errors)
    {
        var text = Q?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }
        // Patient data never stands in an address: logs and histories keep addresses.
        if (text.Length > 80 || text.Count(char.IsAsciiDigit) > 4)
        {
            errors.Add("q", "takes a word of line, reason or source, or the last four digits; look for whole numbers in the patient search");
        }
        return text;
    }

    internal static TEnum? Name<TEnum>(string? text, string field, FieldErrors errors)
        where TEnum : struct, Enum
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }
        if (char.IsAsciiLetter(text[0]) && Enum.TryParse<TEnum>(text, ignoreCase: true, out var value) && Enum.IsDefined(value))
        {
            return value;
        }
        errors.Add(field, $"must be one of {string.Join(", ", Enum.GetNames<TEnum>().Select(n => char.ToLowerInvariant(n[0]) + n[1..]))}");
        return null;
    }

    internal static TId? Id<TId>(string? text, string field, FieldErrors errors, Func<Guid, TId> make)
        where TId : struct
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }
        if (Guid.TryParse(text, out var guid))
        {
            return make(guid);
        }
        errors.Add(field, "must be a uuid");
        return null;
    }
}

/// <summary>The checked filter.</summary>
internal sealed record InteractionFilter(Paging Paging)
{
    public LocalRange? Range { get; init; }
    public PracticeId? Practice { get; init; }
    public QueueId? Queue { get; init; }
    public AgentId? Agent { get; init; }
    public Channel? Channel { get; init; }
    public Direction? Direction { get; init; }
    public Outcome? Outcome { get; init; }
    public InteractionState? State { get; init; }
    public CallerType? CallerType { get; init; }
    public string? Text { get; init; }

    public IQueryable<Interaction> Apply(IQueryable<Interaction> rows)
    {
        if (Range is { Start: var start, End: var end })
        {
            rows = rows.Where(i => i.StartedAt >= start && i.StartedAt < end);
        }
        rows = Practice is { } practice ? rows.Where(i => i.PracticeId == practice) : rows;
        rows = Queue is { } queue ? rows.Where(i => i.QueueId == queue) : rows;
        rows = Agent is { } agent ? rows.Where(i => i.AgentId == agent) : rows;
        rows = Channel is { } channel ? rows.Where(i => i.Channel == channel) : rows;
        rows = Direction is { } direction ? rows.Where(i => i.Direction == direction) : rows;
        rows = Outcome is { } outcome ? rows.Where(i => i.Outcome == outcome) : rows;
        rows = State is { } state ? rows.Where(i => i.State == state) : rows;
        rows = CallerType is { } callerType ? rows.Where(i => i.CallerType == callerType) : rows;
        return Text is { } text ? WithText(rows, text) : rows;
    }

    private static IQueryable<Interaction> WithText(IQueryable<Interaction> rows, string text)
    {
        if (text.All(char.IsAsciiDigit))
        {
            return rows.Where(i =>
                (i.Direction == Interactions.Direction.Inbound && i.From.EndsWith(text))
                || (i.Direction == Interactions.Direction.Outbound && i.To.EndsWith(text)));
        }
        return rows.Where(i =>
            (i.Line != null && i.Line.Contains(text)) || (i.Reason != null && i.Reason.Contains(text))
            || (i.Source != null && i.Source.Contains(text)));
    }
}
