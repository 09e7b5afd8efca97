using Kindline.Flows;
using Kindline.Foundation;

namespace Kindline.Tests.Flows;

public sealed class PromptChoiceTests
{
    private const string Billing = "+15125550101";

    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 18, 0, 0, TimeSpan.Zero);
    private static readonly PracticeId Practice = new(Guid.CreateVersion7());

    [Fact]
    public void The_newest_lasting_version_is_in_force() => InForce("", Noon, Version(1, -3), Version(2, -2)).ShouldBe(2);

    [Fact]
    public void A_scheduled_version_begins_and_ends_by_itself()
    {
        PromptFacts[] versions = [Version(1, -3), Version(2, -2, startsIn: 1, endsIn: 3), Version(3, -1)];

        InForce("", Noon, versions).ShouldBe(3);
        InForce("", Noon.AddHours(1), versions).ShouldBe(2);
        InForce("", Noon.AddHours(3).AddTicks(-1), versions).ShouldBe(2);
        InForce("", Noon.AddHours(3), versions).ShouldBe(3);
    }

    [Fact]
    public void A_line_hears_its_own_words_and_others_the_practices()
    {
        PromptFacts[] versions = [Version(2, -1), Version(1, -3, line: Billing)];

        PromptChoice.At(versions, Billing, Noon).First().Line.ShouldBe(Billing);
        PromptChoice.At(versions, "+15125550100", Noon).ShouldHaveSingleItem().Line.ShouldBe("");
    }

    [Fact]
    public void A_storm_of_the_practice_goes_before_the_lasting_words_of_a_line()
    {
        PromptFacts[] versions = [Version(1, -9), Version(2, -1, endsIn: 5), Version(7, -2, line: Billing), Version(8, -1, line: Billing, startsIn: 2, endsIn: 3)];

        InForce(Billing, Noon, versions).ShouldBe(2);
        InForce(Billing, Noon.AddHours(2), versions).ShouldBe(8);
        InForce(Billing, Noon.AddHours(5), versions).ShouldBe(7);
    }

    [Fact]
    public void Of_two_that_end_by_themselves_the_one_that_began_last_is_heard() =>
        InForce("", Noon, Version(1, -9, startsIn: -1, endsIn: 2), Version(2, -8, startsIn: -5, endsIn: 50)).ShouldBe(1);

    [Fact]
    public void A_lasting_version_that_waited_is_replaced_by_one_that_was_saved_after_it_began() =>
        InForce("", Noon, Version(1, -9, startsIn: -4), Version(2, -2)).ShouldBe(2);

    [Fact]
    public void What_was_withdrawn_is_not_heard_and_the_next_in_order_stands_in()
    {
        PromptFacts[] versions = [Version(1, -9), Version(2, -2, endsIn: 5) with { WithdrawnAt = Noon }];

        PromptChoice.At(versions, "", Noon).Select(v => v.Version).ShouldBe([1]);
    }

    [Fact]
    public void What_comes_next_and_when_is_known()
    {
        PromptFacts[] versions = [Version(1, -9), Version(2, -2, startsIn: 2, endsIn: 5)];

        PromptChoice.Next(versions, "", Noon).ShouldBe((Noon.AddHours(2), versions[1]));
        PromptChoice.Next(versions, "", Noon.AddHours(2)).ShouldBe((Noon.AddHours(5), versions[0]));
        PromptChoice.Next(versions, "", Noon.AddHours(5)).ShouldBeNull();
    }

    [Theory]
    [InlineData("2026-11-26T18:00", "2026-11-27T08:00", "2026-11-27T00:00:00Z", "2026-11-27T14:00:00Z")]
    [InlineData("2027-03-14T02:30", "2027-11-07T01:30", "2027-03-14T08:00:00Z", "2027-11-07T07:30:00Z")]
    [InlineData("2026-11-26T18:00:00Z", "2026-11-26T20:00:00+01:00", "2026-11-26T18:00:00Z", "2026-11-26T19:00:00Z")]
    public void A_schedule_is_by_the_practices_clock_on_the_wall(string from, string to, string startsAt, string endsAt)
    {
        var errors = new FieldErrors();

        var schedule = PromptSchedule.Read(from, to, TimeZoneInfo.FindSystemTimeZoneById("America/Chicago"), Noon, errors);

        errors.None.ShouldBeTrue();
        schedule.ShouldBe(new PromptSchedule(DateTimeOffset.Parse(startsAt, null), DateTimeOffset.Parse(endsAt, null)));
    }

    [Theory]
    [InlineData("tomorrow", null, "from")]
    [InlineData("2026-11-26", null, "from")]
    [InlineData(null, "2026-11-25T11:00", "to")]
    [InlineData("2026-12-01T10:00", "2026-12-01T10:00", "to")]
    public void A_schedule_that_cannot_be_is_refused_at_its_field(string? from, string? to, string field)
    {
        var errors = new FieldErrors();

        PromptSchedule.Read(from, to, TimeZoneInfo.FindSystemTimeZoneById("America/Chicago"), Noon, errors);

        errors.ToDictionary().Keys.ShouldBe([field]);
    }

    [Theory]
    [InlineData(PromptKind.Emergency, "", "Dial 9-1-1 in an emergency", null)]
    [InlineData(PromptKind.Emergency, "", "Marque el nueve uno uno", null)]
    [InlineData(PromptKind.Emergency, "", "Call 9110", "911")]
    [InlineData(PromptKind.Voicemail, "", "Leave a message", "911")]
    [InlineData(PromptKind.Greeting, "", "Welcome", null)]
    [InlineData(PromptKind.Greeting, "In an emergency dial 911", "Welcome", "911")]
    [InlineData(PromptKind.Recorded, "", "Welcome", "recorded")]
    [InlineData(PromptKind.Recorded, "", "This call may be recorded", null)]
    [InlineData(PromptKind.RecordedOutbound, "", "Esta llamada es grabada", null)]
    [InlineData(PromptKind.RecordedOutbound, "", null, "recorded")]
    [InlineData(PromptKind.Closed, "", null, null)]
    public void Words_that_must_not_get_lost_are_asked_for(PromptKind kind, string replaced, string? text, string? about)
    {
        var question = PromptSafety.Ask(kind, replaced, text);

        (question is null).ShouldBe(about is null);
        (question ?? "").ShouldContain(about ?? "");
    }

    private static int InForce(string line, DateTimeOffset at, params PromptFacts[] versions) => PromptChoice.At(versions, line, at).First().Version;

    private static PromptFacts Version(int version, int savedAt, string line = "", int? startsIn = null, int? endsIn = null) => new(
        Practice, PromptKind.Greeting, line, version, $"version {version}", false, null, null, Noon.AddHours(savedAt), null,
        startsIn is { } start ? Noon.AddHours(start) : null, endsIn is { } end ? Noon.AddHours(end) : null, null, null);
}
