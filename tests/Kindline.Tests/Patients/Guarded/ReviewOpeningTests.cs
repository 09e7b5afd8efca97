using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindline.Foundation;
using Kindline.Practices;
using Kindline.Tests.Desk;
using Kindline.Tests.Foundation;

namespace Kindline.Tests.Patients.Guarded;

/// <summary>Who opened which VIP's record, and that somebody else looks at it within three working days.</summary>
public sealed class ReviewOpeningTests
{
    private const string Why = "The eye clinic asks for her old chart";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task An_opening_waits_with_its_reason_until_somebody_else_has_reviewed_it(DatabaseEngine engine)
    {
        await using var desk = await VipDesk.StartAsync(engine);
        using var director = await desk.SignInAsync("director");
        using var supervisor = await desk.SignInAsync("supervisor");
        await VipDesk.OpenAsync(supervisor, desk.Rosa, Why, "patientsRequest");

        var waiting = (await ListAsync(director)).ShouldHaveSingleItem();
        var own = await ReviewAsync(supervisor, waiting, null);
        var done = await ReviewAsync(director, waiting, "  Asked for by letter ");
        var twice = await ReviewAsync(director, waiting, null);

        (waiting.GetProperty("by").GetString(), waiting.GetProperty("patient").GetString(), waiting.GetProperty("reason").GetString(), waiting.GetProperty("text").GetString())
            .ShouldBe(("supervisor", "Rosa Hinojosa", "patientsRequest", Why));
        // A Monday's, and today is that Monday.
        (waiting.GetProperty("dueOn").GetString(), waiting.GetProperty("overdue").GetBoolean(), waiting.GetProperty("mine").GetBoolean()).ShouldBe(("2026-11-19", false, false));
        (own, done, twice).ShouldBe((HttpStatusCode.Conflict, HttpStatusCode.NoContent, HttpStatusCode.Conflict));
        (await ListAsync(director)).ShouldBeEmpty();
        var review = (await ListAsync(director, "all")).ShouldHaveSingleItem().GetProperty("review");
        (review.GetProperty("by").GetString(), review.GetProperty("note").GetString()).ShouldBe(("director", "Asked for by letter"));
        (await desk.TrailAsync("patient.vip.reviewed")).ShouldHaveSingleItem().PatientId.ShouldBe(desk.Rosa.Value);
    }

    [Theory, BothEngines]
    public async Task Those_that_wait_come_first_and_the_newest_of_them_first_with_their_count(DatabaseEngine engine)
    {
        await using var desk = await VipDesk.StartAsync(engine);
        using var director = await desk.SignInAsync("director");
        using var supervisor = await desk.SignInAsync("supervisor");
        using var frontDesk = await desk.SignInAsync("frontdesk");
        await VipDesk.OpenAsync(supervisor, desk.Rosa, Why, "treatment");
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        await VipDesk.OpenAsync(frontDesk, desk.Rosa, Why, "operations");
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        await VipDesk.OpenAsync(director, desk.Rosa, Why, "payment");
        await ReviewAsync(director, (await ListAsync(director))[1], null);

        string.Join(' ', (await ListAsync(director, "all")).Select(o => o.GetProperty("by").GetString())).ShouldBe("director supervisor frontdesk");
        (await director.GetFromJsonAsync<JsonElement>("/api/openings/count", Ct)).GetProperty("open").GetInt32().ShouldBe(2);
        desk.Clock.Advance(TimeSpan.FromDays(4));
        using var later = await desk.AgainAsync("supervisor");
        (await ListAsync(later)).ShouldAllBe(o => o.GetProperty("overdue").GetBoolean());
    }

    [Fact]
    public async Task Only_those_who_review_see_them_and_only_of_their_practices()
    {
        await using var desk = await VipDesk.StartAsync();
        using var supervisor = await desk.SignInAsync("supervisor");
        await VipDesk.OpenAsync(supervisor, desk.Rosa, Why, "treatment");
        var elsewhere = new Practice { Id = new(Guid.CreateVersion7()), Name = "Elsewhere" };
        await using (var db = desk.Desk.Centre.Databases.Create())
        {
            db.Add(elsewhere);
            await db.SaveChangesAsync(Ct);
        }

        using var stranger = await desk.Desk.Centre.SignInAsRoleAsync("director", elsewhere.Id);
        using var agent = await desk.Desk.Agent.GetAsync("/api/openings", Ct);
        using var review = await stranger.PostAsJsonAsync($"/api/openings/{(await desk.OpeningsAsync())[0].Id}/review", new { }, Ct);

        (await ListAsync(stranger)).ShouldBeEmpty();
        (agent.StatusCode, review.StatusCode).ShouldBe((HttpStatusCode.Forbidden, HttpStatusCode.NotFound));
    }

    [Theory]
    [InlineData("2026-11-16", "2026-11-19")]
    [InlineData("2026-11-19", "2026-11-24")]
    [InlineData("2026-11-20", "2026-11-25")]
    [InlineData("2026-11-21", "2026-11-25")]
    public void Three_working_days_leave_weekends_out(string from, string due) => new Practice().WorkingDayAfter(DateOnly.Parse(from, null), 3).ShouldBe(DateOnly.Parse(due, null));

    private static async Task<IReadOnlyList<JsonElement>> ListAsync(HttpClient who, string state = "open") =>
        [.. (await who.GetFromJsonAsync<JsonElement>($"/api/openings?state={state}", Ct)).GetProperty("items").EnumerateArray()];

    private static async Task<HttpStatusCode> ReviewAsync(HttpClient who, JsonElement opening, string? note)
    {
        using var answer = await who.PostAsJsonAsync($"/api/openings/{opening.GetProperty("id")}/review", new { note }, Ct);
        return answer.StatusCode;
    }
}
