using System.Text.Json;
using System.Text.RegularExpressions;
using Kindline.Foundation;

namespace Kindline.Tests.Foundation;

public sealed partial class PhoneNumberTests
{
    private const int FuzzSeed = 512;

    [Theory]
    [InlineData("+15125550100", "+15125550100")]
    [InlineData("5125550100", "+15125550100")]
    [InlineData("1-512-555-0100", "+15125550100")]
    [InlineData(" (512) 555-0100 ", "+15125550100")]
    [InlineData("512.555.0100", "+15125550100")]
    [InlineData("+44 20 7946 0018", "+442079460018")]
    public void Reads_what_people_write(string text, string expected)
    {
        PhoneNumber.TryParse(text, out var number).ShouldBeTrue();
        number.Value.ShouldBe(expected);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("+")]
    [InlineData("911")]
    [InlineData("0125550100")]
    [InlineData("5120550100")]
    [InlineData("+0125550100")]
    [InlineData("+1234567890123456")]
    [InlineData("512+5550100")]
    [InlineData("++15125550100")]
    [InlineData("agent1")]
    [InlineData("5125550100x7")]
    [InlineData("٥١٢٥٥٥٠١٠٠")]
    public void Refuses_the_rest(string? text) => PhoneNumber.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Any_text_is_read_or_refused_and_what_is_read_is_E164()
    {
        var random = new Random(FuzzSeed);
        const string alphabet = "+0123456789 -().xA/\t\u0665é";

        for (var i = 0; i < 50_000; i++)
        {
            var text = new string(random.GetItems(alphabet.AsSpan(), random.Next(0, 45)));
            (!PhoneNumber.TryParse(text, out var number) || (E164().IsMatch(number.Value) && PhoneNumber.TryParse(number.Value, out var again) && again == number))
                .ShouldBeTrue(text);
        }
    }

    [Fact]
    public void Stands_in_JSON_as_its_text()
    {
        JsonSerializer.Deserialize<PhoneNumber>("\"5125550100\"").Value.ShouldBe("+15125550100");
        JsonSerializer.Serialize(JsonSerializer.Deserialize<PhoneNumber>("\"5125550100\"")).ShouldBe("\"\\u002B15125550100\"");
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<PhoneNumber>("\"911\"")).Message.ShouldNotContain("911");
    }

    [GeneratedRegex(@"^\+[1-9][0-9]{6,14}$")]
    private static partial Regex E164();
}
