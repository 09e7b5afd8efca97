using Kindline.Tests.Foundation;

namespace Kindline.Tests.Lists;

/// <summary>Each condition by itself, on four people who are unlike in it, on both engines.</summary>
public sealed class ConditionTests(FourPeople people) : IClassFixture<FourPeople>
{
    private static readonly (string Condition, string On)[] Conditions =
    [
        (Any("status", "active"), "Ada Dee"), (None("status", "active", "inactive"), "Cid"),
        (Any("kind", "prospect"), "Dee"), (Is("vip", "yes"), ""), (Is("vip", "no"), "Ada Ben Cid Dee"),
        (Between("age", "65", null), "Ada"), (Between("age", null, "17"), ""), (Between("age", "18", "18"), "Ben Dee"), (Is("age", "unknown"), "Cid"),
        (Between("bornOn", "1950-01-10", "1950-01-10"), "Ada"), (Is("bornOn", "unknown"), "Cid"),
        (Any("language", "ES"), "Ben"),
        (Contains("city", "aUs"), "Ada"), (Any("city", "dallas", "waco"), "Ben"), (Is("city", "unknown"), "Cid Dee"),
        (None("state", "TX"), "Cid Dee"),
        (Any("zip", "787", "99"), "Ada"), (None("zip", "787"), "Ben Cid Dee"), (Is("zip", "known"), "Ada Ben"),
        (Is("cameOfAge", "yes"), "Ben"), (Is("cameOfAge", "no"), "Ada Cid Dee"),
        (Is("mobile", "yes"), "Ada"), (Is("phone", "no"), "Dee"), (Is("email", "yes"), "Ada"),
        (Any("portal", "active", "noEmail"), "Ada Dee"),
        (Is("doNotCall", "yes"), "Cid"), (Any("wishes", "noTexts", "noMail"), "Cid"), (None("wishes", "noTexts"), "Ada Ben Dee"),
        (Is("death", "yes"), "Cid"),
        (Any("payer", "medicare"), "Ada"), (None("payer", "medicare"), "Ben Cid Dee"), (Is("payer", "unknown"), "Ben Dee"),
        (Any("payer", "vision one"), "Cid"), (Contains("payer", "VISION"), "Cid"), (None("payer", "vision one", "medicare"), "Ben Dee"), (Contains("plan", "orig"), "Ada"),
        (Between("balance", "124.99", null), "Ada"), (Between("balance", "0", "0"), "Ben"), (Is("balance", "unknown"), "Cid Dee"),
        (Any("source", "google"), "Ada"), (Contains("referredBy", "kim"), "Dee"),
        (Contains("alert", "interp"), "Dee"), (Is("alert", "unknown"), "Ada Ben Cid"),
        (Any("import", FourPeople.File.ToString()), "Cid"), (Is("import", "unknown"), "Ada Ben Dee"),
        (Is("duplicate", "yes"), "Ada Dee"), (Is("duplicate", "no"), "Ben Cid"),
        (Span("asOf", "withinLast", 1, "days"), "Dee"), (Is("asOf", "unknown"), "Ada Ben Cid"),
        (Span("lastEncounter", "longerAgo", 12, "months"), "Ben"), (Span("lastEncounter", "withinLast", 1, "months"), "Ada"),
        (Is("lastEncounter", "unknown"), "Cid Dee"), (Is("lastEncounter", "known"), "Ada Ben"),
        // 04:30 of the second in Greenwich is the evening of the first in Chicago.
        (Between("lastEncounter", "2025-10-01", "2025-10-01"), "Ben"), (Between("lastEncounter", null, "2025-09-30"), ""), (Between("lastEncounter", "2026-11-01", null), "Ada"),
        (Any("lastProvider", FourPeople.DrOne.ToString()), "Ada"), (Is("lastProvider", "unknown"), "Cid Dee"),
        (Any("lastAppointment", "missed"), "Ben"), (Any("lastAppointment", "cancelled", "seen"), "Ada Cid"), (Is("lastAppointment", "unknown"), "Dee"),
        (Span("nextAppointment", "withinNext", 4, "weeks"), "Ada"), (Span("nextAppointment", "notWithinNext", 1, "weeks"), "Ada Ben Cid Dee"),
        (Span("nextAppointment", "withinNext", 9, "days"), "Ada"), (Span("nextAppointment", "withinNext", 8, "days"), ""), (Is("nextAppointment", "unknown"), "Ben Cid Dee"),
        (Between("nextAppointment", "2026-11-25", "2026-11-25"), "Ada"), (Between("nextAppointment", "2026-11-26", null), ""), (Between("nextAppointment", null, "2026-11-24"), ""),
        (Any("nextProvider", FourPeople.DrOne.ToString()), "Ada"), (Any("nextLocation", FourPeople.Main.ToString()), "Ada"), (Any("nextVisitType", FourPeople.Exam.ToString()), "Ada"),
        (None("nextProvider", FourPeople.DrOne.ToString()), "Ben Cid Dee"), (Is("nextVisitType", "unknown"), "Ben Cid Dee"),
        (Span("lastContact", "withinLast", 1, "weeks"), "Ada"), (Span("lastContact", "longerAgo", 6, "months"), "Dee"), (Is("lastContact", "unknown"), "Ben Cid"),
        (Any("lastContactBy", FourPeople.Ana.ToString()), "Ada"), (Any("assignedTo", FourPeople.Ana.ToString()), "Ben"),
        ("""{"on":"assignedTo","is":"unknown"}""", "Ada Cid Dee"), (Between("callsSinceAssigned", "2", null), "Ben"), (Between("assignedAt", "2026-11-03", "2026-11-03"), "Ben"),
        (Span("lastCallOut", "withinLast", 2, "weeks"), "Ben"),
        (Between("attempts", "3", "3"), "Ben"), (Between("attempts", null, "0"), "Ada Cid Dee"),
        (Any("disposition", FourPeople.Appointed), "Ada"), (Is("disposition", "unknown"), "Ben Cid Dee"),
        (Between(FourPeople.ShoeSize, "12", "12.5"), "Dee"), (Between(FourPeople.ShoeSize, "13", null), ""), (Is(FourPeople.ShoeSize, "unknown"), "Ada Ben Cid"),
        (Span(FourPeople.Lenses, "withinNext", 1, "months"), "Dee"), (Span(FourPeople.Lenses, "longerAgo", 0, "days"), ""), (Between(FourPeople.Lenses, "2026-12-01", "2026-12-01"), "Dee"),
        (Any(FourPeople.Portal, "yes"), "Dee"), (None(FourPeople.Class, "A"), "Ada Ben Cid Dee"), (Any(FourPeople.Class, "B"), "Dee"),
        (Contains(FourPeople.Door, "BLUE"), "Dee"), (Any(FourPeople.Door, "blue"), ""),
    ];

