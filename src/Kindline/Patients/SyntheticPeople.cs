using Kindline.Foundation;

namespace Kindline.Patients;

/// <summary>
/// Invents people for a demo centre: families that share a telephone and a home, offices whose number stands with several patients. All
/// numbers lie in 555-0100 to 555-0199, which are kept free for fiction in every area code (NANPA), so nobody is ever called.
/// </summary>
public static class SyntheticPeople
{
    private const int OldestFamily = 90;

    private static readonly string[] FirstNames =
    [
        "Abel", "Ada", "Alma", "Amos", "Ana", "Andre", "Anita", "Arlo", "Beatriz", "Benita", "Boyd", "Brigid", "Caleb", "Carmen", "Cecil",
        "Celia", "Chester", "Clara", "Clyde", "Consuelo", "Cora", "Dalia", "Darnell", "Delia", "Desmond", "Dolores", "Dwight", "Edith",
        "Elena", "Elias", "Emil", "Ernesto", "Esther", "Fabian", "Faye", "Felix", "Flora", "Gideon", "Gilda", "Graciela", "Hattie", "Hector",
        "Hilda", "Hugo", "Ida", "Ines", "Irma", "Isaac", "Ivy", "Jasper", "Joaquin", "Josefa", "June", "Keiko", "Lamar", "Lena", "Leo",
        "Lidia", "Linh", "Lorna", "Luis", "Mabel", "Marcus", "Marisol", "Mateo", "Mei", "Milo", "Mina", "Myrtle", "Nadia", "Nelson", "Nora",
        "Olive", "Omar", "Opal", "Orson", "Pablo", "Pearl", "Priya", "Quentin", "Ramona", "Raul", "Reva", "Rhoda", "Rosalind", "Ruben",
        "Sadie", "Samir", "Selma", "Silas", "Simone", "Sofia", "Tamar", "Teo", "Thelma", "Uma", "Vernon", "Vera", "Viola", "Wade", "Winona", "Yusuf", "Zelda",
    ];

    private static readonly string[] LastNames =
    [
        "Abernathy", "Acosta", "Addison", "Alcantara", "Ashworth", "Barrera", "Beckett", "Benavides", "Birdsong", "Bledsoe", "Calloway",
        "Cardenas", "Castellanos", "Chandler", "Cordero", "Crane", "Dalton", "Delacruz", "Duong", "Eastman", "Escobedo", "Fairchild",
        "Farrow", "Galindo", "Garland", "Gentry", "Godwin", "Halloran", "Hargrove", "Hinojosa", "Holloway", "Huerta", "Ibarra", "Jaramillo",
        "Keating", "Kettle", "Kowalski", "Larkin", "Ledbetter", "Lockhart", "Lozano", "Maddox", "Marlow", "McAllister", "Medrano", "Mercer",
        "Montoya", "Nakamura", "Norwood", "Ocampo", "Okafor", "Osborne", "Pacheco", "Pemberton", "Pham", "Quintana", "Radcliffe", "Rao",
        "Renteria", "Ridley", "Saldana", "Santillan", "Sayers", "Sheffield", "Sterling", "Sutherland", "Tamayo", "Thornton", "Tibbs",
        "Trevino", "Underhill", "Valdez", "Vega", "Villanueva", "Wakefield", "Weatherby", "Whitlock", "Wilder", "Yarbrough", "Zamora",
    ];

    // Area codes of Texas, as the demo practice lies there.
    private static readonly string[] AreaCodes =
    [
        "512", "737", "210", "726", "214", "469", "972", "945", "713", "832", "281", "346", "817", "682", "254", "361", "325", "409", "430",
        "432", "806", "830", "903", "915", "936", "940", "956", "979",
    ];

    /// <summary>Numbers of provider offices: one number, many patients of many families.</summary>
    public static IReadOnlyList<string> OfficeNumbers { get; } = [.. Enumerable.Range(0, 8).Select(n => $"+1{AreaCodes[n * 3]}55501{90 + n:00}")];

    /// <summary>So many people in families of one to five, always the same ones for one seed.</summary>
    public static IReadOnlyList<Patient> Invent(PracticeId practice, int count, int seed, DateOnly today, Func<Guid> newId)
    {
        var random = new Random(seed);
        // Of its own, so that what people own never changes who they are.
        var homes = new Random(seed + 1);
        var free = FreeNumbers(random);
        List<Patient> people = [];
        while (people.Count < count)
        {
            AddFamily(people, Math.Min(random.Next(1, 6), count - people.Count));
        }
        return people;

        void AddFamily(List<Patient> into, int size)
        {
            var lastName = Pick(LastNames);
            var shared = free.Dequeue();
            var language = random.Next(5) == 0 ? "es" : "en";
            for (var n = 0; n < size; n++)
            {
                // The first two are grown up, the others may be children.
                var age = n < 2 ? random.Next(19, OldestFamily) : random.Next(0, 18);
                into.Add(Person(into.Count, lastName, language, shared, age, n));
            }
            SyntheticHomes.MoveIn(into.GetRange(into.Count - size, size), shared, homes);
        }

        Patient Person(int number, string lastName, string language, string shared, int age, int member)
        {
            var id = new PatientId(newId());
            List<string> numbers = [shared];
            if (member == 1 && free.Count > count / 4)
            {
                numbers.Insert(0, free.Dequeue());
            }
            if (random.Next(20) == 0)
            {
                numbers.Add(OfficeNumbers[random.Next(OfficeNumbers.Count)]);
            }
            return new Patient
            {
                Id = id,
                PracticeId = practice,
                Mrn = $"DM{100_000 + (number * 7) + 13}",
                FirstName = Pick(FirstNames),
                LastName = lastName,
                BornOn = today.AddYears(-age).AddDays(-random.Next(0, 365)),
                Language = language,
                Phones = [.. numbers.Select(n => new PatientPhone { PatientId = id, Number = n })],
            };
        }

        string Pick(string[] from) => from[random.Next(from.Length)];
    }

    /// <summary>Every fictional number of the area codes but those of offices (0190 on) and of the centre's own lines (512-555-010x).</summary>
    private static Queue<string> FreeNumbers(Random random)
    {
        var numbers = AreaCodes.SelectMany(area => Enumerable.Range(area == "512" ? 10 : 0, area == "512" ? 80 : 90).Select(n => $"+1{area}55501{n:00}")).ToArray();
        random.Shuffle(numbers);
        return new Queue<string>(numbers);
    }
}
