using System.Globalization;
using Kindline.Compliance;

namespace Kindline.Flows.Outside;

/// <summary>What a minute to a number costs, as the carrier's price list says: "+1=1.5 +44=3" are cents of a dollar by how numbers begin.</summary>
public sealed class CallRates
{
    private const decimal Most = 10_000;

    private readonly IReadOnlyList<(DialPattern Pattern, decimal Cents)> rates;

    private CallRates(IReadOnlyList<(DialPattern Pattern, decimal Cents)> rates) => this.rates = rates;

    /// <summary>Reads rates parted by commas or white space.</summary>
    /// <returns>Null, or the first word that is no rate.</returns>
    public static string? Parse(string text, out CallRates rates)
    {
        List<(DialPattern, decimal)> found = [];
        rates = new CallRates(found);
        foreach (var word in text.Split((char[])[',', ' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.Split('=') is not [var begins, var price]
                || !DialPattern.TryParse(begins, out var pattern)
                || !decimal.TryParse(price, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var cents)
                || cents > Most)
            {
                rates = new CallRates([]);
                return word;
            }
            found.Add((pattern, cents));
        }
        return null;
    }

    /// <summary>
    /// Cents a minute: by the longest beginning that covers the number. What none covers costs as much as the dearest, since the numbers that
    /// nobody thought of are those that thieves call; nothing without any rate. O(rates).
    /// </summary>
    public decimal CentsOf(string e164)
    {
        var covering = rates.Where(r => r.Pattern.Covers(e164)).ToArray();
        return covering.Length > 0
            ? covering.MaxBy(r => r.Pattern.ToString().Length).Cents
            : rates.Count > 0 ? rates.Max(r => r.Cents) : 0;
    }
}
