using Kindline.Foundation;
using Kindline.Patients.Search;

namespace Kindline.Patients.Duplicates;

/// <summary>What of a patient is compared, made ready once for many comparisons.</summary>
internal sealed class ComparedPerson
{
    // What stands before or behind a street's name and is written in as many ways as there are clerks.
    private static readonly HashSet<string> Directions = ["n", "s", "e", "w", "ne", "nw", "se", "sw", "north", "south", "east", "west"];

    public ComparedPerson(Patient patient)
        : this(patient.Id, patient.FirstName, patient.LastName, patient.BornOn, [.. patient.Phones.Select(p => p.Number)])
    {
        (StreetKey, Zip) = (Street(patient.Street), patient.Zip is { Length: >= 5 } zip ? zip[..5] : null);
        (EmailKey, Record) = (Known(SearchKeys.Email(patient.Email)), Known(SearchKeys.Record(patient.Mrn)));
    }

    private ComparedPerson(PatientId id, string firstName, string lastName, DateOnly? bornOn, IReadOnlyList<string> phones)
    {
        (Id, BornOn, Phones) = (id, bornOn, phones);
        (GivenWords, FamilyWords) = (NameText.Words(firstName), [.. NameText.Words(lastName).Where(w => !NameText.IsParticle(w))]);
        (Given, Family) = (new ComparedName(GivenWords.Count > 0 ? GivenWords[0] : ""), new ComparedName(NameText.FamilyKey(lastName)));
    }

    public PatientId Id { get; }
    public ComparedName Given { get; }
    public ComparedName Family { get; }
    public IReadOnlyList<string> GivenWords { get; }
    public IReadOnlyList<string> FamilyWords { get; }
    public DateOnly? BornOn { get; }
    public IReadOnlyList<string> Phones { get; }
    public string? StreetKey { get; }
    public string? Zip { get; }
    public string? EmailKey { get; }
    public string? Record { get; }

    /// <summary>"12 N. Juniper Lane, Apt 4" is "12 juniper": the number and the first word that tells streets apart.</summary>
    private static string? Street(string? street)
    {
        var words = NameText.Words(street ?? "");
        return words.Count > 1 && char.IsAsciiDigit(words[0][0]) && words.Skip(1).FirstOrDefault(w => !Directions.Contains(w)) is { } name
            ? $"{words[0]} {name}"
            : null;
    }

    private static string? Known(string? text) => string.IsNullOrEmpty(text) ? null : text;
}

/// <summary>A word of a name with all that comparing it needs.</summary>
internal sealed class ComparedName
{
    private readonly string sound;
    private readonly EditDistance distance;

    public ComparedName(string word)
    {
        (Word, sound, distance) = (word, SoundKey.Of(word), new EditDistance(word));
    }

    public string Word { get; }

    /// <summary>Whether it is likely the same word, misspelt or misheard: one letter of five, two of more; heard alike, three of any.</summary>
    public bool IsLike(ComparedName other)
    {
        var shorter = Math.Min(Word.Length, other.Word.Length);
        if (shorter < 2 || Math.Abs(Word.Length - other.Word.Length) > 3)
        {
            return false;
        }
        var steps = distance.To(other.Word);
        return steps <= (shorter < 3 ? 0 : shorter < 6 ? 1 : 2) || (steps <= 3 && shorter > 2 && sound == other.sound);
    }
}
