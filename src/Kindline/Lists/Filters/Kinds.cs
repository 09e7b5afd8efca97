using System.Globalization;
using System.Linq.Expressions;
using Kindline.Foundation;
using Kindline.Patients;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1304, CA1311, CA1862 // Said to the database, which compares and lowers by rules of its own.

namespace Kindline.Lists.Filters;

/// <summary>The makings of conditions: each of these makes one kind from what it reads of a person.</summary>
internal static class Kinds
{
    // No visit is booked behind it.
    private static readonly DateOnly Latest = new(2500, 1, 1);

    private static readonly Verb[] ChoiceVerbs = [Verb.Any, Verb.None];
    private static readonly Verb[] MaybeChoiceVerbs = [Verb.Any, Verb.None, Verb.Known, Verb.Unknown];
    public static readonly Verb[] WordVerbs = [Verb.Any, Verb.None, Verb.Contains, Verb.Known, Verb.Unknown];
    private static readonly Verb[] NumberVerbs = [Verb.Between];
    private static readonly Verb[] MaybeNumberVerbs = [Verb.Between, Verb.Known, Verb.Unknown];
    private static readonly Verb[] LastVerbs = [Verb.LongerAgo, Verb.WithinLast, Verb.Between, Verb.Known, Verb.Unknown];
    private static readonly Verb[] NextVerbs = [Verb.WithinNext, Verb.NotWithinNext, Verb.Between, Verb.Known, Verb.Unknown];

    /// <summary>One of a list that never changes.</summary>
    public static ConditionKind Named<TEnum>(string on, string group, string label, Func<ListMoment, Expression<Func<Patient, TEnum>>> value)
        where TEnum : struct, Enum =>
        new(on, group, label, ValueShape.Choice, ChoiceVerbs, (c, moment) =>
        {
            var values = (c.Values ?? []).Select(v => Enum.Parse<TEnum>(v, ignoreCase: true)).ToList();
            return Signed(c, Predicates.On(value(moment), v => EF.Parameter(values).Contains(v)));
        })
        { Choices = [.. Enum.GetNames<TEnum>().Select(n => char.ToLowerInvariant(n[0]) + n[1..])] };

    /// <summary>One of a list that the practice decides, by its key or id; or nothing.</summary>
    public static ConditionKind Chosen<TValue>(
        string on, string group, string label, Func<ListMoment, Expression<Func<Patient, TValue>>> value, Func<string, TValue> read) =>
        new(on, group, label, ValueShape.Choice, MaybeChoiceVerbs, (c, moment) =>
        {
            var values = (c.Values ?? []).Select(read).ToList();
            return Signed(c, c.Is is Verb.Known or Verb.Unknown
                ? Predicates.IsKnown(value(moment))
                : Predicates.On(value(moment), v => EF.Parameter(values).Contains(v)));
        });

    /// <summary>Words of the practice in any letter case; or nothing.</summary>
    public static ConditionKind Words(string on, string group, string label, Expression<Func<Patient, string?>> value) =>
        new(on, group, label, ValueShape.Words, WordVerbs, (c, _) => Signed(c, WordTest(c, value)));

    public static Expression<Func<Patient, bool>> WordTest(Condition c, Expression<Func<Patient, string?>> value)
    {
        var words = (c.Values ?? []).Select(v => v.Trim().ToLowerInvariant()).ToList();
        return c.Is switch
        {
            Verb.Known or Verb.Unknown => Predicates.On(value, v => v != null && v != ""),
            Verb.Contains => words.Select(word => Predicates.On(value, v => v != null && v.ToLower().Contains(word))).Aggregate(Predicates.Or),
            _ => Predicates.On(value, v => v != null && EF.Parameter(words).Contains(v.ToLower())),
        };
    }

    public static ConditionKind Flag(string on, string group, string label, Func<ListMoment, Expression<Func<Patient, bool>>> test) =>
        new(on, group, label, ValueShape.Flag, [Verb.Yes, Verb.No], (c, moment) => Signed(c, test(moment)));

    /// <summary>A number that everybody has.</summary>
    public static ConditionKind Number(string on, string group, string label, Func<ListMoment, Expression<Func<Patient, int>>> value) =>
        new(on, group, label, ValueShape.Number, NumberVerbs, (c, moment) =>
        {
            var (from, to) = (c.From is null ? int.MinValue : Whole(c.From), c.To is null ? int.MaxValue : Whole(c.To));
            return Predicates.On(value(moment), v => v >= from && v <= to);
        });

