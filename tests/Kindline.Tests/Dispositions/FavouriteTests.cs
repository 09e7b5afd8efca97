using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindline.Dispositions;
using Kindline.Foundation;
using Kindline.Practices;
using Kindline.Tests.Foundation;
using Microsoft.Extensions.DependencyInjection;

namespace Kindline.Tests.Dispositions;

public sealed class FavouriteTests
{
    private const string Fax = "inbound.appointed.new-patient.fax";
    private const string Wrong = "inbound.other.wrong-number";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task A_practice_has_the_usual_eight_until_its_supervisor_chooses(DatabaseEngine engine)
    {
        await using var centre = await TestCentre.StartAsync(engine);
        var practice = await PracticeAsync(centre);
        using var supervisor = await centre.SignInAsRoleAsync("supervisor", practice);
        using var agent = await centre.SignInAsRoleAsync("agent", practice);

        var usual = await ListAsync(agent, practice);
        using var put = await supervisor.PutAsJsonAsync("/api/dispositions/favourites", new { practice, keys = new[] { Wrong, Fax } }, WireJson.Options, Ct);
        var chosen = await ListAsync(agent, practice);
        using var again = await supervisor.PutAsJsonAsync("/api/dispositions/favourites", new { practice, keys = new[] { Fax, Wrong } }, WireJson.Options, Ct);

        usual.Count.ShouldBe(8);
        usual[2].ShouldBe(("inbound.appointed.follow-up", "Appointed: Follow-up", "Appointed / Follow-up"));
        chosen.Select(f => f.Key).ShouldBe([Wrong, Fax]);
        chosen[1].ShouldBe((Fax, "Appointed: Fax", "Appointed / New patient / Fax"));
        (await ListAsync(agent, practice)).Select(f => f.Key).ShouldBe([Fax, Wrong]);
    }

    [Fact]
    public async Task A_leaf_that_has_ended_leaves_the_favourites_and_the_others_keep_their_order()
    {
        await using var centre = await TestCentre.StartAsync();
        var practice = await PracticeAsync(centre);
        using var supervisor = await centre.SignInAsRoleAsync("supervisor", practice);
        await supervisor.DeleteAsync("/api/dispositions/inbound.appointed.existing-patient", Ct);

        var left = await ListAsync(supervisor, practice);

        left.Count.ShouldBe(7);
        left[1].Key.ShouldBe("inbound.appointed.follow-up");
    }

    [Fact]
    public async Task Too_many_unknown_repeated_and_other_practices_are_refused_by_field()
    {
        await using var centre = await TestCentre.StartAsync();
        var practice = await PracticeAsync(centre);
        using var supervisor = await centre.SignInAsRoleAsync("supervisor", practice);
        using var agent = await centre.SignInAsRoleAsync("agent", practice);

        (await RefusedAsync(supervisor, practice, [])).ShouldBe(["keys"]);
        (await RefusedAsync(supervisor, practice, [.. Enumerable.Repeat(Fax, 9)])).ShouldBe(["keys"]);
        (await RefusedAsync(supervisor, practice, [Fax, "nothing"])).ShouldBe(["keys[1]"]);
        (await RefusedAsync(supervisor, new PracticeId(Guid.CreateVersion7()), [Fax])).ShouldBe(["practice"]);
        (await agent.PutAsJsonAsync("/api/dispositions/favourites", new { practice, keys = new[] { Fax } }, WireJson.Options, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await agent.GetAsync("/api/dispositions/favourites", Ct)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static async Task<PracticeId> PracticeAsync(TestCentre centre)
    {
        await centre.Services.GetRequiredService<SeedDispositions>().RunAsync(Ct);
        var practice = new Practice { Id = new PracticeId(Guid.CreateVersion7()), Name = "Cedar Family Medicine" };
        await using var db = centre.Databases.Create();
        db.Add(practice);
        await db.SaveChangesAsync(Ct);
        return practice.Id;
    }

    private static async Task<List<(string Key, string Label, string Path)>> ListAsync(HttpClient client, PracticeId practice)
    {
        var list = await client.GetFromJsonAsync<JsonElement>($"/api/dispositions/favourites?practice={practice}", Ct);
        return [.. list.GetProperty("items").EnumerateArray()
            .Select(f => (f.GetProperty("key").GetString()!, f.GetProperty("label").GetString()!, f.GetProperty("path").GetString()!))];
    }

    private static async Task<List<string>> RefusedAsync(HttpClient client, PracticeId practice, string[] keys)
    {
        using var answer = await client.PutAsJsonAsync("/api/dispositions/favourites", new { practice, keys }, WireJson.Options, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        return [.. (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("errors").EnumerateObject().Select(e => e.Name)];
    }
}
