using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Patients;
using Kindline.Practices.Contacts;
using Kindline.Tests.Foundation;
using Kindline.Tests.Practices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kindline.Tests.Patients.Record;

public sealed class ReferralTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task A_partner_shows_whom_it_sent_in_numbers_and_by_name_to_who_may_list_patients(DatabaseEngine engine)
    {
        await using var centre = await TestCentre.StartAsync(engine);
        var (practice, partner) = await WorldAsync(centre);
        var rosa = await AddAsync(centre, practice, "Rosa", "Delgado");
        var ben = await AddAsync(centre, practice, "Ben", "Ode");
        using var manager = await centre.SignInAsRoleAsync("manager", practice);
        using var agent = await centre.SignInAsRoleAsync("agent", practice);

        (await ReferAsync(manager, rosa, 0, partner)).ShouldBe(HttpStatusCode.OK);
        (await ReferAsync(manager, ben, 0, partner)).ShouldBe(HttpStatusCode.OK);
        await BackdateAsync(centre, rosa, new DateTimeOffset(2026, 10, 1, 3, 0, 0, TimeSpan.Zero));

        var counts = await agent.GetFromJsonAsync<JsonElement>($"/api/organisations/{partner}/referrals", Ct);
        counts.GetProperty("total").GetInt32().ShouldBe(2);
        counts.GetProperty("months").EnumerateArray().Select(m => (m.GetProperty("month").GetString(), m.GetProperty("patients").GetInt32()))
            .ShouldBe([("2026-11", 1), ("2026-09", 1)], "by the clock of Chicago");
        (await agent.GetAsync($"/api/organisations/{partner}/referrals/patients", Ct)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var names = await manager.GetFromJsonAsync<JsonElement>($"/api/organisations/{partner}/referrals/patients", Ct);
        names.GetProperty("items").EnumerateArray().Select(p => p.GetProperty("name").GetString()).ShouldBe(["Ben Ode", "Rosa Delgado"]);
        var entries = (await centre.Services.GetRequiredService<AuditTrail>().FindAsync(new AuditFilter { Code = "partner.referrals" }, Ct)).Items;
        entries.Select(e => e.PatientId?.ToString()).ShouldBe([rosa.Id.ToString(), ben.Id.ToString()], ignoreOrder: true);
    }

    [Theory, BothEngines]
    public async Task Only_a_partner_of_the_practice_is_taken_and_one_that_is_retired_since_stays(DatabaseEngine engine)
    {
        await using var centre = await TestCentre.StartAsync(engine);
        var (practice, partner) = await WorldAsync(centre);
        var rosa = await AddAsync(centre, practice, "Rosa", "Delgado");
        var elsewhere = await WorldAsync(centre);
        using var manager = await centre.SignInAsRoleAsync("manager", practice);

        (await ReferAsync(manager, rosa, 0, elsewhere.Partner)).ShouldBe(HttpStatusCode.BadRequest);
        (await ReferAsync(manager, rosa, 0, partner)).ShouldBe(HttpStatusCode.OK);
        await using (var db = centre.Databases.Create())
        {
            var row = await db.Organisations.FindAsync([partner], Ct);
            row!.RetiredAt = centre.Clock.GetUtcNow();
            await db.SaveChangesAsync(Ct);
        }
        (await ReferAsync(manager, rosa, 1, partner)).ShouldBe(HttpStatusCode.OK);
        (await ReferAsync(manager, rosa, 2, null)).ShouldBe(HttpStatusCode.OK);
        (await ReferAsync(manager, rosa, 3, partner)).ShouldBe(HttpStatusCode.BadRequest, "retired, and new for this patient");
    }

    private static async Task<(PracticeId Practice, OrganisationId Partner)> WorldAsync(TestCentre centre)
    {
        var practice = await ContactsTests.PracticeAsync(centre);
        var partner = new Organisation { Id = new(Guid.CreateVersion7()), PracticeId = practice, Name = "Cedar Pediatrics", ChangedAt = centre.Clock.GetUtcNow() };
        await using var db = centre.Databases.Create();
        db.Add(partner);
        await db.SaveChangesAsync(Ct);
        return (practice, partner.Id);
    }

    private static async Task<Person> AddAsync(TestCentre centre, PracticeId practice, string first, string last)
    {
        var patient = new Patient { Id = new(Guid.CreateVersion7()), PracticeId = practice, FirstName = first, LastName = last };
        await using var db = centre.Databases.Create();
        db.Add(patient);
        await db.SaveChangesAsync(Ct);
        return new Person(patient.Id, first, last);
    }

    private static async Task BackdateAsync(TestCentre centre, Person patient, DateTimeOffset at)
    {
        await using var db = centre.Databases.Create();
        await db.Patients.Where(p => p.Id == patient.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.ReferredAt, at), Ct);
    }

    private static async Task<HttpStatusCode> ReferAsync(HttpClient who, Person patient, int version, OrganisationId? partner)
    {
        var record = new { version, firstName = patient.First, lastName = patient.Last, language = "en", status = "active", referredBy = "the school", referredById = partner };
        using var answer = await who.PutAsJsonAsync($"/api/desk/people/{patient.Id}", new { record, reason = "Asked at the front desk" }, WireJson.Options, Ct);
        return answer.StatusCode;
    }

    private sealed record Person(PatientId Id, string First, string Last);
}
