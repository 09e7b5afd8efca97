using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindline.Foundation;
using Kindline.Patients;
using Kindline.Practices;
using Kindline.Practices.Contacts;
using Kindline.Tests.Foundation;

namespace Kindline.Tests.Practices;

public sealed class CoverageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task An_agent_reads_whether_a_patients_payer_is_accepted_today_and_where_not(DatabaseEngine engine)
    {
        await using var centre = await TestCentre.StartAsync(engine);
        var world = await World.MakeAsync(centre);
        using var manager = await centre.SignInAsRoleAsync("manager", world.Practice);

        var (status, detail) = await SetAsync(manager, world.Payer, new
        {
            acceptances = new object[]
            {
                new { answer = "yes", untilOn = "2026-10-31" },
                new { answer = "somePlans", plans = "PPO", fromOn = "2026-11-01" },
                new { answer = "no", provider = world.Provider },
                new { answer = "yes", provider = world.Provider, location = world.Location },
                new { answer = "no", location = world.Location, fromOn = "2027-01-01" },
            },
        });

        status.ShouldBe(HttpStatusCode.OK);
        detail.GetProperty("organisation").GetProperty("acceptances").EnumerateArray().Select(a => a.GetProperty("holds").GetBoolean()).ShouldBe([false, true, true, true, false]);
        var coverage = await CoverageAsync(manager, world.Patient);
        (coverage.GetProperty("payer").GetProperty("name").GetString(), coverage.GetProperty("practice").GetProperty("answer").GetString(), coverage.GetProperty("practice").GetProperty("plans").GetString())
            .ShouldBe(("Lantern Health", "somePlans", "PPO"));
        coverage.GetProperty("exceptions").EnumerateArray().Select(e => $"{e.GetProperty("who").GetString()}: {e.GetProperty("answer").GetString()}")
            .ShouldBe(["Dr. Amara Osei: no", "Dr. Amara Osei at Riverside: yes"]);
    }

    [Fact]
    public async Task What_nobody_wrote_down_is_not_known()
    {
        await using var centre = await TestCentre.StartAsync();
        var world = await World.MakeAsync(centre);
        using var manager = await centre.SignInAsRoleAsync("manager", world.Practice);

        var coverage = await CoverageAsync(manager, world.Patient);

        (coverage.GetProperty("practice").ValueKind, coverage.GetProperty("exceptions").GetArrayLength()).ShouldBe((JsonValueKind.Null, 0));
    }

    [Fact]
    public async Task Who_is_of_another_practice_or_answered_twice_is_refused_and_nothing_changes()
    {
        await using var centre = await TestCentre.StartAsync();
        var world = await World.MakeAsync(centre);
        var other = await World.MakeAsync(centre);
        using var manager = await centre.SignInAsRoleAsync("manager", world.Practice);
        await SetAsync(manager, world.Payer, new { acceptances = new[] { new { answer = "no" } } });

        var (status, body) = await SetAsync(manager, world.Payer, new
        {
            acceptances = new object[]
            {
                new { answer = "yes", provider = other.Provider },
                new { answer = "yes", fromOn = "2026-01-01" },
                new { answer = "no", fromOn = "2026-06-01" },
                new { answer = "somePlans", location = world.Location },
            },
        });

        status.ShouldBe(HttpStatusCode.BadRequest);
        body.GetProperty("errors").EnumerateObject().Select(e => e.Name)
            .ShouldBe(["acceptances[0].provider", "acceptances[2].fromOn", "acceptances[3].plans"], ignoreOrder: true);
        (await CoverageAsync(manager, world.Patient)).GetProperty("practice").GetProperty("answer").GetString().ShouldBe("no");
        (await SetAsync(manager, other.Payer, new { acceptances = Array.Empty<object>() })).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("LANTERN  health", "Lantern Health")]
    [InlineData("l.h.p.", "Lantern Health")]
    [InlineData("Lantern Health Plan", null)]
    [InlineData("Common", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_payer_is_known_by_its_name_or_an_alias_and_never_guessed(string? called, string? found)
    {
        Organisation[] payers =
        [
            new() { Name = "Lantern Health", Aliases = "LHP, Common" },
            new() { Name = "Harbor Mutual", Aliases = "common" },
        ];

        Coverage.TheOne(payers, called)?.Name.ShouldBe(found);
        (Coverage.TheOne(payers, called) is null).ShouldBe(found is null);
    }

    private static async Task<JsonElement> CoverageAsync(HttpClient who, PatientId patient)
    {
        using var answer = await who.PostAsJsonAsync($"/api/desk/people/{patient}/look-up", new { reason = "Asked about coverage" }, Ct);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("coverage");
    }

    private static Task<(HttpStatusCode Status, JsonElement Body)> SetAsync(HttpClient who, OrganisationId payer, object body) =>
        ContactsTests.SendAsync(who, HttpMethod.Put, $"organisations/{payer}/acceptances", body);

    private sealed record World(PracticeId Practice, OrganisationId Payer, ProviderId Provider, LocationId Location, PatientId Patient)
    {
        public static async Task<World> MakeAsync(TestCentre centre)
        {
            var practice = await ContactsTests.PracticeAsync(centre);
            var world = new World(practice, new(Guid.CreateVersion7()), new(Guid.CreateVersion7()), new(Guid.CreateVersion7()), new(Guid.CreateVersion7()));
            await using var db = centre.Databases.Create();
            db.AddRange(
                new Organisation { Id = world.Payer, PracticeId = practice, Kind = OrganisationKind.Payer, Name = "Lantern Health", Aliases = "LHP", ChangedAt = centre.Clock.GetUtcNow() },
                new Provider { Id = world.Provider, PracticeId = practice, Name = "Dr. Amara Osei" },
                new Location { Id = world.Location, PracticeId = practice, Name = "Riverside" },
                new Patient { Id = world.Patient, PracticeId = practice, FirstName = "Rosa", LastName = "Delgado", Payer = "L.H.P." });
            await db.SaveChangesAsync(Ct);
            return world;
        }
    }
}