    /// <summary>Cents that may not be known, asked for in dollars.</summary>
    public static ConditionKind Money(string on, string group, string label, Expression<Func<Patient, int?>> value) =>
        new(on, group, label, ValueShape.Money, MaybeNumberVerbs, (c, _) =>
        {
            var (from, to) = (c.From is null ? int.MinValue : Cents(c.From), c.To is null ? int.MaxValue : Cents(c.To));
            return Signed(c, c.Is is Verb.Between ? Predicates.On(value, v => v >= from && v <= to) : Predicates.On(value, v => v != null));
        });

    /// <summary>
    /// The last time that something was. Asked as "is there one since", which both engines answer from an index for all people at once;
    /// the last of them is never looked for.
    /// </summary>
    /// <param name="times">Sets of the times; together they are all.</param>
    public static ConditionKind Last(
        string on, string group, string label, params Func<ListMoment, Expression<Func<Patient, IQueryable<DateTimeOffset>>>>[] times) =>
        new(on, group, label, ValueShape.Day, LastVerbs, (c, moment) =>
        {
            var sets = Array.ConvertAll(times, set => set(moment));
            return LastTest(c, moment, sets.Select(set => Predicates.On(set, t => t.Any())).Aggregate(Predicates.Or),
                day => Since(sets, moment.StartOf(day)));
        });

    /// <summary>The same of a time that stands in the record.</summary>
    public static ConditionKind Last(string on, string group, string label, Expression<Func<Patient, DateTimeOffset?>> time) =>
        new(on, group, label, ValueShape.Day, LastVerbs, (c, moment) => LastTest(c, moment, Predicates.On(time, t => t != null), day =>
        {
            var start = moment.StartOf(day);
            return Predicates.On(time, t => t >= start);
        }));

    /// <summary>Visits that are to come.</summary>
    public static ConditionKind Next(string on, string group, string label, Func<ListMoment, Expression<Func<Patient, IQueryable<DateTimeOffset>>>> times) =>
        new(on, group, label, ValueShape.Day, NextVerbs, (c, moment) =>
        {
            // All of the last day counts.
            var end = c.Unit is { } unit ? moment.StartOf(moment.Ahead(c.Count ?? 0, unit).AddDays(1)) : default;
            return Signed(c, c.Is switch
            {
                Verb.Known or Verb.Unknown => Predicates.On(times(moment), t => t.Any()),
                Verb.Between => Within(times(moment), c.From is null ? default : moment.StartOf(Day(c.From)), c.To is null ? moment.StartOf(Latest) : moment.StartOf(Day(c.To).AddDays(1))),
                _ => Predicates.On(times(moment), t => t.Any(at => at < end)),
            });
        });

    /// <summary>The latest birthday of somebody who has so many whole years on a day (<see cref="Patient.AgeOn"/>).</summary>
    public static DateOnly BornFor(int years, DateOnly on)
    {
        var born = on.AddYears(-years);
        return born.AddDays(1).AddYears(years) <= on ? born.AddDays(1) : born;
    }

    /// <summary>As it was asked: the test, or its contrary.</summary>
    public static Expression<Func<Patient, bool>> Signed(Condition c, Expression<Func<Patient, bool>> test) =>
        c.Is is Verb.None or Verb.No or Verb.Unknown or Verb.NotWithinNext ? Predicates.Not(test) : test;

    public static int Cents(string dollars) => (int)(decimal.Parse(dollars, NumberStyles.Number, CultureInfo.InvariantCulture) * 100);

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static Expression<Func<Patient, bool>> Within(Expression<Func<Patient, IQueryable<DateTimeOffset>>> times, DateTimeOffset from, DateTimeOffset end) =>
        Predicates.On(times, t => t.Any(at => at >= from && at < end));

    private static Expression<Func<Patient, bool>> Since(Expression<Func<Patient, IQueryable<DateTimeOffset>>>[] sets, DateTimeOffset start) =>
        sets.Select(set => Predicates.On(set, t => t.Any(at => at >= start))).Aggregate(Predicates.Or);

    private static Expression<Func<Patient, bool>> LastTest(
        Condition c, ListMoment moment, Expression<Func<Patient, bool>> ever, Func<DateOnly, Expression<Func<Patient, bool>>> since) => c.Is switch
        {
            Verb.WithinLast => since(moment.Back(c.Count ?? 0, c.Unit ?? SpanUnit.Days)),
            Verb.LongerAgo => Predicates.And(ever, Predicates.Not(since(moment.Back(c.Count ?? 0, c.Unit ?? SpanUnit.Days)))),
            Verb.Between when c.To is null => since(Day(c.From ?? "")),
            Verb.Between => Predicates.And(c.From is null ? ever : since(Day(c.From)), Predicates.Not(since(Day(c.To).AddDays(1)))),
            Verb.Known => ever,
            _ => Predicates.Not(ever),
        };
}
