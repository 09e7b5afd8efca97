using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kindline.Identity;
using Kindline.Tests.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kindline.Tests.Identity;

public sealed class SessionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task A_person_signs_in_and_out(DatabaseEngine engine)
    {
        await using var centre = await TestCentre.StartAsync(engine);
        await centre.AddUserAsync("dana", "agent");
        using var client = await centre.SignInAsync("dana");

        var me = await client.GetFromJsonAsync<JsonNode>("/api/session", Ct);
        using var ended = await client.DeleteAsync("/api/session", Ct);
        using var after = await client.GetAsync("/api/session", Ct);

        me!["user"]!.GetValue<string>().ShouldBe("dana");
        me["role"]!["key"]!.GetValue<string>().ShouldBe("agent");
        me["isAgent"]!.GetValue<bool>().ShouldBeTrue();
        ended.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        after.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_session_outlives_a_minute_less_than_its_idle_time_and_not_its_idle_time()
    {
        await using var centre = await TestCentre.StartAsync();
        await centre.AddUserAsync("dana", "agent");
        using var client = await centre.SignInAsync("dana");

        centre.Clock.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(1));
        (await StatusAsync(client)).ShouldBe(HttpStatusCode.OK);
        centre.Clock.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(1));
        (await StatusAsync(client)).ShouldBe(HttpStatusCode.OK);
        centre.Clock.Advance(TimeSpan.FromMinutes(15));
        (await StatusAsync(client)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_page_that_refreshes_itself_keeps_no_session_alive()
    {
        await using var centre = await TestCentre.StartAsync();
        await centre.AddUserAsync("dana", "agent");
        using var client = await centre.SignInAsync("dana");
        client.DefaultRequestHeaders.Add(RequestIdentity.BackgroundHeader, "1");

        centre.Clock.Advance(TimeSpan.FromMinutes(14));
        (await StatusAsync(client)).ShouldBe(HttpStatusCode.OK);
        centre.Clock.Advance(TimeSpan.FromMinutes(1));
        (await StatusAsync(client)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_agent_on_a_call_stays_signed_in()
    {
        await using var centre = await TestCentre.StartAsync(replace: s => s.AddSingleton<ISessionHold, AlwaysOnACall>());
        await centre.AddUserAsync("dana", "agent");
        using var client = await centre.SignInAsync("dana");

        centre.Clock.Advance(TimeSpan.FromMinutes(40));

        (await StatusAsync(client)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task No_session_lasts_longer_than_twelve_hours()
    {
        await using var centre = await TestCentre.StartAsync(replace: s => s.AddSingleton<ISessionHold, AlwaysOnACall>());
        await centre.AddUserAsync("dana", "agent");
        using var client = await centre.SignInAsync("dana");

        centre.Clock.Advance(TimeSpan.FromHours(12) - TimeSpan.FromSeconds(1));
        (await StatusAsync(client)).ShouldBe(HttpStatusCode.OK);
        centre.Clock.Advance(TimeSpan.FromSeconds(1));
        (await StatusAsync(client)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_database_holds_no_token()
    {
        await using var centre = await TestCentre.StartAsync();
        await centre.AddUserAsync("dana", "agent");
        var token = await centre.TokenAsync("dana");

        await using var db = centre.Databases.Create();
        var session = await db.Sessions.SingleAsync(Ct);

        session.TokenHash.Length.ShouldBe(32);
        session.TokenHash.ShouldNotBe(System.Text.Encoding.UTF8.GetBytes(token));
    }

    [Fact]
    public async Task A_cookie_alone_reads_and_changes_nothing()
    {
        await using var centre = await TestCentre.StartAsync();
        await centre.AddUserAsync("dana", "agent");
        using var client = centre.Client();
        client.DefaultRequestHeaders.Add("Cookie", $"{RequestIdentity.Cookie}={await centre.TokenAsync("dana")}");

        (await StatusAsync(client)).ShouldBe(HttpStatusCode.OK);
        (await client.DeleteAsync("/api/session", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        client.DefaultRequestHeaders.Add("X-Kindline", "1");
        (await client.DeleteAsync("/api/session", Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task The_cookie_is_for_this_site_and_no_script()
    {
        await using var centre = await TestCentre.StartAsync();
        await centre.AddUserAsync("dana", "agent");
        using var client = centre.Client();

        using var answer = await client.PostAsJsonAsync("/api/session", new { user = "dana", password = TestCentre.Password }, Ct);

        var cookie = answer.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();
        cookie.ShouldStartWith("kindline=");
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=strict");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task A_new_password_ends_all_sessions_of_the_person()
    {
        await using var centre = await TestCentre.StartAsync();
        var dana = await centre.AddUserAsync("dana", "agent");
        using var client = await centre.SignInAsync("dana");
        using var admin = await centre.SignInAsRoleAsync("admin");

        using var set = await admin.PostAsJsonAsync($"/api/users/{dana}/password", new { password = "another long sentence" }, Ct);

        set.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(client)).ShouldBe(HttpStatusCode.Unauthorized);
        using var again = await centre.SignInAsync("dana", "another long sentence");
        (await StatusAsync(again)).ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client)
    {
        using var answer = await client.GetAsync("/api/session", Ct);
        return answer.StatusCode;
    }

    private sealed class AlwaysOnACall : ISessionHold
    {
        public bool Holds(Guid userId) => true;
    }
}
