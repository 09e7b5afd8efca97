using System.Globalization;
using Kindline.Foundation;
using Kindline.Patients;
using Kindline.Patients.Duplicates;

namespace Kindline.Benchmarks.People;

/// <summary>
/// A practice of which it is known who is registered twice, and how the second record went wrong. A tenth of its people are; as many
/// share a home with somebody who is easily taken for them: twins, a father and a son of one name, spouses. The same seed invents the same.
/// </summary>
internal sealed class KnownTruth(int seed)
{
    private static readonly string[] Streets = ["Juniper Lane", "Heron Way", "Ridgeline Drive", "Cedar Street", "Lark Court", "Mesa Road", "Pecan Avenue", "Willow Bend"];
    private static readonly string[] Short = ["William Bill", "Robert Bob", "Elizabeth Liz", "José Pepe", "Margaret Peggy", "Francisco Paco", "Richard Dick", "Guadalupe Lupe"];

    private readonly InventedNames names = new(seed);
    private readonly Typos typos = new(seed + 1);
    private readonly Random random = new(seed + 2);
    private int made;

    public PracticeId Practice { get; } = new(Guid.CreateVersion7());

    /// <summary>Two records of one person, by their ids in order, and what happened to the second.</summary>
    public Dictionary<(PatientId, PatientId), string> Pairs { get; } = [];

    public IReadOnlyList<Patient> Invent(int count)
    {
        List<Patient> people = [];
        while (people.Count < count)
        {
            var person = Person();
            people.Add(person);
            switch (random.Next(10))
            {
                case 0:
                    people.Add(Again(person));
                    break;
                case 1:
                    people.Add(Housemate(person));
                    break;
            }
        }
        return people;
    }

    private Patient Person() => Complete(new Patient
    {
        FirstName = random.Next(40) == 0 ? Short[random.Next(Short.Length)].Split(' ')[0] : names.Given(),
        LastName = names.Family(),
        BornOn = new DateOnly(1945, 1, 1).AddDays(random.Next(29_500)),
    });

    private Patient Complete(Patient p)
    {
        p.Id = new PatientId(Guid.CreateVersion7());
        p.PracticeId = Practice;
        p.Mrn = $"MR{(++made * 37L) + 1_000_003}";
        (p.Street, p.City, p.State, p.Zip) = p.Street is null ? Home() : (p.Street, p.City, p.State, p.Zip);
        p.Email ??= random.Next(10) < 6 ? string.Create(CultureInfo.InvariantCulture, $"person{made}@example.com") : null;
        p.Phones = p.Phones.Count > 0 ? p.Phones : [Phone()];
        p.Phones.ForEach(n => n.PatientId = p.Id);
        return p;
    }

    /// <summary>One home, one number, and what else they have in common.</summary>
    private Patient Housemate(Patient p)
    {
        var kind = random.Next(3);
        return Complete(new Patient
        {
            FirstName = kind == 1 ? p.FirstName : AnotherName(p.FirstName),
            LastName = p.LastName,
            BornOn = kind == 0 ? p.BornOn : p.BornOn?.AddDays(kind == 1 ? -random.Next(7_000, 14_000) : random.Next(-2_000, 2_000)),
            Street = p.Street,
            City = p.City,
            State = p.State,
            Zip = p.Zip,
            Email = random.Next(4) == 0 ? p.Email : null,
            Phones = [new PatientPhone { Number = p.Phones[0].Number }],
        });
    }

    // Nobody calls both twins the same.
    private string AnotherName(string than)
    {
        while (true)
        {
            if (names.Given() is var name && name != than)
            {
                return name;
            }
        }
    }

    private Patient Again(Patient p)
    {
        List<string> what = [];
        var second = new Patient
        {
            FirstName = p.FirstName,
            LastName = p.LastName,
            BornOn = p.BornOn,
            Email = p.Email,
            Street = p.Street,
            City = p.City,
            State = p.State,
            Zip = p.Zip,
            Phones = [new PatientPhone { Number = p.Phones[0].Number }],
        };
        Name(second, what);
        Birthday(second, what);
        Happens(35, "another phone", () => second.Phones = [Phone()]);
        Happens(25, "moved", () => second.Street = null);
        Happens(40, "no e-mail", () => second.Email = random.Next(2) == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"other{made}@example.com"));
        Complete(second);
        second.Mrn = random.Next(5) == 0 ? null : second.Mrn;
        Pairs.Add(Candidates.InOrder(p.Id, second.Id), what.Count == 0 ? "nothing" : string.Join(" + ", what));
        return second;

        void Happens(int percent, string name, Action happen)
        {
            if (random.Next(100) < percent)
            {
                what.Add(name);
                happen();
            }
        }
    }

    private void Name(Patient p, List<string> what)
    {
        var kind = random.Next(100) switch
        {
            < 15 => "one letter",
            < 20 => "two letters",
            < 23 => "swap",
            < 25 => "names turned",
            < 29 => "short form",
            < 34 => "married",
            < 37 => "double name",
            _ => null,
        };
        switch (kind)
        {
            case null:
                return;
            case "names turned":
                (p.FirstName, p.LastName) = (p.LastName, p.FirstName);
                break;
            case "short form":
                p.FirstName = Short.Select(s => s.Split(' ')).FirstOrDefault(s => s[0] == p.FirstName)?[1] ?? p.FirstName[..1];
                break;
            case "married":
                p.LastName = names.Family();
                break;
            case "double name":
                p.LastName = $"{p.LastName}-{names.Family()}";
                break;
            default:
                Misspell(p, kind);
                break;
        }
        what.Add(kind);
    }

    private void Misspell(Patient p, string kind)
    {
        if (random.Next(2) == 0)
        {
            p.FirstName = typos.Make(kind, p.FirstName, "").Trim();
        }
        else
        {
            p.LastName = typos.Make(kind, "", p.LastName).Trim();
        }
    }

    private void Birthday(Patient p, List<string> what)
    {
        if (p.BornOn is not { } born)
        {
            return;
        }
        var (kind, day) = random.Next(100) switch
        {
            < 4 => ("birthday slip", Slip(born)),
            < 6 when born.Day <= 12 => ("day and month turned", new DateOnly(born.Year, born.Day, born.Month)),
            < 9 => ("no birthday", (DateOnly?)null),
            _ => (null, born),
        };
        p.BornOn = day;
        what.AddRange(kind is null ? [] : [kind]);
    }

    private DateOnly Slip(DateOnly born) => random.Next(3) switch
    {
        0 => born.AddYears(random.Next(2) == 0 ? 10 : -10),
        1 => born.AddYears(1),
        _ => born.Day % 10 < 9 && born.Day < 28 ? born.AddDays(1) : born.AddDays(-1),
    };

    private (string, string, string, string) Home() => (
        string.Create(CultureInfo.InvariantCulture, $"{random.Next(1, 4_000)} {Streets[random.Next(Streets.Length)]}"), "Austin", "TX",
        string.Create(CultureInfo.InvariantCulture, $"787{random.Next(1, 21):D2}"));

    // Not of the range kept for fiction, which has too few: nobody dials them.
    private PatientPhone Phone() => new() { Number = string.Create(CultureInfo.InvariantCulture, $"+1{random.Next(201, 980)}{random.Next(200, 1000)}{random.Next(10_000):D4}") };
}
