using Kindline.Foundation;
using Kindline.Interactions;

namespace Kindline.Knowledge;

/// <summary>A card as agents see it.</summary>
/// <param name="Practice">Whose it is.</param>
/// <param name="Line">E.164 of the line that it is for; null for all lines.</param>
/// <param name="Body">Markdown; a page shows it as text, never as HTML.</param>
/// <param name="Expired">Whether its last day is over in the practice's zone.</param>
/// <param name="Wrong">How many have said that it is wrong and were not answered yet.</param>
internal sealed record CardView(
    CardId Id, string Title, string Body, Named<PracticeId> Practice, string? Line, string? Location, string? Provider, Named<Guid> Owner,
    DateOnly? ExpiresOn, bool Expired, DateTimeOffset ChangedAt, int Wrong);

/// <summary>What an agent found wrong.</summary>
internal sealed record CardReportView(Guid Id, string Note, Named<Guid> By, DateTimeOffset At);

/// <summary>What an editor chooses from: the practice's lines, and those who may own a card.</summary>
internal sealed record CardChoices(IReadOnlyList<CardLine> Lines, IReadOnlyList<Named<Guid>> Owners);

internal sealed record CardLine(string Number, string Purpose);
