using System.Globalization;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Patients;
using Kindline.Tests.Foundation;
using Kindline.Tests.Interactions;

namespace Kindline.Tests.Patients;

public sealed class PatientSearchTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task A_patient_is_found_by_whatever_the_caller_says(DatabaseEngine engine)
    {
        await using var office = await OfficeAsync(engine);

        foreach (var query in new[]
        {
            "Hinojosa", "hino", "rosa HINOJOSA", "Hinojosa, Rosa", "3/14/1971", "1971-03-14", "hinojosa 3/14/1971", "(512) 555-0142", "+15125550142",
            "555-0142", "MRN-77", "77", "mrn MRN-77", "Mar 14, 1971", "rosa march 14 1971", "14 Mar 1971 hinojosa", "03141971", "19710314",
        })
        {
            (await FindAsync(office, query, Scope.All)).Items.ShouldHaveSingleItem(query).Name.ShouldBe("Rosa Hinojosa");
        }
        (await FindAsync(office, "rosa lopez")).Total.ShouldBe(0);
        (await FindAsync(office, "rosa mar 15, 1971", Scope.All)).Total.ShouldBe(0);
        (await FindAsync(office, "%")).Total.ShouldBe(0);
    }

    [Theory, BothEngines]
    public async Task Other_practices_patients_are_not_found(DatabaseEngine engine)
    {
        await using var office = await OfficeAsync(engine);
        var user = office.Person(office.Ana, Scope.Own, Permission.PatientsRead);
        var stranger = (await FindAsync(office, "Stranger", Scope.All)).Items.ShouldHaveSingleItem();

        (await FindAsync(office, "Stranger")).Total.ShouldBe(0);
        (await office.Get<PatientQueries>().ReadAsync(stranger.Id, user, Ct)).ShouldBeNull();
    }

    [Theory, BothEngines]
    public async Task Masked_scope_tells_rows_apart_and_nobody_who_they_are(DatabaseEngine engine)
    {
        await using var office = await OfficeAsync(engine);

        var row = (await FindAsync(office, "hinojosa", Scope.Masked)).Items.ShouldHaveSingleItem();

        (row.Name, row.BornOn, row.Mrn, row.Phones[0]).ShouldBe(("R••• H•••", null, "••••77", "+1512555••42"));
    }

    [Theory, BothEngines]
    public async Task Whoever_takes_calls_finds_names_and_nothing_that_a_caller_is_asked_for(DatabaseEngine engine)
    {
        await using var office = await OfficeAsync(engine);
        var agent = office.Person(office.Ana, Scope.Own, Permission.PatientsRead);

        var row = (await FindAsync(office, "hinojosa 3/14/1971", Scope.Own)).Items.ShouldHaveSingleItem();
        var read = await office.Get<PatientQueries>().ReadAsync(row.Id, agent, Ct);

        (row.Name, row.BornOn, row.Mrn, row.Phones[0]).ShouldBe(("Rosa Hinojosa", null, "••••77", "+1512555••42"));
        (read!.BornOn, read.Mrn).ShouldBe((null, "••••77"));
        (await FindAsync(office, "hinojosa 3/15/1971", Scope.Own)).Total.ShouldBe(1, "a date of birth is not to be guessed here");
        foreach (var day in new[] { "3/14/1971", "Mar 14, 1971", "03141971" })
        {
            (await FindAsync(office, day, Scope.Own)).Total.ShouldBe(0, day);
        }
    }

    [Fact]
    public void A_family_shares_a_home_in_the_state_of_its_number_and_nobody_can_be_reached()
    {
        var people = SyntheticPeople.Invent(default, 400, 20, new DateOnly(2026, 11, 16), Guid.CreateVersion7);

        people.ShouldAllBe(p => p.State == "TX" && p.Zip!.Length == 5 && p.Address()!.EndsWith($"{p.City}, TX {p.Zip}"));
        people.Where(p => p.Email != null).ShouldAllBe(p => p.Email!.EndsWith("@example.com"));
        people.Select(p => p.Address()).Distinct().Count().ShouldBeLessThan(people.Count / 2);
        people.Count(p => p.BalanceCents > 0).ShouldBeInRange(50, 150);
        people.Count(p => p.Alerts.Count > 0).ShouldBeInRange(40, 120);
    }

    [Theory]
    [InlineData("1971-11-16", 55)]
    [InlineData("1971-11-17", 54)]
    [InlineData("2024-02-29", 2)]
    [InlineData("2026-11-16", 0)]
    public void Age_counts_whole_years(string bornOn, int age) =>
        new Patient { BornOn = DateOnly.Parse(bornOn, CultureInfo.InvariantCulture) }.AgeOn(new DateOnly(2026, 11, 16)).ShouldBe(age);

    [Theory, BothEngines]
    public async Task A_demo_practice_gets_400_people_with_fictional_numbers_once(DatabaseEngine engine)
    {
        await using var office = await BackOffice.OpenAsync(engine);

        (await office.Get<SeedPatients>().RunAsync(office.Practice, 20, Ct)).ShouldBe(400);
        (await office.Get<SeedPatients>().RunAsync(office.Practice, 20, Ct)).ShouldBe(0);

        var people = SyntheticPeople.Invent(office.Practice, 400, 20, new DateOnly(2026, 11, 16), Guid.CreateVersion7);
        var numbers = people.SelectMany(p => p.Phones).Select(p => p.Number).ToList();
        numbers.ShouldAllBe(n => n.Length == 12 && n.Substring(5, 5) == "55501" && n != "+15125550100");
        people.GroupBy(p => p.Phones[^1].Number).Count(g => g.Count() > 1).ShouldBeGreaterThan(50);
        numbers.Select(n => n[2..5]).Distinct().Count().ShouldBeGreaterThan(20);
        SyntheticPeople.OfficeNumbers.Count(numbers.Contains).ShouldBeGreaterThan(4);
    }

    private static async Task<BackOffice> OfficeAsync(DatabaseEngine engine)
    {
        var office = await BackOffice.OpenAsync(engine);
        await using var db = office.Db();
        db.Patients.AddRange(
            Person(office.Practice, "Rosa", "Hinojosa", "MRN-77", new DateOnly(1971, 3, 14), "+15125550142"),
            Person(office.Practice, "Luis", "Marlow", "MRN-81", new DateOnly(1980, 5, 1), "+17375550160"),
            Person(office.OtherPractice, "Ida", "Stranger", "MRN-90", new DateOnly(1980, 5, 1), "+12105550160"));
        await db.SaveChangesAsync(Ct);
        return office;
    }

    private static Patient Person(PracticeId practice, string first, string last, string mrn, DateOnly bornOn, string number) => new()
    {
        Id = new PatientId(Guid.CreateVersion7()),
        PracticeId = practice,
        FirstName = first,
        LastName = last,
        Mrn = mrn,
        BornOn = bornOn,
        Phones = [new PatientPhone { Number = number }],
    };

    private static Task<Page<PatientView>> FindAsync(BackOffice office, string query, Scope scope = Scope.Own) => office.Get<PatientQueries>()
        .SearchAsync(PatientSearch.Parse(query), new Paging(1, 50), office.Person(office.Ana, scope, Permission.PatientsSearch), Ct);
}
