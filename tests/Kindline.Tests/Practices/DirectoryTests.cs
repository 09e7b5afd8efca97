using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindline.Foundation;
using Kindline.Practices;
using Kindline.Tests.Foundation;
using Microsoft.Extensions.DependencyInjection;

namespace Kindline.Tests.Practices;

public sealed class DirectoryTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task A_manager_fills_the_directory_and_agents_read_it(DatabaseEngine engine)
    {
        await using var centre = await TestCentre.StartAsync(engine);
        var practice = await PracticeAsync(centre);
        using var manager = await centre.SignInAsRoleAsync("manager", practice);
        using var agent = await centre.SignInAsRoleAsync("agent", practice);

        await SendAsync(manager, HttpMethod.Post, practice, "locations", new { name = " Riverside ", address = "1 River Road", fax = "512-555-0160" });
        await SendAsync(manager, HttpMethod.Post, practice, "visit-types", new { name = "Dilated exam", minutes = 45, preparation = "Somebody drives you home" });
        var (_, added) = await SendAsync(manager, HttpMethod.Post, practice, "providers", new { name = "Dr. Amara Osei", npi = "1234567893", youngestYears = 12, schedule = "view", openFrom = "2099-01-01" });
        var provider = added.GetProperty("providers")[0];
        provider.GetProperty("scheduleNow").GetString().ShouldBe("closed");
        var (status, _) = await SendAsync(manager, HttpMethod.Put, practice, $"providers/{provider.GetProperty("id").GetString()}", new { name = "Dr. Amara Osei", schedule = "book", acceptsNewPatients = false });

        status.ShouldBe(HttpStatusCode.OK);
        var seen = await agent.GetFromJsonAsync<JsonElement>($"/api/practices/{practice}/directory", Ct);
        (seen.GetProperty("locations")[0].GetProperty("name").GetString(), seen.GetProperty("locations")[0].GetProperty("fax").GetString()).ShouldBe(("Riverside", "+15125550160"));
        seen.GetProperty("visitTypes")[0].GetProperty("minutes").GetInt32().ShouldBe(45);
        (seen.GetProperty("providers")[0].GetProperty("scheduleNow").GetString(), seen.GetProperty("providers")[0].GetProperty("acceptsNewPatients").GetBoolean(), seen.GetProperty("providers")[0].GetProperty("npi").ValueKind)
            .ShouldBe(("book", false, JsonValueKind.Null));
        (await agent.PostAsJsonAsync($"/api/practices/{practice}/locations", new { name = "x" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory, BothEngines]
    public async Task A_place_has_hours_of_its_own_or_those_of_the_practice_and_is_opened_to_the_centre_by_itself(DatabaseEngine engine)
    {
        await using var centre = await TestCentre.StartAsync(engine);
        var practice = await PracticeAsync(centre);
        using var manager = await centre.SignInAsRoleAsync("manager", practice);
        var (_, added) = await SendAsync(manager, HttpMethod.Post, practice, "locations", new { name = "Riverside", schedule = "view", openFrom = "2099-01-01" });
        var place = added.GetProperty("locations")[0];
        (place.GetProperty("hours").GetArrayLength(), place.GetProperty("open").GetBoolean(), place.GetProperty("scheduleNow").GetString()).ShouldBe((0, true, "closed"), "open as the practice is, every day");
        var path = $"locations/{place.GetProperty("id").GetString()}";
        // Three days from now, wherever the practice's clock stands.
        var never = new { day = JsonNamingPolicy.CamelCase.ConvertName(Noon(centre).DayOfWeek.ToString()), opensAt = "09:00", closesAt = "09:30" };

        var (_, own) = await SendAsync(manager, HttpMethod.Put, practice, path, new { name = "Riverside", hours = new[] { never } });
        var (_, kept) = await SendAsync(manager, HttpMethod.Put, practice, path, new { name = "Riverside Clinic" });
        var (wrong, _) = await SendAsync(manager, HttpMethod.Put, practice, path, new { name = "Riverside", hours = new[] { new { day = "monday" } } });
        var (_, back) = await SendAsync(manager, HttpMethod.Put, practice, path, new { name = "Riverside", hours = Array.Empty<object>() });

        (Place(own).Open, Place(own).Hours, Place(own).Schedule).ShouldBe((false, 1, "book"));
        Place(kept).Hours.ShouldBe(1, "what is not named stays");
        wrong.ShouldBe(HttpStatusCode.BadRequest);
        (Place(back).Open, Place(back).Hours).ShouldBe((true, 0));

        static (bool Open, int Hours, string? Schedule) Place(JsonElement directory)
        {
            var row = directory.GetProperty("locations")[0];
            return (row.GetProperty("open").GetBoolean(), row.GetProperty("hours").GetArrayLength(), row.GetProperty("scheduleNow").GetString());
        }
    }

    [Theory, BothEngines]
    public async Task On_a_closed_day_the_practice_is_closed_and_on_a_short_one_as_long_as_it_says(DatabaseEngine engine)
    {
        await using var centre = await TestCentre.StartAsync(engine);
        var practice = await PracticeAsync(centre);
        using var manager = await centre.SignInAsRoleAsync("manager", practice);
        var times = centre.Services.GetRequiredService<OpeningTimes>();
        var noon = Noon(centre);
        (await times.IsOpenAtAsync(practice, noon, Ct)).ShouldBeTrue("open every day");

        var (_, view) = await SendAsync(manager, HttpMethod.Put, practice, "closures", new
        {
            closures = new object[]
            {
                new { on = Day(noon, 0), name = "Inventory" },
                new { on = Day(noon, 1), name = "Half a day", opensAt = "09:00", closesAt = "11:30" },
            },
        });

        view.GetProperty("closures").EnumerateArray().Select(c => c.GetProperty("name").GetString()).ShouldBe(["Inventory", "Half a day"]);
        (await times.IsOpenAtAsync(practice, noon, Ct)).ShouldBeFalse();
        (await times.IsOpenAtAsync(practice, noon.AddDays(1), Ct)).ShouldBeFalse();
        (await times.IsOpenAtAsync(practice, noon.AddDays(1).AddHours(-1), Ct)).ShouldBeTrue();
        (await times.IsOpenAtAsync(practice, noon.AddDays(2), Ct)).ShouldBeTrue();
        await SendAsync(manager, HttpMethod.Put, practice, "closures", new { closures = Array.Empty<object>() });
        (await times.IsOpenAtAsync(practice, noon, Ct)).ShouldBeTrue("taken back");
    }

    [Fact]
    public async Task What_is_wrong_is_told_by_its_field_and_nothing_is_kept()
    {
        await using var centre = await TestCentre.StartAsync();
        var practice = await PracticeAsync(centre);
        using var manager = await centre.SignInAsRoleAsync("manager", practice);

        var provider = await SendAsync(manager, HttpMethod.Post, practice, "providers", new { name = "", npi = "1234567890", youngestYears = 20, oldestYears = 10 });
        var place = await SendAsync(manager, HttpMethod.Post, practice, "locations", new { name = "x", phone = "nobody" });
        var closures = await SendAsync(manager, HttpMethod.Put, practice, "closures", new
        {
            closures = new object[] { new { on = "2020-01-01", name = "Past" }, new { on = "2099-01-01", name = "", opensAt = "09:00" }, new { on = "2099-01-01", name = "Twice" } },
        });

        Wrong(provider.Body).ShouldBe(["name", "npi", "oldestYears"], ignoreOrder: true);
        Wrong(place.Body).ShouldBe(["phone"]);
        Wrong(closures.Body).ShouldBe(["closures[0].on", "closures[1].name", "closures[1].opensAt", "closures[2].on"], ignoreOrder: true);
        var view = await manager.GetFromJsonAsync<JsonElement>($"/api/practices/{practice}/directory", Ct);
        (view.GetProperty("providers").GetArrayLength(), view.GetProperty("locations").GetArrayLength(), view.GetProperty("closures").GetArrayLength()).ShouldBe((0, 0, 0));
    }

    [Theory]
    [InlineData("1234567893", true)]
    [InlineData("1234567890", false)]
    [InlineData("123456789", false)]
    [InlineData("3234567893", false)]
    public void A_national_provider_identifier_checks_itself(string text, bool right) => NationalProvider.IsIdentifier(text).ShouldBe(right);

    [Fact]
    public void A_night_that_runs_into_a_holiday_ends_at_midnight()
    {
        var practice = new Practice
        {
            TimeZone = "UTC",
            Hours = [new OpeningHours { Day = DayOfWeek.Wednesday, OpensAt = new(18, 0), ClosesAt = new(6, 0) }],
            Closures = [new Closure { On = new DateOnly(2026, 11, 26), Name = "Thanksgiving Day" }],
        };

        practice.IsOpenAt(new DateTimeOffset(2026, 11, 25, 23, 0, 0, TimeSpan.Zero)).ShouldBeTrue();
        practice.IsOpenAt(new DateTimeOffset(2026, 11, 26, 3, 0, 0, TimeSpan.Zero)).ShouldBeFalse();
        practice.IsOpenAt(new DateTimeOffset(2026, 11, 19, 3, 0, 0, TimeSpan.Zero)).ShouldBeTrue("a usual Thursday morning");
    }

    private static async Task<PracticeId> PracticeAsync(TestCentre centre)
    {
        var practice = new Practice
        {
            Id = new(Guid.CreateVersion7()),
            Name = "Bayview Eye",
            TimeZone = "America/Chicago",
            Hours = [.. Enum.GetValues<DayOfWeek>().Select(d => new OpeningHours { Day = d, OpensAt = new(8, 0), ClosesAt = new(17, 0) })],
        };
        await using var db = centre.Databases.Create();
        db.Add(practice);
        await db.SaveChangesAsync(Ct);
        return practice.Id;
    }

    private static DateTimeOffset Noon(TestCentre centre)
    {
        var local = TimeZoneInfo.ConvertTime(centre.Clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("America/Chicago"));
        return new DateTimeOffset(local.Date.AddDays(3).AddHours(12), local.Offset);
    }

    private static string Day(DateTimeOffset noon, int after) => noon.AddDays(after).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(HttpClient who, HttpMethod method, PracticeId practice, string path, object body)
    {
        using var request = new HttpRequestMessage(method, $"/api/practices/{practice}/{path}") { Content = JsonContent.Create(body) };
        using var answer = await who.SendAsync(request, Ct);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(Ct));
    }

    private static IReadOnlyList<string> Wrong(JsonElement problem) => [.. problem.GetProperty("errors").EnumerateObject().Select(e => e.Name)];
}
