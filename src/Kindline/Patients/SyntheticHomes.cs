namespace Kindline.Patients;

/// <summary>
/// Gives invented people a home, a plan, a balance and what to know of them. Streets are invented; towns and their first ZIP are
/// those of the area code, so that a person's number, state and address agree.
/// </summary>
internal static class SyntheticHomes
{
    private static readonly string[] Streets =
    [
        "Juniper Lane", "Old Mill Road", "Pecan Street", "Bluebonnet Court", "Ridgeline Drive", "Sycamore Avenue", "Heron Way",
        "Quarry Road", "Mesquite Trail", "Lantern Street", "Orchard Hill", "Ferry Road", "Limestone Drive", "Cottonwood Loop",
    ];

    private static readonly string[] Plans =
    [
        "Lantern Vision PPO", "Bluestem Health HMO", "Hill Country Choice", "Medicare Part B", "Mesa Employers PPO", "Star Family Medicaid", "Self-pay",
    ];

    private static readonly (string Text, AlertLevel Level)[] Alerts =
    [
        ("Hard of hearing: speak slowly and spell names", AlertLevel.Info),
        ("Two missed visits: confirm by phone the day before", AlertLevel.Warn),
        ("Uses a wheelchair: ground floor rooms only", AlertLevel.Info),
        ("Leave no message with anybody but the patient", AlertLevel.Warn),
        ("Daughter helps with appointments; consent on file", AlertLevel.Info),
        ("Latex allergy", AlertLevel.Warn),
    ];

    private static readonly Dictionary<string, (string City, string Zip)> Towns = new()
    {
        ["512"] = ("Austin", "78701"),
        ["737"] = ("Austin", "78702"),
        ["210"] = ("San Antonio", "78205"),
        ["726"] = ("San Antonio", "78207"),
        ["214"] = ("Dallas", "75201"),
        ["469"] = ("Dallas", "75204"),
        ["972"] = ("Plano", "75023"),
        ["945"] = ("Dallas", "75206"),
        ["713"] = ("Houston", "77002"),
        ["832"] = ("Houston", "77004"),
        ["281"] = ("Sugar Land", "77478"),
        ["346"] = ("Houston", "77007"),
        ["817"] = ("Fort Worth", "76102"),
        ["682"] = ("Arlington", "76010"),
        ["254"] = ("Waco", "76701"),
        ["361"] = ("Corpus Christi", "78401"),
        ["325"] = ("Abilene", "79601"),
        ["409"] = ("Beaumont", "77701"),
        ["430"] = ("Tyler", "75702"),
        ["432"] = ("Midland", "79701"),
        ["806"] = ("Lubbock", "79401"),
        ["830"] = ("New Braunfels", "78130"),
        ["903"] = ("Tyler", "75701"),
        ["915"] = ("El Paso", "79901"),
        ["936"] = ("Conroe", "77301"),
        ["940"] = ("Denton", "76201"),
        ["956"] = ("Laredo", "78040"),
        ["979"] = ("Bryan", "77803"),
    };

    /// <summary>Whoever shares a number lives under one roof.</summary>
    public static void MoveIn(IReadOnlyList<Patient> family, string number, Random random)
    {
        var (city, zip) = Towns[number[2..5]];
        var street = $"{random.Next(1, 400) * 5} {Streets[random.Next(Streets.Length)]}";
        var plan = Plans[random.Next(Plans.Length)];
        foreach (var person in family)
        {
            (person.Street, person.City, person.State, person.Zip, person.Plan) = (street, city, "TX", zip, plan);
            // example.com belongs to nobody (RFC 2606 3).
            person.Email = random.Next(3) > 0 ? $"{person.FirstName}.{person.LastName}@example.com".ToLowerInvariant() : null;
            person.BalanceCents = random.Next(4) == 0 ? random.Next(10, 300) * 100 : 0;
            person.Alerts = random.Next(5) == 0 ? [Alert(person, random)] : [];
        }
    }

    private static PatientAlert Alert(Patient person, Random random)
    {
        var (text, level) = Alerts[random.Next(Alerts.Length)];
        return new PatientAlert { PatientId = person.Id, Text = text, Level = level };
    }
}
