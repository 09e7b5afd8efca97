using Kindline.Foundation;
using Kindline.Lists.Filters;

namespace Kindline.Lists.Bulk;

/// <summary>Something that can be set for many at once.</summary>
internal sealed record BulkFieldView(string Key, string Label, ValueShape Shape, IReadOnlyList<ChoiceView> Choices, bool MayBeEmpty);

/// <summary>A person in a preview or in what became of a change.</summary>
/// <param name="Before">What they had when it started, as a page shows it; null for nothing.</param>
/// <param name="After">What they have, or would have, of it; null for nothing, and of whom it did not change.</param>
/// <param name="Why">Why they are left out, or left as they are by the undoing.</param>
/// <param name="Vip">Of whom nothing but the name is shown.</param>
internal sealed record BulkPersonView(PatientId Id, string Name, DateOnly? BornOn, BulkOutcome Outcome, string? Before, string? After, BulkWhy? Why, bool Vip)
{
    /// <summary>As it leaves the server.</summary>
    public BulkPersonView Shown() => Vip ? this with { BornOn = null, Before = null, After = null, Why = null } : this;
}

internal sealed record WhyCount(BulkWhy Why, int Count);

/// <summary>What a change would do, before it does.</summary>
/// <param name="Change">How many would be changed.</param>
/// <param name="Same">How many have the value already.</param>
/// <param name="LeftOut">How many are left out, and <paramref name="Why"/>.</param>
/// <param name="First">The first of those who would be changed.</param>
/// <param name="FirstLeftOut">The first of those who are left out.</param>
/// <param name="Seen">To be sent with the start: it begins only where all of this still holds.</param>
internal sealed record BulkPreview(
    int Total, int Change, int Same, int LeftOut, IReadOnlyList<WhyCount> Why, IReadOnlyList<BulkPersonView> First, IReadOnlyList<BulkPersonView> FirstLeftOut, string Seen);

/// <summary>A bulk change as its page and the history show it.</summary>
/// <param name="Value">What was set; of an agent the name.</param>
/// <param name="By">Who started it.</param>
/// <param name="Planned">How many were to be changed when it started.</param>
/// <param name="UndoneBy">Who undid it; null while nobody has.</param>
/// <param name="Why">Why it stopped, where something went wrong.</param>
/// <param name="WhyNotUndo">Why whoever asks cannot undo it; null where they can.</param>
/// <param name="MayGoOn">Whether it can be had to go on.</param>
internal sealed record BulkChangeView(
    BulkChangeId Id, PracticeId PracticeId, string Practice, string ListName, string By, string Field, string Label, string? Value, string Reason, BulkState State,
    DateTimeOffset BegunAt, DateTimeOffset? EndedAt, int People, int Planned, int Changed, int Same, int LeftOut, string? UndoneBy, DateTimeOffset? UndoneAt, int Restored, int Kept,
    string? Why, string? WhyNotUndo, bool MayGoOn);
