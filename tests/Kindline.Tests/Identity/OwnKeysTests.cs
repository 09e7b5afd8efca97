using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindline.Foundation;
using Kindline.Practices;
using Kindline.Tests.Foundation;

namespace Kindline.Tests.Identity;

public sealed class OwnKeysTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task Keys_are_kept_for_one_person_until_they_are_the_standard_again(DatabaseEngine engine)
    {
        await using var centre = await TestCentre.StartAsync(engine);
        var (ana, ben) = await TwoAgentsAsync(centre);

        (await KeepAsync(ana, new { hold = "Alt+H" })).ShouldBe(HttpStatusCode.NoContent);

        (await KeysAsync(ana)).ShouldBe("""{"hold":"Alt+H"}""");
        (await KeysAsync(ben)).ShouldBe("{}");
        await KeepAsync(ana, new { });
        (await KeysAsync(ana)).ShouldBe("{}");
    }

    [Fact]
    public async Task What_is_no_list_of_chords_is_refused_and_nothing_is_lost()
    {
        await using var centre = await TestCentre.StartAsync();
        var (ana, _) = await TwoAgentsAsync(centre);
        await KeepAsync(ana, new { hold = "Alt+H" });

        (await KeepAsync(ana, null)).ShouldBe(HttpStatusCode.BadRequest);
        (await KeepAsync(ana, new { hold = new string('x', 21) })).ShouldBe(HttpStatusCode.BadRequest);
        (await KeepAsync(ana, Enumerable.Range(0, 41).ToDictionary(n => $"k{n}", _ => "F9"))).ShouldBe(HttpStatusCode.BadRequest);

        (await KeysAsync(ana)).ShouldBe("""{"hold":"Alt+H"}""");
    }

    private static async Task<(HttpClient Ana, HttpClient Ben)> TwoAgentsAsync(TestCentre centre)
    {
        var practice = new PracticeId(Guid.CreateVersion7());
        await using (var db = centre.Databases.Create())
        {
            db.Add(new Practice { Id = practice, Name = "Bayview Eye" });
            await db.SaveChangesAsync(Ct);
        }
        await centre.AddUserAsync("ana", "agent", null, practice);
        await centre.AddUserAsync("ben", "agent", null, practice);
        return (await centre.SignInAsync("ana"), await centre.SignInAsync("ben"));
    }

    private static async Task<HttpStatusCode> KeepAsync(HttpClient client, object? keys)
    {
        using var answer = await client.PutAsJsonAsync("/api/session/keys", new { keys }, Ct);
        return answer.StatusCode;
    }

    private static async Task<string> KeysAsync(HttpClient client) =>
        (await client.GetFromJsonAsync<JsonElement>("/api/session", Ct)).GetProperty("keys").GetRawText();
}
