using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Patients;
using Kindline.Patients.Duplicates;
using Kindline.Practices;
using Kindline.Tests.Foundation;
using Microsoft.Extensions.DependencyInjection;

namespace Kindline.Tests.Patients.Duplicates;

/// <summary>The queue over HTTP: who may, what it says, and that it is audited.</summary>
public sealed class DuplicatesApiTests
{
    private static readonly PracticeId Bayview = new(Guid.CreateVersion7());
    private static readonly PracticeId Hillside = new(Guid.CreateVersion7());

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pair_is_listed_looked_at_merged_and_parted()
    {
        await using var centre = await CentreAsync();
        using var supervisor = await centre.SignInAsRoleAsync("supervisor", Bayview);

        var listed = (await supervisor.GetFromJsonAsync<JsonElement>("/api/duplicates", Ct)).GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        var (pair, one) = ($"/api/duplicates/{listed.GetProperty("id")}", listed.GetProperty("one").GetProperty("id").GetString());
        (listed.GetProperty("certainty").GetString(), listed.GetProperty("agreement").GetProperty("family").GetString(), listed.GetProperty("state").GetString())
            .ShouldBe(("certain", "alike", "open"));
        (await PostAsync(supervisor, $"{pair}/merge", new { survivor = "nobody" })).ShouldBe((HttpStatusCode.BadRequest, null));
        (await PostAsync(supervisor, $"{pair}/merge", new { survivor = one, take = new[] { "shoeSize" } })).ShouldBe((HttpStatusCode.BadRequest, null));
        (await PostAsync(supervisor, $"{pair}/merge", new { survivor = one, take = new[] { "firstName" } })).ShouldBe((HttpStatusCode.OK, "merged"));
        (await PostAsync(supervisor, $"{pair}/keep-apart", new { })).ShouldBe((HttpStatusCode.Conflict, null));
        (await supervisor.GetFromJsonAsync<JsonElement>("/api/duplicates?state=merged", Ct)).GetProperty("total").GetInt32().ShouldBe(1);
        (await PostAsync(supervisor, $"{pair}/unmerge", new { })).ShouldBe((HttpStatusCode.OK, "open"));
        (await PostAsync(supervisor, $"{pair}/keep-apart", new { })).ShouldBe((HttpStatusCode.OK, "keptApart"));
        (await PostAsync(supervisor, $"{pair}/reopen", new { })).ShouldBe((HttpStatusCode.OK, "open"));

        var codes = (await centre.Services.GetRequiredService<AuditTrail>().FindAsync(new AuditFilter { Size = 200 }, Ct)).Items
            .Where(e => e.PatientId is not null).GroupBy(e => e.Code).ToDictionary(g => g.Key, g => g.Count());
        codes.ShouldBe(
            new Dictionary<string, int>
            {
                ["patient.pairs"] = 4,
                ["patient.pair"] = 8,
                ["patient.merged"] = 2,
                ["patient.unmerged"] = 2,
                ["patient.keptApart"] = 2,
                ["patient.pairReopened"] = 2,
            }, ignoreOrder: true);
    }

