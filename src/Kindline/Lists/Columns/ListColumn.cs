using System.Linq.Expressions;
using Kindline.Lists.Filters;
using Kindline.Patients;

namespace Kindline.Lists.Columns;

/// <summary>How the value of a column reads.</summary>
internal enum ColumnKind
{
    Text,

    /// <summary>A word of a known list, such as "inactive".</summary>
    Word,
    Phone,
    Number,

    /// <summary>Cents.</summary>
    Money,

    /// <summary>A day without a time.</summary>
    Day,
    Instant,
    Flag,
}

/// <summary>What people with masked scope see of a column.</summary>
internal enum Masking
{
    /// <summary>All of it: it does not say who it is.</summary>
    Open,

    /// <summary>Nothing: the column is not there for them.</summary>
    Hidden,
    Mrn,
    Phone,
}

/// <summary>One column of a list: what it says of a person, and the same to sort by.</summary>
internal sealed record ListColumn(string Key, string Title, ColumnKind Kind, Masking Masking)
{
    /// <summary>What the database reads of a person, as the row has it.</summary>
    public required Func<ListMoment, LambdaExpression> Value { get; init; }

    /// <summary>Puts people in its order; those of whom it is not known come last either way.</summary>
    public required Func<IQueryable<Patient>, ListMoment, bool, IOrderedQueryable<Patient>> Order { get; init; }

    /// <summary>Whether only those who see balances may have it.</summary>
    public bool IsMoney => Kind is ColumnKind.Money;

    public static ListColumn Of<TValue>(
        string key, string title, ColumnKind kind, Func<ListMoment, Expression<Func<Patient, TValue>>> value, Masking masking = Masking.Open) =>
        new(key, title, kind, masking) { Value = value, Order = (people, moment, descending) => Ordered(people, value(moment), descending) };

    private static IOrderedQueryable<Patient> Ordered<TValue>(IQueryable<Patient> people, Expression<Func<Patient, TValue>> value, bool descending)
    {
        // The engines do not agree where nothing stands.
        var known = people.OrderBy(Predicates.Not(Predicates.IsKnown(value)));
        return descending ? known.ThenByDescending(value) : known.ThenBy(value);
    }
}
