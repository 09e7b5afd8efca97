namespace Kindline.Patients.Search;

/// <summary>What of a person the indexes know: made anew whenever a patient is stored, by the one function here.</summary>
internal static class SearchKeys
{
    /// <summary>Fills the keys in the row itself, and those of its numbers.</summary>
    public static void Renew(Patient patient)
    {
        patient.FamilyKey = NameText.FamilyKey(patient.LastName);
        patient.GivenKey = NameText.GivenKey(patient.FirstName);
        patient.MrnKey = Record(patient.Mrn);
        patient.MrnTail = Tail(patient.MrnKey);
        patient.EmailKey = Email(patient.Email);
        patient.Phones.ForEach(Renew);
    }

    public static void Renew(PatientPhone phone) => phone.Tail = Tail(phone.Number) ?? "";

    /// <summary>
    /// The words of a name beside family and first given name, each with either of them, so that two words find a person whichever they
    /// are by one look into an index.
    /// </summary>
    public static IEnumerable<PatientWord> WordsOf(Patient patient) =>
        from word in NameText.OtherWords(patient.FirstName, patient.LastName)
        from other in (string[])[patient.FamilyKey, patient.GivenKey]
        where word != other
        select new PatientWord { PatientId = patient.Id, PracticeId = patient.PracticeId, Word = word, Other = other };

    /// <summary>A record number in capital letters and digits alone: "dm-100234" is "DM100234".</summary>
    public static string? Record(string? mrn) =>
        mrn is null ? null : string.Concat(mrn.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    /// <summary>From the end to the beginning, letters and digits alone: what people remember of a number is how it ends.</summary>
    public static string? Tail(string? text)
    {
        if (text is null)
        {
            return null;
        }
        var letters = text.Where(char.IsLetterOrDigit).ToArray();
        Array.Reverse(letters);
        return new string(letters);
    }

    /// <summary>An e-mail address in small letters.</summary>
    public static string? Email(string? email) => email?.Trim().ToLowerInvariant();
}
