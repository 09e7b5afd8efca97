using System.Linq.Expressions;
using Kindline.Patients;

namespace Kindline.Lists.Filters;

/// <summary>What the values of a condition are.</summary>
internal enum ValueShape
{
    /// <summary>Some of a known list of values.</summary>
    Choice,

    /// <summary>Words of the practice, in any letter case.</summary>
    Words,
    Flag,
    Number,

    /// <summary>Dollars, with cents behind a point.</summary>
    Money,
    Day,
}

/// <summary>One kind of condition: what it is about, how it may be compared, and the test that it makes of a person.</summary>
/// <param name="On">Its name in a filter.</param>
/// <param name="Group">Under which heading a page offers it.</param>
/// <param name="Label">How a sentence about it begins: "Last encounter".</param>
/// <param name="Shape">What its values are.</param>
/// <param name="Verbs">How it may be compared.</param>
/// <param name="Test">The test; the condition has been checked.</param>
internal sealed record ConditionKind(
    string On, string Group, string Label, ValueShape Shape, IReadOnlyList<Verb> Verbs,
    Func<Condition, ListMoment, Expression<Func<Patient, bool>>> Test)
{
    /// <summary>Of a choice whose values are always the same; null where the practice decides (<see cref="ListMoment"/>).</summary>
    public IReadOnlyList<string>? Choices { get; init; }

    /// <summary>Whether only those who see balances may ask.</summary>
    public bool IsMoney => Shape is ValueShape.Money;
}
