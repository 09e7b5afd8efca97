using Kindline.Foundation;
using Kindline.Interactions;

namespace Kindline.Dispositions;

/// <summary>A leaf as the API shows it; active means that it may be chosen today.</summary>
internal sealed record DispositionView(
    string Key, string Tree, IReadOnlyList<string> Channels, string Outcome, string Reason, string? Source, string? NextStep,
    int Position, bool Active, DateOnly ValidFrom, DateOnly? ValidTo)
{
    public static DispositionView Of(Disposition d, DateOnly today) => new(
        d.Key, d.Tree, DispositionRules.Channels(d), d.Outcome, d.Reason, d.Source, d.NextStep, d.Position,
        DispositionRules.IsValid(d, today), d.ValidFrom, d.ValidTo);
}

/// <summary>A leaf as a supervisor writes it; absent fields of a change stay as they were.</summary>
internal sealed record DispositionInput(
    string? Key, string? Tree, IReadOnlyList<string>? Channels, string? Outcome, string? Reason, string? Source, string? NextStep,
    int? Position, DateOnly? ValidFrom, DateOnly? ValidTo)
{
    private static readonly string[] Trees = ["inbound", "outbound", "collections"];

    /// <summary>Checks a whole new leaf.</summary>
    public FieldErrors CheckNew()
    {
        var errors = CheckChange();
        Require("tree", Tree, errors);
        Require("outcome", Outcome, errors);
        Require("reason", Reason, errors);
        if (Key is not null && (Key.Length > 120 || Key.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-'))))
        {
            errors.Add("key", "must be letters, digits, dots and hyphens, 120 at most");
        }
        return errors;
    }

    /// <summary>Checks the fields that are there.</summary>
    public FieldErrors CheckChange()
    {
        var errors = new FieldErrors();
        if (Tree is not null && !Trees.Contains(Tree))
        {
            errors.Add("tree", $"must be one of {string.Join(", ", Trees)}");
        }
        foreach (var channel in Channels ?? [])
        {
            InteractionQuery.Name<Channel>(channel, "channels", errors);
        }
        if (Channels is { Count: 0 })
        {
            errors.Add("channels", "must name at least one channel");
        }
        Short("outcome", Outcome, 80, errors);
        Short("reason", Reason, 120, errors);
        Short("source", Source, 120, errors);
        Short("nextStep", NextStep, 200, errors);
        if (ValidFrom > ValidTo)
        {
            errors.Add("validTo", "must not be before validFrom");
        }
        return errors;
    }

    private static void Require(string field, string? value, FieldErrors errors)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            errors.Add(field, "is needed");
        }
    }

    private static void Short(string field, string? value, int longest, FieldErrors errors)
    {
        if (value?.Length > longest)
        {
            errors.Add(field, $"must be {longest} characters at most");
        }
        // A separator inside a label would make two leaves look alike.
        if (value is not null && value.AsSpan().ContainsAny('/', '>', '|') && field is not "nextStep")
        {
            errors.Add(field, "must not contain / > or |");
        }
    }
}

internal static class DispositionRules
{
    public static bool IsValid(Disposition d, DateOnly today) => d.ValidFrom <= today && (d.ValidTo is not { } last || last >= today);

    public static IReadOnlyList<string> Channels(Disposition d) =>
        d.Channels.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
