using System.Globalization;
using Kindline.Foundation;
using Kindline.Lists.Filters;
using Kindline.Patients;

namespace Kindline.Lists.Bulk;

/// <summary>
/// What can be set for many people at once; a new one is a line in <see cref="All"/>. It is set as a record of one person is: the same texts are refused, and the trail
/// has the same names. What is not here is not for bulk: nobody is called dead by a list, and do not call is only added, as taking it off wants two persons (compliance 1.3).
/// </summary>
/// <param name="Key">As conditions of lists name it: "status", or "field:" with an id.</param>
/// <param name="Label">As a person reads it.</param>
/// <param name="Shape">What its values are.</param>
/// <param name="MayBeEmpty">Whether it may be set to nothing.</param>
/// <param name="TrailName">As the trail names it.</param>
internal sealed record BulkField(string Key, string Label, ValueShape Shape, bool MayBeEmpty, string TrailName)
{
    public const string AssignedToKey = "assignedTo";

    /// <summary>Those that every practice has, and that nothing of the practice is asked for.</summary>
    public static readonly IReadOnlyList<BulkField> All =
    [
        Plain("status", "Status", ValueShape.Choice, mayBeEmpty: false) with
        {
            Choices = ["active", "inactive"],
            Wanted = static (value, _, _) => value is "inactive" ? nameof(PatientStatus.Inactive) : nameof(PatientStatus.Active),
            Shown = static text => text?.ToLowerInvariant(),
        },
        Plain("doNotCallSince", "Asked not to be called", ValueShape.Choice, mayBeEmpty: false) with
        {
            Key = "doNotCall",
            Choices = ["yes"],
            Wanted = static (_, before, now) => before ?? now.ToString("O", CultureInfo.InvariantCulture),
            Shown = static text => text is null ? null : "yes",
            UndoneByAnother = true,
        },
        Plain("language", "Language", ValueShape.Words, mayBeEmpty: false) with
        {
            WhyNot = static value => value.Length == 2 && value.All(char.IsAsciiLetterLower) ? null : "must be a language's two letters, such as es",
        },
        Plain("source", "Source", ValueShape.Words, mayBeEmpty: true) with
        {
            WhyNot = static value => value.Length <= 80 && !value.Any(char.IsControl) ? null : "must have 80 characters at most, on one line",
        },
    ];

    /// <summary>The values of a choice.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>What is wrong with a value; null where nothing is.</summary>
    public Func<string, string?> WhyNot { get; init; } = static _ => null;

    /// <summary>The text that a record is to have: of the value that was chosen, what the record has now, and the time.</summary>
    public Func<string?, string?, DateTimeOffset, string?> Wanted { get; init; } = static (value, _, _) => value;

    /// <summary>A record's text as a page shows it.</summary>
    public Func<string?, string?> Shown { get; init; } = static text => text;

    /// <summary>What a record has now; null for nothing. A field of the practice's own asks for the loaded values.</summary>
    public required Func<Patient, string?> Read { get; init; }

    /// <summary>Gives a record another one.</summary>
    public required Action<Patient, string?> Write { get; init; }

    /// <summary>The field of the practice's own that it is; null for one that every record has.</summary>
    public PatientFieldId? Own { get; init; }

    /// <summary>Whether it is undone by somebody else than who did it: that takes off what wants two persons.</summary>
    public bool UndoneByAnother { get; init; }

    /// <summary>What values are called, where they are ids.</summary>
    public IReadOnlyDictionary<string, string>? Names { get; init; }

    /// <summary>All that there is in a practice.</summary>
    /// <param name="fields">Its own ones.</param>
    /// <param name="agents">Who works for it, by id.</param>
    public static IReadOnlyList<BulkField> For(IEnumerable<PatientField> fields, IReadOnlyDictionary<string, string> agents) =>
        [.. All, AssignedTo(agents), .. fields.Where(f => f.RetiredAt is null).Select(Of)];

    /// <summary>As it is kept, or why it cannot be.</summary>
    public (string? Value, string? Wrong) Check(string? text)
    {
        var value = text.Known();
        return value is null ? (null, MayBeEmpty ? null : "is needed")
            : Names is not null && !Names.ContainsKey(value) ? (null, "is nobody who works for the practice")
            : Choices.Count > 0 && !Choices.Contains(value) ? (null, $"must be one of: {string.Join(", ", Choices)}")
            : WhyNot(value) is { } wrong ? (null, wrong)
            : (value, null);
    }

    private static BulkField AssignedTo(IReadOnlyDictionary<string, string> agents) =>
        Plain(Assignment.Field.Name, "Assigned to", ValueShape.Choice, mayBeEmpty: true) with
        {
            Key = AssignedToKey,
            Names = agents,
            Choices = [.. agents.Keys],
            Wanted = Assignment.For,
            Shown = text => Assignment.AgentOf(text) is { } agent ? agents.GetValueOrDefault(agent, "somebody who has left") : null,
        };

    private static BulkField Plain(string name, string label, ValueShape shape, bool mayBeEmpty)
    {
        var field = RecordFields.All.Single(f => f.Name == name);
        return new(name, label, shape, mayBeEmpty, RecordEdit.TrailNameOf(name)) { Read = field.Get, Write = field.Set };
    }

    private static BulkField Of(PatientField field)
    {
        var id = field.Id;
        var kind = FieldConditions.Of(field);
        return new(kind.On, field.Label, kind.Shape, MayBeEmpty: true, RecordEdit.OwnFields)
        {
            Own = id,
            Choices = kind.Choices ?? [],
            WhyNot = value => field.Plain(value) is null ? field.Expects() : null,
            Wanted = (value, _, _) => value is null ? null : field.Plain(value),
            Read = p => p.OwnValue(id),
            Write = (p, text) => p.SetOwnValue(id, text),
        };
    }
}
