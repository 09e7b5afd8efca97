using System.Globalization;
using Kindline.Patients;

namespace Kindline.Benchmarks.People;

/// <summary>Ten ways to look for one person.</summary>
internal static class TypedQueries
{
    private static readonly Typos Misspelt = new(7);

    public static IReadOnlyList<(string Kind, Func<Patient, string> Typed)> All { get; } =
    [
        ("mrn", p => p.Mrn!),
        ("phone", p => p.Phones[0].Number[^7..]),
        ("prefix", p => p.LastName[..Math.Min(5, p.LastName.Length)]),
        ("contains", p => p.LastName[1..]),
        ("misspelt", p => Misspelt.Make("one letter", p.FirstName, p.LastName)),
        ("soundslike", p => Heard(p.LastName)),
        ("name_dob", p => $"{p.LastName} {p.BornOn?.ToString("M/d/yyyy", CultureInfo.InvariantCulture)}"),
        ("email", p => p.Email ?? $"{p.FirstName}.{p.LastName}@example.com"),
        ("mixed", p => $"{p.FirstName} {p.Phones[0].Number[^4..]}"),
        ("none", p => $"{p.LastName} qqxzjq"),
    ];

    private static string Heard(string name) => name.ToLowerInvariant()
        .Replace("ck", "k", StringComparison.Ordinal).Replace('z', 's').Replace('c', 'k').Replace("ll", "l", StringComparison.Ordinal)
        .Replace("ei", "i", StringComparison.Ordinal).Replace("ie", "e", StringComparison.Ordinal).Replace("tt", "t", StringComparison.Ordinal);
}
