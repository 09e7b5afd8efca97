using Kindline.Foundation;
using Kindline.Lists.Columns;
using Kindline.Lists.Filters;

namespace Kindline.Lists;

/// <summary>A list as the page names it.</summary>
/// <param name="Filter">Null where this version does not know all that it asks (<paramref name="Why"/>).</param>
/// <param name="MayChange">Whether it is theirs to change; anybody may make a list of their own like it.</param>
/// <param name="Why">Why it cannot be run by whoever asks; null where it can.</param>
internal sealed record ListView(
    ListId Id, PracticeId PracticeId, string Practice, string Name, string Owner, bool Mine, bool Shared, ListFilter? Filter, IReadOnlyList<string> Columns,
    string Sort, bool Descending, DateTimeOffset ChangedAt, int Version, bool MayChange, string? Why);

internal sealed record ListColumnView(string Key, string Title, ColumnKind Kind);

/// <param name="Cells">By the column's key; what is not known is not there.</param>
/// <param name="Vip">A person whose record is hidden until somebody says why.</param>
/// <param name="Hidden">Whether that is so here: there is the name, and that they are a VIP.</param>
internal sealed record ListRow(PatientId Id, string Name, IReadOnlyDictionary<string, object> Cells, bool Vip, bool Hidden);

/// <summary>Some of a list's people.</summary>
/// <param name="AsOf">When it was asked: it may be otherwise by now (R116).</param>
/// <param name="TimeZone">Of the practice: days are cut and times read there.</param>
/// <param name="Withheld">Columns of the list that the role of whoever asks does not show.</param>
/// <param name="Sort">The column it is sorted by.</param>
internal sealed record ListPage(
    IReadOnlyList<ListColumnView> Columns, IReadOnlyList<ListRow> Items, int Total, DateTimeOffset AsOf, string TimeZone, IReadOnlyList<string> Withheld, string Sort, bool Descending);

/// <param name="Label">Null where the page has words for it.</param>
internal sealed record ChoiceView(string Value, string? Label);

/// <param name="Choices">Those of a choice, or words that the practice has already.</param>
internal sealed record ConditionView(string On, string Group, string Label, ValueShape Shape, IReadOnlyList<Verb> Verbs, IReadOnlyList<ChoiceView> Choices);

/// <summary>What can be asked for and shown of a practice's people, by whoever asks.</summary>
internal sealed record ListCatalogue(IReadOnlyList<ConditionView> Conditions, IReadOnlyList<ListColumnView> Columns, IReadOnlyList<string> Usual);