    [Fact]
    public async Task Another_practices_pair_is_not_found_and_no_agent_may_ask()
    {
        await using var centre = await CentreAsync();
        using var supervisor = await centre.SignInAsRoleAsync("supervisor", Bayview);
        using var stranger = await centre.SignInAsRoleAsync("director", Hillside);
        using var agent = await centre.SignInAsRoleAsync("agent", Bayview);
        var id = (await supervisor.GetFromJsonAsync<JsonElement>("/api/duplicates", Ct)).GetProperty("items")[0].GetProperty("id").GetString();

        (await stranger.GetFromJsonAsync<JsonElement>($"/api/duplicates?practice={Bayview}", Ct)).GetProperty("total").GetInt32().ShouldBe(0);
        (await stranger.GetAsync($"/api/duplicates/{id}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        foreach (var decision in new[] { "merge", "unmerge", "keep-apart", "reopen" })
        {
            (await PostAsync(stranger, $"/api/duplicates/{id}/{decision}", new { survivor = id })).ShouldBe((HttpStatusCode.NotFound, null), decision);
            (await PostAsync(agent, $"/api/duplicates/{id}/{decision}", new { survivor = id })).ShouldBe((HttpStatusCode.Forbidden, null), decision);
        }
        (await agent.GetAsync("/api/duplicates", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await supervisor.GetAsync("/api/duplicates?state=lost&practice=here", Ct)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Two_records_that_the_comparison_passed_over_are_paired_by_hand()
    {
        await using var centre = await CentreAsync();
        using var supervisor = await centre.SignInAsRoleAsync("supervisor", Bayview);
        using var stranger = await centre.SignInAsRoleAsync("director", Hillside);
        using var agent = await centre.SignInAsRoleAsync("agent", Bayview);
        var rosa = (await supervisor.GetFromJsonAsync<JsonElement>("/api/duplicates", Ct)).GetProperty("items")[0].GetProperty("one").GetProperty("id").GetGuid();
        var (berta, elsewhere) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await using (var db = centre.Databases.Create())
        {
            db.AddRange(
                new Patient { Id = new(berta), PracticeId = Bayview, FirstName = "Berta", LastName = "Vogel", Mrn = "DM-9" },
                new Patient { Id = new(elsewhere), PracticeId = Hillside, FirstName = "Rosa", LastName = "Hinojosa", Mrn = "H-1" });
            await db.SaveChangesAsync(Ct);
        }

        (await PostAsync(supervisor, "/api/duplicates", new { one = berta, other = rosa })).ShouldBe((HttpStatusCode.OK, "open"));
        (await PostAsync(supervisor, "/api/duplicates", new { one = rosa, other = berta })).ShouldBe((HttpStatusCode.OK, "open"));

        var all = (await supervisor.GetFromJsonAsync<JsonElement>("/api/duplicates", Ct)).GetProperty("items").EnumerateArray().ToList();
        all.Count.ShouldBe(2, "said twice it is one pair");
        (await PostAsync(supervisor, $"/api/duplicates/{all[^1].GetProperty("id")}/merge", new { survivor = rosa })).ShouldBe((HttpStatusCode.OK, "merged"));
        (await PostAsync(supervisor, "/api/duplicates", new { one = rosa, other = rosa })).ShouldBe((HttpStatusCode.BadRequest, null));
        (await PostAsync(supervisor, "/api/duplicates", new { one = rosa, other = berta })).ShouldBe((HttpStatusCode.NotFound, null), "a merged record is none");
        (await PostAsync(supervisor, "/api/duplicates", new { one = rosa, other = elsewhere })).ShouldBe((HttpStatusCode.NotFound, null));
        (await PostAsync(stranger, "/api/duplicates", new { one = rosa, other = elsewhere })).ShouldBe((HttpStatusCode.NotFound, null));
        (await PostAsync(agent, "/api/duplicates", new { one = rosa, other = berta })).ShouldBe((HttpStatusCode.Forbidden, null));
    }

    private static async Task<TestCentre> CentreAsync()
    {
        var centre = await TestCentre.StartAsync();
        await using var db = centre.Databases.Create();
        db.AddRange(new Practice { Id = Bayview, Name = "Bayview Eye", TimeZone = "America/Chicago" }, new Practice { Id = Hillside, Name = "Hillside", TimeZone = "America/Chicago" });
        await db.SaveChangesAsync(Ct);
        db.AddRange(Person("Rosa", "Hinojosa", "DM-1"), Person("Rosa Elena", "Hinojoza", "DM-2"));
        await db.SaveChangesAsync(Ct);
        centre.Clock.Advance(TimeSpan.FromMinutes(5));
        while (await centre.Services.GetRequiredService<ComparePatients>().RunAsync(Ct) > 0)
        {
        }
        return centre;

        Patient Person(string first, string last, string mrn) => new()
        {
            Id = new PatientId(Guid.CreateVersion7(centre.Clock.GetUtcNow())),
            PracticeId = Bayview,
            FirstName = first,
            LastName = last,
            Mrn = mrn,
            BornOn = new DateOnly(1971, 3, 14),
            Phones = [new PatientPhone { Number = "+15125550142" }],
        };
    }

    private static async Task<(HttpStatusCode Status, string? State)> PostAsync(HttpClient client, string path, object body)
    {
        using var answer = await client.PostAsJsonAsync(path, body, Ct);
        var state = answer.IsSuccessStatusCode ? (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("pair").GetProperty("state").GetString() : null;
        return (answer.StatusCode, state);
    }
}
