using System.Globalization;
using System.Linq.Expressions;
using Kindline.Foundation;
using Kindline.Patients;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1304, CA1309, CA1311, CA1862 // Said to the database, which compares and lowers by rules of its own.

namespace Kindline.Lists.Filters;

/// <summary>Conditions on the fields of the practice's own, each as its kind allows.</summary>
internal static class FieldConditions
{
    private const string Group = "The practice's own fields";

    public static string KeyOf(PatientField field) => OwnValues.KeyOf(field.Id);

    /// <summary>Retired fields are asked for too: what was typed into them is still there.</summary>
    public static ConditionKind Of(PatientField field)
    {
        var (on, id) = (KeyOf(field), field.Id);
        return field.Kind switch
        {
            FieldKind.Number => new(on, Group, field.Label, ValueShape.Number, [Verb.Between, Verb.Known, Verb.Unknown], (c, m) => Number(c, m, id)),
            FieldKind.Date => new(
                on, Group, field.Label, ValueShape.Day,
                [Verb.LongerAgo, Verb.WithinLast, Verb.WithinNext, Verb.Between, Verb.Known, Verb.Unknown], (c, m) => Date(c, m, id)),
            FieldKind.YesNo => new(on, Group, field.Label, ValueShape.Choice, [Verb.Any, Verb.None, Verb.Known, Verb.Unknown], (c, m) => Text(c, m, id)) { Choices = ["yes", "no"] },
            FieldKind.Choice => new(on, Group, field.Label, ValueShape.Choice, [Verb.Any, Verb.None, Verb.Known, Verb.Unknown], (c, m) => Text(c, m, id)) { Choices = field.Choices },
            _ => new(on, Group, field.Label, ValueShape.Words, [Verb.Any, Verb.None, Verb.Contains, Verb.Known, Verb.Unknown], (c, m) => Text(c, m, id)),
        };
    }

    private static Expression<Func<Patient, bool>> Text(Condition c, ListMoment moment, PatientFieldId id)
    {
        var values = moment.FieldValues;
        var words = (c.Values ?? []).Select(v => v.Trim().ToLowerInvariant()).ToList();
        return Kinds.Signed(c, c.Is switch
        {
            Verb.Known or Verb.Unknown => p => values.Any(v => v.PatientId == p.Id && v.FieldId == id),
            Verb.Contains => words.Select(word => (Expression<Func<Patient, bool>>)(p => values.Any(v => v.PatientId == p.Id && v.FieldId == id && v.Value.ToLower().Contains(word)))).Aggregate(Predicates.Or),
            _ => p => values.Any(v => v.PatientId == p.Id && v.FieldId == id && EF.Parameter(words).Contains(v.Value.ToLower())),
        });
    }

    private static Expression<Func<Patient, bool>> Number(Condition c, ListMoment moment, PatientFieldId id)
    {
        if (c.Is is not Verb.Between)
        {
            return Text(c, moment, id);
        }
        var values = moment.FieldValues;
        var (from, to) = (c.From is null ? double.MinValue : Plain(c.From), c.To is null ? double.MaxValue : Plain(c.To));
        // Only this field's values are read as numbers: the database may look at the rows of other fields first.
        return p => values.Any(v => v.PatientId == p.Id && v.FieldId == id
            && (v.FieldId == id ? (double)(object)v.Value : double.MinValue) >= from && (v.FieldId == id ? (double)(object)v.Value : double.MaxValue) <= to);
    }

    /// <summary>Days are kept so that their texts stand in their order.</summary>
    private static Expression<Func<Patient, bool>> Date(Condition c, ListMoment moment, PatientFieldId id)
    {
        if (c.Is is Verb.Known or Verb.Unknown)
        {
            return Text(c, moment, id);
        }
        var (count, unit) = (c.Count ?? 0, c.Unit ?? SpanUnit.Days);
        var (first, last) = c.Is switch
        {
            Verb.LongerAgo => (DateOnly.MinValue, moment.Back(count, unit).AddDays(-1)),
            Verb.WithinLast => (moment.Back(count, unit), moment.Today),
            Verb.WithinNext => (moment.Today, moment.Ahead(count, unit)),
            _ => (c.From is null ? DateOnly.MinValue : Kinds.Day(c.From), c.To is null ? DateOnly.MaxValue : Kinds.Day(c.To)),
        };
        var values = moment.FieldValues;
        var (from, to) = (first.ToString("O", CultureInfo.InvariantCulture), last.ToString("O", CultureInfo.InvariantCulture));
        return p => values.Any(v => v.PatientId == p.Id && v.FieldId == id && string.Compare(v.Value, from) >= 0 && string.Compare(v.Value, to) <= 0);
    }

    private static double Plain(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
