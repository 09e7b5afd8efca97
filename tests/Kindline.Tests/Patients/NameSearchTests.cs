using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Patients;
using Kindline.Patients.Search;
using Kindline.Tests.Foundation;
using Kindline.Tests.Interactions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kindline.Tests.Patients;

/// <summary>Who is found by a name that is half typed, misspelt, only heard, or in another order.</summary>
public sealed class NameSearchTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task A_name_is_found_as_it_is_typed_misspelt_or_heard(DatabaseEngine engine)
    {
        await using var office = await OfficeAsync(engine);

        foreach (var (query, name) in new[]
        {
            ("gonz", "María Elena González"), ("maria gonz", "María Elena González"), ("gonz mar", "María Elena González"), ("elena gonzalez", "María Elena González"),
            ("gonsales maria", "María Elena González"), ("gonzlaez", "María Elena González"), ("nzale", "María Elena González"), ("mria gonzaels", "María Elena González"),
            ("de la cruz", "Juan De la Cruz"), ("delacruz", "Juan De la Cruz"), ("cruz juan", "Juan De la Cruz"), ("juan de la cr", "Juan De la Cruz"), ("de la crus", "Juan De la Cruz"),
            ("ohara", "Sean O’Hara"), ("O'Hara", "Sean O’Hara"), ("shawn ohara", "Sean O’Hara"), ("mc allister", "Ann McAllister"), ("Mcalister", "Ann McAllister"),
            ("fillips", "Bob Philips"), ("garcia lopez", "Rosa García-López"), ("rosa garcia lopez", "Rosa García-López"), ("lopez rosa", "Rosa García-López"),
            ("nite", "Al Knight"), ("al knight", "Al Knight"), ("李", "小龙 李"), ("Øster", "Kim Østergaard"), ("østergard kim", "Kim Østergaard"),
        })
        {
            (await FindAsync(office, query)).Items.Select(p => p.Name).FirstOrDefault().ShouldBe(name, query);
        }
    }

    [Theory, BothEngines]
    public async Task Marks_and_names_must_all_fit(DatabaseEngine engine)
    {
        await using var office = await OfficeAsync(engine);

        foreach (var (query, total) in new[]
        {
            ("gonzalez 0142", 1), ("gonzales 5/14/1971", 1), ("0142 5/14/71", 1), ("gonzalez 0143", 0), ("cruz 5/14/1971", 0), ("512 555 01", 2), ("5550142", 1),
            ("maria.gonz", 1), ("maria.gonzalez@example.com", 1), ("juan maria.gonz", 0), ("dm-100234", 1), ("100234", 1), ("DM1002", 1), ("234", 1), ("xqzwv", 0), ("gonzalez xqzwv", 0), ("knight", 3), ("knight z", 1), ("knight q", 0),
        })
        {
            (await FindAsync(office, query)).Total.ShouldBe(total, query);
        }
    }

    [Theory, BothEngines]
    public async Task Whoever_marries_is_found_by_the_new_name_and_no_more_by_the_old(DatabaseEngine engine)
    {
        await using var office = await OfficeAsync(engine);
        await using var db = office.Db();
        var rosa = await db.Patients.SingleAsync(p => p.FirstName == "Rosa", Ct);

        (rosa.LastName, rosa.Mrn) = ("Van der Berg", "DM7");
        await db.SaveChangesAsync(Ct);

        (await FindAsync(office, "berg rosa")).Total.ShouldBe(1);
        (await FindAsync(office, "vanderberg")).Total.ShouldBe(1);
        (await FindAsync(office, "DM7")).Total.ShouldBe(1);
        (await FindAsync(office, "garcia rosa")).Total.ShouldBe(0);
    }

    [Theory, BothEngines]
    public async Task A_number_that_is_all_that_was_added_is_found_by_its_end(DatabaseEngine engine)
    {
        await using var office = await OfficeAsync(engine);
        await using var db = office.Db();
        var rosa = await db.Patients.AsNoTracking().SingleAsync(p => p.FirstName == "Rosa", Ct);

        db.Add(new PatientPhone { PatientId = rosa.Id, Number = "+15125550177" });
        await db.SaveChangesAsync(Ct);

        (await FindAsync(office, "5550177")).Items.ShouldHaveSingleItem().Name.ShouldBe("Rosa García-López");
    }

    [Theory, BothEngines]
    public async Task Patients_from_before_there_were_keys_get_them_at_the_start(DatabaseEngine engine)
    {
        await using var office = await OfficeAsync(engine);
        await using (var db = office.Db())
        {
            await db.Set<PatientWord>().ExecuteDeleteAsync(Ct);
            await db.Patients.ExecuteUpdateAsync(
                p => p.SetProperty(x => x.FamilyKey, "").SetProperty(x => x.GivenKey, "").SetProperty(x => x.MrnTail, (string?)null).SetProperty(x => x.EmailKey, (string?)null), Ct);
            await db.PatientPhones.ExecuteUpdateAsync(p => p.SetProperty(x => x.Tail, ""), Ct);
        }

        await new KeysOfOldPatients(office.Get<DbFactory>(), NullLogger<KeysOfOldPatients>.Instance).StartAsync(Ct);

        (await FindAsync(office, "cruz juan")).Total.ShouldBe(1);
        (await FindAsync(office, "100234")).Total.ShouldBe(1);
        (await FindAsync(office, "5550142")).Total.ShouldBe(1);
        (await FindAsync(office, "maria.gonz")).Total.ShouldBe(1);
    }

    [Theory, BothEngines]
    public async Task A_frequent_name_leaves_room_for_another_that_is_as_near(DatabaseEngine engine)
    {
        await using var office = await OfficeAsync(engine);
        await using var db = office.Db();
        db.Patients.AddRange(Enumerable.Repeat("Quillar", PatientFinder.Most + 10).Append("Quollar").Select(family => new Patient
        {
            Id = new PatientId(Guid.CreateVersion7()),
            PracticeId = office.Practice,
            FirstName = "Nora",
            LastName = family,
        }));
        await db.SaveChangesAsync(Ct);

        var found = (await FindAsync(office, "nora quxllar")).Items;

        found.Take(10).Select(p => p.Name).Distinct().ShouldBe(["Nora Quillar", "Nora Quollar"]);
    }

    [Theory]
    [InlineData("maria", "mria", 1)]
    [InlineData("maria", "amria", 1)]
    [InlineData("maria", "mariaa", 1)]
    [InlineData("gonzalez", "gonzlaes", 2)]
    [InlineData("knight", "nite", 4)]
    [InlineData("", "abc", 3)]
    [InlineData("abc", "", 3)]
    public void Letters_added_left_out_replaced_and_swapped_count_one_each(string word, string other, int steps)
    {
        new EditDistance(word).To(other).ShouldBe(steps);
        new EditDistance(other).To(word).ShouldBe(steps);
    }

    [Theory]
    [InlineData("philips", "fillips")]
    [InlineData("knight", "nite")]
    [InlineData("gonzalez", "gonsales")]
    [InlineData("xavier", "javier")]
    [InlineData("catherine", "katerin")]
    [InlineData("schmidt", "shmitt")]
    [InlineData("vargas", "bargas")]
    [InlineData("wright", "rite")]
    public void Names_that_sound_the_same_have_the_same_key(string one, string other) => SoundKey.Of(one).ShouldBe(SoundKey.Of(other));

    [Theory]
    [InlineData("marquez", "martinez")]
    [InlineData("lopez", "lujan")]
    [InlineData("smith", "jones")]
    public void Names_that_sound_otherwise_have_another(string one, string other) => SoundKey.Of(one).ShouldNotBe(SoundKey.Of(other));

    private static async Task<BackOffice> OfficeAsync(DatabaseEngine engine)
    {
        var office = await BackOffice.OpenAsync(engine);
        await using var db = office.Db();
        db.Patients.AddRange(
            Person("María Elena", "González", "DM-100234", "+15125550142", new DateOnly(1971, 5, 14), "Maria.Gonzalez@example.com"), Person("Juan", "De la Cruz"),
            Person("Sean", "O’Hara"), Person("Ann", "McAllister"), Person("Bob", "Philips"), Person("Rosa", "García-López", phone: "+15125550151"), Person("Eve", "Knight"), Person("Al", "Knight"), Person("Zed", "Knight"),
            Person("小龙", "李"), Person("Kim", "Østergaard"), Person("?", "?"));
        await db.SaveChangesAsync(Ct);
        return office;

        Patient Person(string first, string last, string? mrn = null, string? phone = null, DateOnly? bornOn = null, string? email = null) => new()
        {
            Id = new PatientId(Guid.CreateVersion7()),
            PracticeId = office.Practice,
            FirstName = first,
            LastName = last,
            Mrn = mrn,
            BornOn = bornOn,
            Email = email,
            Phones = phone is null ? [] : [new PatientPhone { Number = phone }],
        };
    }

    private static Task<Page<PatientView>> FindAsync(BackOffice office, string query) =>
        office.Get<PatientQueries>().SearchAsync(
            PatientSearch.Parse(query), new Paging(1, 50), office.Person(office.Ana, Scope.Team, Permission.PatientsSearch), Ct);
}
