using System.Net.Http.Json;
using System.Text.Json;
using Kindline.Foundation;
using Kindline.Practices;
using Kindline.Tests.Foundation;

namespace Kindline.Tests.Agents;

/// <summary>A page that has just come claims the desk and asks for its phone in the same breath.</summary>
public sealed class TakeDeskTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task The_claim_of_a_new_page_is_not_lost_to_its_own_question_for_the_phone(DatabaseEngine engine)
    {
        await using var centre = await TestCentre.StartAsync(engine);
        var practice = new PracticeId(Guid.CreateVersion7());
        await using (var db = centre.Databases.Create())
        {
            db.Add(new Practice { Id = practice, Name = "Bayview Eye" });
            await db.SaveChangesAsync(Ct);
        }

        foreach (var name in Enumerable.Range(1, 12).Select(n => $"agent{n}"))
        {
            await centre.AddUserAsync(name, "agent", null, practice);
            using var page = await centre.SignInAsync(name);

            var claims = await Task.WhenAll(ClaimAsync(page), AskAsync(page), AskAsync(page));

            (await page.GetFromJsonAsync<JsonElement>("/api/agents/me", Ct)).GetProperty("deskId").GetGuid().ShouldBe(claims[0]!.Value, name);
        }
    }

    private static async Task<Guid?> ClaimAsync(HttpClient page)
    {
        using var answer = await page.PostAsync("/api/agents/me/desk", null, Ct);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("deskId").GetGuid();
    }

    private static async Task<Guid?> AskAsync(HttpClient page)
    {
        using var answer = await page.GetAsync("/api/agents/me/phone", Ct);
        return null;
    }
}
