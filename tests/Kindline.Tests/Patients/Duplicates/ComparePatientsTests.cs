using Kindline.Foundation;
using Kindline.Patients;
using Kindline.Patients.Duplicates;
using Kindline.Tests.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Tests.Patients.Duplicates;

/// <summary>Who comes into the queue of pairs, when, and who does not come again.</summary>
public sealed class ComparePatientsTests
{
    [Theory, BothEngines]
    public async Task A_person_registered_twice_is_found_once_by_any_of_the_ways(DatabaseEngine engine)
    {
        await using var desk = await ReviewDesk.OpenAsync(engine);
        await desk.AddAsync("Luis", "Marlow", "1980-05-01", "DM-3", "+17375550160");
        await desk.AddAsync("Luis", "Marlow", "1980-01-05", null, "+17375550160");
        await desk.AddAsync("Berg", "Ida", "1990-02-02", "DM-5");
        await desk.AddAsync("Ida", "Berg", "1990-02-02", "DM-6");
        await desk.AddAsync("Ann", "Quisenberry", "1966-06-06", "DM-7", "+15125550111");
        await desk.AddAsync("Ann", "Quisenberry-Holt", "1966-06-06", "DM-8", "+15125550112");

        (await desk.CompareAsync()).ShouldBe(8);
        (await desk.CompareAsync()).ShouldBe(0);

        (await desk.QueueAsync()).Select(p => $"{p.One.Name}, {p.Other.Name}").Order().ShouldBe(
            ["Ann Quisenberry, Ann Quisenberry-Holt", "Berg Ida, Ida Berg", "Luis Marlow, Luis Marlow", "Rosa Hinojosa, Rosa Elena Hinojoza"]);
    }

    [Theory, BothEngines]
    public async Task Twins_a_father_and_people_of_other_practices_stay_out(DatabaseEngine engine)
    {
        await using var desk = await ReviewDesk.OpenAsync(engine);
        await desk.AddAsync("Mateo", "Salinas", "2015-03-14", "DM-11", "+15125550120");
        await desk.AddAsync("Lucia", "Salinas", "2015-03-14", "DM-12", "+15125550120");
        await desk.AddAsync("Mateo", "Salinas", "1981-07-30", "DM-13", "+15125550120");
        await using (var db = desk.Office.Db())
        {
            db.Patients.Add(new Patient
            {
                Id = new PatientId(Guid.CreateVersion7(desk.Office.Clock.GetUtcNow())),
                PracticeId = desk.Office.OtherPractice,
                FirstName = "Rosa",
                LastName = "Hinojosa",
                BornOn = new DateOnly(1971, 3, 14),
                Phones = [new PatientPhone { Number = "+15125550142" }],
            });
            await db.SaveChangesAsync(ReviewDesk.Ct);
        }

        await desk.CompareAsync();

        (await desk.QueueAsync()).ShouldHaveSingleItem().One.Id.ShouldBe(desk.Rosa);
    }

    [Theory, BothEngines]
    public async Task A_record_that_changes_is_compared_anew(DatabaseEngine engine)
    {
        await using var desk = await ReviewDesk.OpenAsync(engine);
        var ida = await desk.AddAsync("Ida", "Marlow", "1990-02-02", "DM-21", "+15125550130");
        await desk.AddAsync("Ida", "Holt", "1991-08-08", "DM-22", "+15125550131");
        await desk.CompareAsync();

        await desk.ChangeAsync(ida, p => p.Plan = "Lantern Vision PPO");
        (await desk.CompareAsync()).ShouldBe(0, "a plan is not compared");
        await desk.ChangeAsync(ida, p => (p.LastName, p.BornOn) = ("Holt", new DateOnly(1991, 8, 8)));
        (await desk.CompareAsync()).ShouldBe(1);
        (await desk.QueueAsync()).Count.ShouldBe(2);
        await desk.ChangeAsync(ida, p => (p.LastName, p.BornOn) = ("Marlow", new DateOnly(1990, 2, 2)));
        await desk.CompareAsync();

        (await desk.QueueAsync()).Count.ShouldBe(1, "what no longer agrees leaves the queue");
    }

    [Theory, BothEngines]
    public async Task A_new_number_alone_is_compared_and_found_by_its_end(DatabaseEngine engine)
    {
        await using var desk = await ReviewDesk.OpenAsync(engine);
        await desk.AddAsync("Ida", "Marlow", "1990-02-02", null, "+15125550130");
        var second = await desk.AddAsync("Ida", "Holt", "1990-02-02", null, "+15125550131");
        await desk.CompareAsync();

        await desk.ChangeAsync(second, p => p.Phones.Add(new PatientPhone { Number = "+15125550130" }));
        (await desk.CompareAsync()).ShouldBe(1);

        (await desk.QueueAsync()).Count.ShouldBe(2);
        await using var db = desk.Office.Db();
        (await db.PatientPhones.CountAsync(n => n.Tail == "03105552151" && n.PatientId == second, ReviewDesk.Ct)).ShouldBe(1);
    }

    [Theory, BothEngines]
    public async Task Two_people_are_not_offered_again_until_more_of_them_agrees(DatabaseEngine engine)
    {
        await using var desk = await ReviewDesk.OpenAsync(engine);
        var pair = await desk.PairAsync();

        (await desk.KeepApartAsync(pair)).ShouldBeOfType<PairDecision.Done>();
        (await desk.KeepApartAsync(pair)).ShouldBeOfType<PairDecision.Done>();
        await desk.ChangeAsync(desk.Rosie, p => p.LastName = "Hinojossa");
        await desk.ChangeAsync(desk.Rosa, p => p.Email = "rosa@example.com");
        await desk.CompareAsync();
        (await desk.QueueAsync()).ShouldBeEmpty();
        (await desk.QueueAsync(PairState.KeptApart)).Count.ShouldBe(1);
        await desk.ChangeAsync(desk.Rosie, p => p.Email = "Rosa@example.com");
        await desk.CompareAsync();

        (await desk.QueueAsync()).ShouldHaveSingleItem().Agreement.Email.ShouldBe(Likeness.Same);
    }

    [Theory, BothEngines]
    public async Task The_decision_that_they_are_two_can_be_taken_back(DatabaseEngine engine)
    {
        await using var desk = await ReviewDesk.OpenAsync(engine);
        var pair = await desk.PairAsync();

        await desk.KeepApartAsync(pair);
        await desk.KeepApartAsync(pair, apart: false);

        (await desk.QueueAsync()).ShouldHaveSingleItem().Id.ShouldBe(pair);
    }

    [Theory, BothEngines]
    public async Task A_record_that_is_not_settled_yet_waits(DatabaseEngine engine)
    {
        await using var desk = await ReviewDesk.OpenAsync(engine);

        (await desk.Office.Get<ComparePatients>().RunAsync(ReviewDesk.Ct)).ShouldBe(0, "an import may still store older ones");
        (await desk.CompareAsync()).ShouldBe(2);
    }

    [Theory, BothEngines]
    public async Task Nobody_is_compared_while_a_load_has_the_indexes_aside(DatabaseEngine engine)
    {
        await using var desk = await ReviewDesk.OpenAsync(engine);
        await using var db = desk.Office.Db();
        await IndexesAside.SetAsideAsync(db, ["Patients"], [], ReviewDesk.Ct);

        (await desk.CompareAsync()).ShouldBe(0);

        await IndexesAside.MakeAgainAsync(db, ReviewDesk.Ct);
        (await desk.CompareAsync()).ShouldBe(2);
    }
}
