namespace Kindline.Practices;

/// <summary>National Provider Identifiers: "1234567893".</summary>
internal static class NationalProvider
{
    // 80840 stands before the number when its check digit is counted (CMS, "Requirements for NPI and NPI check digit").
    private const int PrefixSum = 24;

    /// <summary>Ten digits whose last one is right by the Luhn formula (ISO/IEC 7812-1, annex B).</summary>
    public static bool IsIdentifier(string text)
    {
        if (text.Length != 10 || !text.All(char.IsAsciiDigit) || text[0] is not ('1' or '2'))
        {
            return false;
        }
        var sum = PrefixSum;
        for (var n = 0; n < text.Length; n++)
        {
            var digit = text[n] - '0';
            var counted = n % 2 == 0 ? digit * 2 : digit;
            sum += counted > 9 ? counted - 9 : counted;
        }
        return sum % 10 == 0;
    }
}
