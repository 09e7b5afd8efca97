using System.Globalization;
using System.Linq.Expressions;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kindline.Foundation;
using Kindline.Patients;

namespace Kindline.Lists.Filters;

/// <summary>Conditions that all have to be met; none of them is everybody. One of them may be several of which one is enough (<see cref="Condition.AnyOf"/>): one level, as a person can still say it.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ListFilter(IReadOnlyList<Condition>? Conditions)
{
    public const int MostConditions = 30;
    private const int FewestOfAny = 2;
    private const int MostValues = 200;
    private const int LongestValue = 200;
    private const int MostUnits = 1_200;

    /// <summary>The kinds that there are, those of the practice's own fields with them.</summary>
    public static IEnumerable<ConditionKind> KindsOf(IReadOnlyList<PatientField> fields) =>
        [.. PersonConditions.All, .. ContactConditions.All, .. fields.Select(FieldConditions.Of)];

    /// <summary>
    /// As it was kept. What a later version knows and this one does not is told with its place, as is what was changed by hand: a condition that is passed over
    /// would let people through whom it was meant to keep out.
    /// </summary>
    public static ListFilter? Parse(string json, FieldErrors errors)
    {
        try
        {
            return JsonSerializer.Deserialize<ListFilter>(json, WireJson.Options) ?? new ListFilter(Conditions: null);
        }
        catch (JsonException e)
        {
            errors.Add($"filter{e.Path?.TrimStart('$')}", "asks for something that this version does not know");
            return null;
        }
    }

    public string ToJson() => JsonSerializer.Serialize(this, WireJson.Options);

    /// <summary>What is wrong, each with its place: "filter.conditions[2].values".</summary>
    /// <param name="kinds">Those that whoever asks may ask for.</param>
    /// <param name="errors">Where it is written down.</param>
    public void Check(IReadOnlyDictionary<string, ConditionKind> kinds, FieldErrors errors)
    {
        var conditions = Conditions ?? [];
        if (conditions.Sum(c => c.AnyOf?.Count ?? 1) > MostConditions)
        {
            errors.Add("filter.conditions", $"must be {MostConditions} at most, those of which one is enough counted each");
        }
        for (var n = 0; n < conditions.Count; n++)
        {
            CheckOneOrAny(conditions[n], $"filter.conditions[{n}]", kinds, errors);
        }
    }

    /// <summary>The people who meet all of it; it has been checked.</summary>
    public IQueryable<Patient> Of(ListMoment moment) =>
        Tested(moment).Aggregate(moment.People, static (people, test) => people.Where(test));

    private IEnumerable<Expression<Func<Patient, bool>>> Tested(ListMoment moment)
    {
        var kinds = KindsOf(moment.Fields).ToDictionary(k => k.On);
        return (Conditions ?? []).Select(c => c.AnyOf is { } any ? any.Select(Test).Aggregate(Predicates.Or) : Test(c));

        Expression<Func<Patient, bool>> Test(Condition c) => kinds[c.On ?? ""].Test(c, moment);
    }

    private static void CheckOneOrAny(Condition condition, string at, IReadOnlyDictionary<string, ConditionKind> kinds, FieldErrors errors)
    {
        if (condition.AnyOf is not { } any)
        {
            Check(condition, at, kinds, errors);
            return;
        }
        if (condition != new Condition(On: null, Is: null, AnyOf: any))
        {
            errors.Add($"{at}.anyOf", "stands alone: a condition is one, or several of which one is enough");
        }
        if (any.Count < FewestOfAny)
        {
            errors.Add($"{at}.anyOf", $"must be {FewestOfAny} conditions or more");
        }
        for (var n = 0; n < any.Count; n++)
        {
            if (any[n].AnyOf is not null)
            {
                errors.Add($"{at}.anyOf[{n}].anyOf", "cannot stand within another");
            }
            else
            {
                Check(any[n], $"{at}.anyOf[{n}]", kinds, errors);
            }
        }
    }

    private static void Check(Condition condition, string at, IReadOnlyDictionary<string, ConditionKind> kinds, FieldErrors errors)
    {
        if (condition.On is null || !kinds.TryGetValue(condition.On, out var kind))
        {
            errors.Add($"{at}.on", "asks for something that your role does not show, or that this practice does not have any more");
        }
        else if (condition.Is is not { } verb || !kind.Verbs.Contains(verb))
        {
            errors.Add($"{at}.is", $"must be one of {string.Join(", ", kind.Verbs.Select(JsonName))}");
        }
        else
        {
            CheckParts(condition, verb, kind, at, errors);
        }
    }

    private static void CheckParts(Condition condition, Verb verb, ConditionKind kind, string at, FieldErrors errors)
    {
        var takesValues = verb is Verb.Any or Verb.None or Verb.Contains;
        var takesSpan = verb is Verb.LongerAgo or Verb.WithinLast or Verb.WithinNext or Verb.NotWithinNext;
        if (takesValues)
        {
            CheckValues(condition.Values ?? [], kind, at, errors);
        }
        else if (condition.Values is { Count: > 0 })
        {
            errors.Add($"{at}.values", "has no meaning here");
        }
        if (takesSpan && (condition.Count is not (>= 0 and <= MostUnits) || condition.Unit is null))
        {
            errors.Add($"{at}.count", $"must be 0 to {MostUnits} days, weeks, months or years");
        }
        else if (takesSpan && condition.Unit is SpanUnit.Years && condition.Count > 150)
        {
            errors.Add($"{at}.count", "must be 150 years at most");
        }
        else if (!takesSpan && (condition.Count is not null || condition.Unit is not null))
        {
            errors.Add($"{at}.count", "has no meaning here");
        }
        if (verb is Verb.Between)
        {
            CheckEnds(condition, kind, at, errors);
        }
        else if (condition.From is not null || condition.To is not null)
        {
            errors.Add($"{at}.from", "has no meaning here");
        }
    }

    private static void CheckValues(IReadOnlyList<string> values, ConditionKind kind, string at, FieldErrors errors)
    {
        if (values.Count is 0 or > MostValues || values.Any(v => string.IsNullOrWhiteSpace(v) || v.Length > LongestValue))
        {
            errors.Add($"{at}.values", $"must be 1 to {MostValues} values, each {LongestValue} characters at most");
        }
        else if (kind.Shape is ValueShape.Choice && values.Index().FirstOrDefault(v => !IsChoice(kind, v.Item)) is { Item: not null } wrong)
        {
            errors.Add($"{at}.values[{wrong.Index}]", kind.Choices is { } choices ? $"must be one of {string.Join(", ", choices)}" : "is no such thing");
        }
    }

    /// <summary>A choice without a list of its own is one of ids; only dispositions have keys.</summary>
    private static bool IsChoice(ConditionKind kind, string value) =>
        kind.Choices is { } choices ? choices.Contains(value) : kind.On == "disposition" || Guid.TryParse(value, out _);

    private static void CheckEnds(Condition condition, ConditionKind kind, string at, FieldErrors errors)
    {
        if (condition.From is null && condition.To is null)
        {
            errors.Add($"{at}.from", "is needed, or to");
        }
        var (from, to) = (End(condition.From, kind), End(condition.To, kind));
        if (condition.From is not null && from is null)
        {
            errors.Add($"{at}.from", Expects(kind));
        }
        if (condition.To is not null && to is null)
        {
            errors.Add($"{at}.to", Expects(kind));
        }
        if (from > to)
        {
            errors.Add($"{at}.to", "must not be less than where it begins");
        }
    }

    private static decimal? End(string? text, ConditionKind kind) => kind.Shape switch
    {
        ValueShape.Day => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1850 and < 2500 ? day.DayNumber : null,
        ValueShape.Number when !kind.On.StartsWith(OwnValues.Prefix, StringComparison.Ordinal) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) && whole <= 1_000 ? whole : null,
        _ => decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) <= 10_000_000 ? number : null,
    };

    private static string Expects(ConditionKind kind) => kind.Shape switch
    {
        ValueShape.Day => "must be a day, such as 2026-03-14",
        ValueShape.Money => "must be dollars, such as 120 or 12.50",
        _ => "must be a number",
    };

    private static string JsonName(Verb verb) => JsonNamingPolicy.CamelCase.ConvertName(verb.ToString());
}
