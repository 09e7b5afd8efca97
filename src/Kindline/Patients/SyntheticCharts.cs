using Kindline.Foundation;

namespace Kindline.Patients;

/// <summary>Invents what the EMR of an eye practice says of some of the demo's grown-ups.</summary>
internal static class SyntheticCharts
{
    private const int OneOf = 5;

    private static readonly string[] Medicines =
        ["Latanoprost 0.005 % eye drops", "Timolol 0.5 % eye drops", "Artificial tears", "Metformin 500 mg", "Lisinopril 10 mg", "Cetirizine 10 mg"];

    private static readonly string[] Notes =
        ["Pressure controlled; field test due at the next visit.", "Dilated eye exam each year (diabetes).", "New glasses fitted; no complaints.", "Dry eyes; drops as needed."];

    /// <param name="people">Just invented.</param>
    /// <param name="seed">The same one gives the same charts.</param>
    /// <param name="today">Children have none.</param>
    /// <param name="now">As of when the EMR was read.</param>
    public static void Fill(IEnumerable<Patient> people, int seed, DateOnly today, DateTimeOffset now)
    {
        var random = new Random(seed);
        foreach (var person in people.Where(p => p.AgeOn(today) >= 18).Where(_ => random.Next(OneOf) == 0))
        {
            person.Medications = string.Join('\n', random.GetItems(Medicines, 2).Distinct());
            person.ChartNotes = Notes[random.Next(Notes.Length)];
            person.ChartAsOf = now;
        }
    }
}
