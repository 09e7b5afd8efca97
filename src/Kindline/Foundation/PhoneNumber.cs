using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kindline.Foundation;

/// <summary>A telephone number in E.164 form ("+15125550100"): plus and 7 to 15 digits (ITU-T E.164 6.2.1).</summary>
[JsonConverter(typeof(Json))]
public readonly record struct PhoneNumber
{
    private readonly string? value;

    private PhoneNumber(string value) => this.value = value;

    public string Value => value ?? "";

    /// <summary>
    /// Reads what people and carriers write: "+1 (512) 555-0100", "5125550100", "1-512-555-0100". Ten digits without a plus are
    /// taken as North American where area code and exchange may begin a number (2 to 9), else refused.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out PhoneNumber number)
    {
        number = default;
        if (string.IsNullOrWhiteSpace(text) || text.Length > 40)
        {
            return false;
        }
        Span<char> digits = stackalloc char[40];
        var count = 0;
        var trimmed = text.AsSpan().Trim();
        foreach (var c in trimmed[0] == '+' ? trimmed[1..] : trimmed)
        {
            if (char.IsAsciiDigit(c))
            {
                digits[count++] = c;
            }
            else if (c is not (' ' or '-' or '(' or ')' or '.' or '/'))
            {
                return false;
            }
        }
        var found = digits[..count];
        if (trimmed[0] == '+')
        {
            return Accept(found, out number);
        }
        if (count == 11 && found[0] == '1')
        {
            found = found[1..];
        }
        if (found.Length != 10 || found[0] < '2' || found[3] < '2')
        {
            return false;
        }
        number = new PhoneNumber($"+1{found}");
        return true;
    }

    public override string ToString() => Value;

    private static bool Accept(ReadOnlySpan<char> digits, out PhoneNumber number)
    {
        var ok = digits.Length is >= 7 and <= 15 && digits[0] != '0';
        number = ok ? new PhoneNumber($"+{digits}") : default;
        return ok;
    }

    private sealed class Json : JsonConverter<PhoneNumber>
    {
        public override PhoneNumber Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TryParse(reader.GetString(), out var number) ? number : throw new JsonException("not a telephone number");

        public override void Write(Utf8JsonWriter writer, PhoneNumber value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }
}
