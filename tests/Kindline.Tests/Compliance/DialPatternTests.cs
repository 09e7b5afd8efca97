using System.Text;
using Kindline.Compliance;
using Kindline.Foundation;
using Kindline.Voice.Tests.Sip;

namespace Kindline.Tests.Compliance;

public sealed class DialPatternTests
{
    [Theory]
    [InlineData("+1900", "+19005550123", true)]
    [InlineData("+1900", "+15129005550", false)]
    [InlineData("+1xxx976", "+15129765550", true)]
    [InlineData("+1xxx976", "+15125559760", false)]
    [InlineData("+44", "+4", false)]
    [InlineData("+1", "+15125550123", true)]
    public void A_pattern_covers_what_begins_so(string text, string number, bool covers)
    {
        DialPattern.TryParse(text, out var pattern).ShouldBeTrue();

        pattern.Covers(number).ShouldBe(covers);
    }

    [Theory]
    [InlineData("1900")]
    [InlineData("+")]
    [InlineData("+1-900")]
    [InlineData("+1234567890123456")]
    public void What_is_no_beginning_of_a_number_is_named(string text)
    {
        DialPattern.Parse($"+1 {text}", out var patterns).ShouldBe(text);

        patterns.ShouldBeEmpty();
    }

    [Fact]
    public void Any_text_is_read_or_refused_and_reads_as_written()
    {
        var mutation = new Mutation(13, ["+1, +1xxx976 +44"u8.ToArray(), "+1900\r\n+1809\t+1XXX"u8.ToArray()]);

        for (var i = 0; i < 20_000; i++)
        {
            var text = Encoding.Latin1.GetString(mutation.Next());
            Should.NotThrow(() => Exercise(text), $"input {i}");
        }
    }

    private static void Exercise(string text)
    {
        if (DialPattern.Parse(text, out var patterns) is null)
        {
            DialPattern.Parse(string.Join(',', patterns), out var again).ShouldBeNull();
            again.ShouldBe(patterns);
            patterns.Any(p => p.Covers("+15125550123") && p.Covers("")).ShouldBeFalse();
        }
    }
}
