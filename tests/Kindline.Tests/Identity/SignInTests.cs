using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kindline.Audit;
using Kindline.Tests.Foundation;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Kindline.Tests.Identity;

public sealed class SignInTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task The_eighth_try_is_locked_even_with_the_right_password_until_the_time_is_over(DatabaseEngine engine)
    {
        await using var centre = await TestCentre.StartAsync(engine);
        await centre.AddUserAsync("dana", "agent");
        for (var i = 0; i < 7; i++)
        {
            (await TryAsync(centre, "dana", "wrong")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        }

        var eighth = await TryAsync(centre, "dana", TestCentre.Password);
        centre.Clock.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(1));
        var almost = await TryAsync(centre, "dana", TestCentre.Password);
        centre.Clock.Advance(TimeSpan.FromSeconds(1));
        var after = await TryAsync(centre, "dana", TestCentre.Password);

        eighth.Status.ShouldBe(HttpStatusCode.Locked);
        eighth.Body["retryAfter"]!.GetValue<int>().ShouldBe(900);
        almost.Status.ShouldBe(HttpStatusCode.Locked);
        after.Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, BothEngines]
    public async Task Many_tries_at_once_are_still_only_seven(DatabaseEngine engine)
    {
        await using var centre = await TestCentre.StartAsync(engine);
        await centre.AddUserAsync("dana", "agent");

        var tries = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => TryAsync(centre, "dana", "wrong")));

        tries.Count(t => t.Status == HttpStatusCode.Unauthorized).ShouldBe(7);
        tries.Count(t => t.Status == HttpStatusCode.Locked).ShouldBe(23);
    }

    [Fact]
    public async Task A_right_password_forgets_the_wrong_ones()
    {
        await using var centre = await TestCentre.StartAsync();
        await centre.AddUserAsync("dana", "agent");
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 6; i++)
            {
                await TryAsync(centre, "dana", "wrong");
            }
            (await TryAsync(centre, "DANA ", TestCentre.Password)).Status.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task A_name_that_nobody_has_is_answered_and_locked_like_any_other()
    {
        await using var centre = await TestCentre.StartAsync();
        await centre.AddUserAsync("dana", "agent");

        var known = await TryAsync(centre, "dana", "wrong");
        var unknown = await TryAsync(centre, "nobody", "wrong");
        for (var i = 0; i < 6; i++)
        {
            await TryAsync(centre, "nobody", "wrong");
        }

        unknown.Status.ShouldBe(known.Status);
        unknown.Body["title"]!.GetValue<string>().ShouldBe(known.Body["title"]!.GetValue<string>());
        (await TryAsync(centre, "nobody", "wrong")).Status.ShouldBe(HttpStatusCode.Locked);
    }

    [Fact]
    public async Task A_deactivated_account_does_not_exist_for_whoever_signs_in()
    {
        await using var centre = await TestCentre.StartAsync();
        var dana = await centre.AddUserAsync("dana", "agent");
        using var client = await centre.SignInAsync("dana");
        using var admin = await centre.SignInAsRoleAsync("admin");
        using var changed = await admin.PutAsJsonAsync($"/api/users/{dana}", new { active = false }, Ct);

        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await TryAsync(centre, "dana", TestCentre.Password)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await client.GetAsync("/api/session", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Every_try_is_in_the_audit_trail_without_what_was_typed()
    {
        await using var centre = await TestCentre.StartAsync();
        await centre.AddUserAsync("dana", "agent");
        await TryAsync(centre, "my secret typed as a name", "x");
        for (var i = 0; i < 8; i++)
        {
            await TryAsync(centre, "dana", "wrong");
        }
        centre.Clock.Advance(TimeSpan.FromMinutes(15));
        using var client = await centre.SignInAsync("dana");
        await client.DeleteAsync("/api/session", Ct);

        var found = await centre.Services.GetRequiredService<AuditTrail>().FindAsync(new AuditFilter(), Ct);

        found.Items.Reverse().Select(r => r.Code).ShouldBe([
            "user.created", .. Enumerable.Repeat("session.failed", 8), "session.locked", "session.refusedLocked", "session.opened", "session.closed",
        ]);
        found.Items.ShouldAllBe(r => !System.Text.Encoding.UTF8.GetString(r.CanonicalForm()).Contains("secret"));
    }

    [Fact]
    public async Task Passwords_are_hashed_210_000_times_with_SHA512()
    {
        var options = new PasswordHasherOptions();
        var services = new ServiceCollection();
        Kindline.Identity.IdentitySlice.Add(services);
        await using var provider = services.BuildServiceProvider();

        provider.GetRequiredService<IOptions<PasswordHasherOptions>>().Value.IterationCount.ShouldBe(210_000);
        // Byte 1 to 4 name the function: 2 is HMAC-SHA512.
        Convert.FromBase64String(new PasswordHasher<Kindline.Foundation.User>(Options.Create(options)).HashPassword(new(), "x"))[1..5].ShouldBe([0, 0, 0, 2]);
    }

    private static async Task<(HttpStatusCode Status, JsonNode Body)> TryAsync(TestCentre centre, string user, string password)
    {
        using var client = centre.Client();
        using var answer = await client.PostAsJsonAsync("/api/session", new { user, password }, Ct);
        return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonNode>(Ct))!);
    }
}