    public static TheoryData<DatabaseEngine, string, string> Asked
    {
        get
        {
            var rows = new TheoryData<DatabaseEngine, string, string>();
            foreach (var (condition, on) in Conditions)
            {
                rows.Add(DatabaseEngine.Sqlite, condition, on);
                if (TestDatabase.PostgresServer is not null)
                {
                    rows.Add(DatabaseEngine.Postgres, condition, on);
                }
            }
            return rows;
        }
    }

    [Theory, MemberData(nameof(Asked))]
    public async Task Whoever_meets_a_condition_is_on_the_list(DatabaseEngine engine, string condition, string on) =>
        (await people.OnAsync(engine, condition)).ShouldBe(on);

    [Theory, BothEngines]
    public async Task All_conditions_have_to_be_met(DatabaseEngine engine)
    {
        (await people.OnAsync(engine, Any("status", "active"), Is("phone", "yes"))).ShouldBe("Ada");
        (await people.OnAsync(engine)).ShouldBe("Ada Ben Cid Dee", "without a condition everybody is");
    }

    [Theory, BothEngines]
    public async Task One_of_several_is_enough_where_they_stand_together(DatabaseEngine engine)
    {
        (await people.OnAsync(engine, AnyOf(Any("language", "es"), Is("death", "yes")))).ShouldBe("Ben Cid");
        (await people.OnAsync(engine, AnyOf(Is("mobile", "yes"), Any("kind", "prospect"), Any("state", "TX")))).ShouldBe("Ada Ben Dee");
        (await people.OnAsync(engine, Any("status", "active"), AnyOf(Span("lastEncounter", "withinLast", 1, "months"), Is("alert", "known")), Is("phone", "yes")))
            .ShouldBe("Ada", "beside it all others have to be met");
        (await people.OnAsync(engine, AnyOf(Between("attempts", "3", "3"), Any(FourPeople.Class, "B")), AnyOf(Any("status", "inactive"), Any("status", "deceased")))).ShouldBe("Ben");
    }

    [Fact]
    public void Every_condition_is_tried() =>
        Kindline.Lists.Filters.ListFilter.KindsOf([]).Select(k => k.On).Where(on => !Conditions.Any(c => c.Condition.Contains($"\"{on}\"", StringComparison.Ordinal))).ShouldBeEmpty();

    private static string AnyOf(params string[] conditions) => $$"""{"anyOf":[{{string.Join(',', conditions)}}]}""";

    private static string Is(string on, string verb) => $$"""{"on":"{{on}}","is":"{{verb}}"}""";

    private static string Any(string on, params string[] values) => Valued(on, "any", values);

    private static string None(string on, params string[] values) => Valued(on, "none", values);

    private static string Contains(string on, params string[] values) => Valued(on, "contains", values);

    private static string Valued(string on, string verb, string[] values) =>
        $$"""{"on":"{{on}}","is":"{{verb}}","values":[{{string.Join(',', values.Select(v => $"\"{v}\""))}}]}""";

    private static string Between(string on, string? from, string? to) =>
        $$"""{"on":"{{on}}","is":"between"{{(from is null ? "" : $",\"from\":\"{from}\"")}}{{(to is null ? "" : $",\"to\":\"{to}\"")}}}""";

    private static string Span(string on, string verb, int count, string unit) => $$"""{"on":"{{on}}","is":"{{verb}}","count":{{count}},"unit":"{{unit}}"}""";
}
