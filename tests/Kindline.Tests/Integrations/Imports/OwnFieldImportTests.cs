using System.Net;
using System.Net.Http.Json;
using Kindline.Foundation;
using Kindline.Patients;
using Kindline.Tests.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Tests.Integrations.Imports;

/// <summary>Columns that hold fields of the practice's own.</summary>
public sealed class OwnFieldImportTests
{
    private const string Sheet = """
        MRN,Last Name,First Name,DOB,Phone,Lens type,Last fitting,Wears contacts,Diopters,Legacy
        100,Hinojosa,Rosa,3/14/1971,,HARD,1/31/2026,Y,-2.50,x
        101,Marlow,Luis,5/1/1980,,soft,,no,"1,200",x
        102,Salas,Ida,5/2/1980,,glass,soon,perhaps,many,x

        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task They_are_guessed_read_as_people_write_them_and_taken_back(DatabaseEngine engine)
    {
        await using var office = await BrowserImport.OpenAsync(engine);
        await KeepAsync(office);
        await using (var db = office.Centre.Databases.Create())
        {
            var rosa = await db.Patients.Include(p => p.FieldValues).SingleAsync(Ct);
            rosa.SetOwnValue((await db.PatientFields.SingleAsync(f => f.Label == "Lens type", Ct)).Id, "soft");
            await db.SaveChangesAsync(Ct);
        }
        var before = await ValuesAsync(office);

        var id = await office.BringAsync(Sheet);
        var columns = await office.GetAsync($"/api/imports/{id}/columns");
        await office.CheckAsync(id);
        var preview = await office.GetAsync($"/api/imports/{id}/preview?kind=changed");
        var added = await office.GetAsync($"/api/imports/{id}/preview?kind=added");
        await office.PostAsync(id, "start");

        columns.GetProperty("columns").EnumerateArray().Skip(5).Select(c => c.GetProperty("own").GetString() is not null).ShouldBe([true, true, true, true, false]);
        columns.GetProperty("ownFields").EnumerateArray().Select(f => f.GetProperty("label").GetString()).ShouldBe(["Diopters", "Last fitting", "Lens type", "Wears contacts"]);
        preview.GetProperty("rows")[0].GetProperty("changes").EnumerateArray().Select(c => $"{c.GetProperty("field")}: {c.GetProperty("before")} > {c.GetProperty("after")}")
            .ShouldContain("Lens type: soft > hard");
        added.GetProperty("rows")[1].GetProperty("why").GetString()
            .ShouldBe("Lens type must be one of: soft, hard; Last fitting must be a day, such as 2027-03-14; Wears contacts must be yes or no; Diopters must be a number, such as 12.5");
        (await ValuesAsync(office)).ShouldBe(
            ["100 Diopters -2.50", "100 Last fitting 2026-01-31", "100 Lens type hard", "100 Wears contacts yes", "101 Diopters 1200", "101 Lens type soft", "101 Wears contacts no"]);

        var undone = await office.PostAsync(id, "undo");

        undone.GetProperty("why").GetString().ShouldBeNull("nothing of it stays");
        (await ValuesAsync(office)).ShouldBe(before);
        (await office.PeopleAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Who_was_changed_by_hand_since_stays_when_the_file_is_taken_back()
    {
        await using var office = await BrowserImport.OpenAsync();
        await KeepAsync(office);
        var id = await office.BringAsync(Sheet);
        await office.CheckAsync(id);
        await office.PostAsync(id, "start");
        await using (var db = office.Centre.Databases.Create())
        {
            var luis = await db.Patients.SingleAsync(p => p.Mrn == "101", Ct);
            (luis.Remarks, luis.Version) = ("Asks for Dr. Osei", luis.Version + 1);
            await db.SaveChangesAsync(Ct);
        }

        var undone = await office.PostAsync(id, "undo");

        (await office.PeopleAsync()).Select(p => p[..3]).ShouldBe(["100", "101"]);
        undone.GetProperty("why").GetString().ShouldStartWith("1 person stays");
    }

    [Fact]
    public async Task A_column_holds_one_thing_and_a_field_that_the_practice_keeps()
    {
        await using var office = await BrowserImport.OpenAsync();
        await KeepAsync(office);
        var id = await office.BringAsync(Sheet);
        var known = (await office.GetAsync($"/api/imports/{id}/columns")).GetProperty("ownFields")[0].GetProperty("id").GetString();
        object[] named = [new { column = 0, field = "mrn" }, new { column = 1, field = "lastName" }, new { column = 2, field = "firstName" }];

        foreach (object wrong in new object[] { new { column = 5, own = Guid.CreateVersion7() }, new { column = 5, own = known, field = "plan" }, new { column = 5 } })
        {
            using var refused = await office.Manager.PostAsJsonAsync($"/api/imports/{id}/check", new { columns = named.Append(wrong) }, Ct);
            refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await refused.Content.ReadAsStringAsync(Ct)).ShouldContain("must each hold one thing");
        }
        using var twice = await office.Manager.PostAsJsonAsync(
            $"/api/imports/{id}/check", new { columns = named.Append(new { column = 5, own = known }).Append(new { column = 6, own = known }) }, Ct);
        (await twice.Content.ReadAsStringAsync(Ct)).ShouldContain("Lens type and Last fitting cannot both hold the same");
    }

    private static async Task KeepAsync(BrowserImport office)
    {
        await using var db = office.Centre.Databases.Create();
        db.AddRange(
            new PatientField { Id = NewId(), PracticeId = office.Practice, Label = "Lens type", Kind = FieldKind.Choice, Choices = ["soft", "hard"] },
            new PatientField { Id = NewId(), PracticeId = office.Practice, Label = "Last fitting", Kind = FieldKind.Date },
            new PatientField { Id = NewId(), PracticeId = office.Practice, Label = "Wears contacts", Kind = FieldKind.YesNo },
            new PatientField { Id = NewId(), PracticeId = office.Practice, Label = "Diopters", Kind = FieldKind.Number },
            new PatientField { Id = NewId(), PracticeId = office.Practice, Label = "Legacy", RetiredAt = office.Centre.Clock.GetUtcNow() },
            new PatientField { Id = NewId(), PracticeId = office.Other, Label = "DOB" });
        await db.SaveChangesAsync(Ct);

        static PatientFieldId NewId() => new(Guid.CreateVersion7());
    }

    private static async Task<IReadOnlyList<string>> ValuesAsync(BrowserImport office)
    {
        await using var db = office.Centre.Databases.Create();
        var values = await (
            from value in db.Set<PatientFieldValue>()
            join person in db.Patients on value.PatientId equals person.Id
            join field in db.PatientFields on value.FieldId equals field.Id
            select new { person.Mrn, field.Label, value.Value }).ToListAsync(Ct);
        return [.. values.Select(v => $"{v.Mrn} {v.Label} {v.Value}").Order(StringComparer.Ordinal)];
    }
}
