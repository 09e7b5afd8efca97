using Kindline.Foundation;
using Kindline.Patients;

namespace Kindline.Demo.Town;

/// <summary>
/// Everybody who may call, always the same ones for one seed. The patients are those that the demo practice was given; the town invents
/// them anew instead of reading them.
/// </summary>
internal sealed class Townspeople
{
    private const string Appointments = "+15125550100";
    private const string Billing = "+15125550101";

    // Of no area code in which the practice's patients live.
    private static readonly string[] Payers = ["+13125550161", "+13125550162", "+16155550163"];
    private static readonly string[] Strangers = [.. Enumerable.Range(10, 20).Select(n => $"+130355501{n}")];

    private readonly Random chance;
    private readonly string[] patients;
    private readonly string[] mothers;

    public Townspeople(int seed, DateOnly today)
    {
        chance = new Random(seed);
        var invented = SyntheticPeople.Invent(default, SeedPatients.Count, DemoCentre.PatientSeed, today, () => Guid.CreateVersion7());
        patients = [.. invented.Select(p => p.Phones[0].Number).Except(SyntheticPeople.OfficeNumbers).Distinct()];
        mothers =
        [
            .. invented.Where(p => p.AgeOn(today) < 18).SelectMany(p => p.Phones.Select(n => n.Number))
                .CountBy(number => number).Where(family => family.Value >= 2).Select(family => family.Key).Except(SyntheticPeople.OfficeNumbers),
        ];
    }

    /// <summary>The next one who calls.</summary>
    public Errand Next()
    {
        var who = Weighted((Townsperson.Patient, 58), (Townsperson.Mother, 12), (Townsperson.ProviderOffice, 14), (Townsperson.Payer, 8), (Townsperson.WrongNumber, 8));
        var manner = Weighted(
            (Manner.Talks, 62), (Manner.LosesPatience, 10), (Manner.LeavesMessage, 10), (Manner.HangsUpAtOnce, 7), (Manner.HangsUpInGreeting, 6),
            (Manner.ThinksBetterOfIt, 5));
        var line = who switch { Townsperson.Payer => Billing, Townsperson.Patient when chance.Next(4) == 0 => Billing, _ => Appointments };
        var patience = manner switch { Manner.Talks => Between(120, 300), Manner.LosesPatience => Between(4, 25), _ => Between(3, 10) };
        return new Errand(
            Pick(NumbersOf(who)), line, who, manner, Pick(Wishes.Of(who)), patience, Between(25, 80), EndsIt: chance.Next(3) == 0, CallsAgain: chance.Next(2) == 0);
    }

    private IReadOnlyList<string> NumbersOf(Townsperson who) => who switch
    {
        Townsperson.Mother => mothers,
        Townsperson.ProviderOffice => SyntheticPeople.OfficeNumbers,
        Townsperson.Payer => Payers,
        Townsperson.WrongNumber => Strangers,
        _ => patients,
    };

    private T Pick<T>(IReadOnlyList<T> from) => from[chance.Next(from.Count)];

    private double Between(double least, double most) => least + (chance.NextDouble() * (most - least));

    private T Weighted<T>(params ReadOnlySpan<(T Value, int Weight)> choices)
    {
        var all = 0;
        foreach (var (_, weight) in choices)
        {
            all += weight;
        }
        var drawn = chance.Next(all);
        var at = 0;
        while (drawn >= choices[at].Weight)
        {
            drawn -= choices[at++].Weight;
        }
        return choices[at].Value;
    }
}
