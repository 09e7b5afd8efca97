using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Practices;
using Kindline.Telephony.Signalling;
using Kindline.Tests.Foundation;
using Kindline.Voice.Calls;
using Kindline.Voice.Sip;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kindline.Tests.Telephony.Signalling;

/// <summary>The list of legs and the ladder over the wire, on both databases.</summary>
public sealed class SignallingApiTests : IAsyncDisposable
{
    private static readonly IPEndPoint Carrier = new(IPAddress.Parse("198.51.100.7"), 5060);

    private readonly PracticeId practice = new(Guid.CreateVersion7());
    private readonly PracticeId other = new(Guid.CreateVersion7());
    private readonly InteractionId call = new(Guid.CreateVersion7());
    private TestCentre centre = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private SignallingKeeper Keeper => centre.Services.GetRequiredService<SignallingKeeper>();

    public ValueTask DisposeAsync() => centre.DisposeAsync();

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task A_supervisor_sees_the_ladder_of_a_call_leg_beside_leg(DatabaseEngine engine)
    {
        await OpenAsync(engine);
        await KeepAsync(Leg("Caller", 0, "200 OK"), Leg("Ana", 1, "486 Busy Here"));
        using var supervisor = await centre.SignInAsRoleAsync("supervisor", practice);

        var ladder = await supervisor.GetFromJsonAsync<JsonElement>($"/api/interactions/{call}/signalling", Ct);

        Words(ladder, "legs", "party").ShouldBe(["Caller", "Ana"]);
        Words(ladder, "legs", "answer").ShouldBe(["200 OK", "486 Busy Here"]);
        Words(ladder, "legs", "peer").ShouldAllBe(p => p == "UDP 198.51.100.7:5060");
        Words(ladder, "messages", "title").ShouldBe(["INVITE", "200 OK", "INVITE", "486 Busy Here"]);
        Words(ladder, "messages", "cSeq").ShouldBe(["1 INVITE", "1 INVITE", "1 INVITE", "1 INVITE"]);
        ladder.GetProperty("messages")[0].GetProperty("text").GetString().ShouldNotBeNull().ShouldContain("+15125550123");
        (ladder.GetProperty("masked").GetBoolean(), ladder.GetProperty("running").GetBoolean()).ShouldBe((false, false));
    }

    [Fact]
    public async Task Who_looks_after_the_telephones_sees_no_number_and_no_name()
    {
        await OpenAsync();
        await KeepAsync(Leg("Caller", 0, "200 OK"));
        using var admin = await centre.SignInAsRoleAsync("admin");

        var ladder = await admin.GetStringAsync($"/api/interactions/{call}/signalling", Ct);

        ladder.ShouldContain("\"masked\":true");
        ladder.ShouldContain("...23@");
        ladder.ShouldNotContain("5125550123");
        ladder.ShouldNotContain("Maria");
    }

    [Fact]
    public async Task A_copy_to_send_away_is_masked_for_everybody()
    {
        await OpenAsync();
        await KeepAsync(Leg("Caller", 0, "200 OK"));
        using var supervisor = await centre.SignInAsRoleAsync("supervisor", practice);

        (await supervisor.GetStringAsync($"/api/interactions/{call}/signalling?masked=true", Ct)).ShouldNotContain("5125550123");
    }

    [Fact]
    public async Task The_list_tells_which_legs_failed()
    {
        await OpenAsync();
        await KeepAsync(Leg("Caller", 0, "200 OK"), Leg("Ana", 1, "486 Busy Here"), Leg("Outside", 2, null));
        using var admin = await centre.SignInAsRoleAsync("admin");

        var all = await admin.GetFromJsonAsync<JsonElement>("/api/signalling", Ct);
        var failed = await admin.GetFromJsonAsync<JsonElement>("/api/signalling?failedOnly=true", Ct);

        Words(all, "items", "party").ShouldBe(["Outside", "Ana", "Caller"]);
        Words(failed, "items", "party").ShouldBe(["Outside", "Ana"]);
        failed.GetProperty("total").GetInt32().ShouldBe(2);
    }

    [Theory]
    [InlineData("agent", HttpStatusCode.Forbidden)]
    [InlineData("supervisor", HttpStatusCode.NotFound)]
    public async Task Another_practices_ladder_is_not_found_and_an_agents_work_is_elsewhere(string role, HttpStatusCode status)
    {
        await OpenAsync();
        await KeepAsync(Leg("Caller", 0, "200 OK"));
        using var stranger = await centre.SignInAsRoleAsync(role, other);

        using var answer = await stranger.GetAsync($"/api/interactions/{call}/signalling", Ct);

        answer.StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task It_is_forgotten_after_the_days_of_the_setting()
    {
        await OpenAsync();
        await KeepAsync(Leg("Caller", 0, "200 OK"));

        centre.Clock.Advance(TimeSpan.FromDays(29));
        await Keeper.ForgetAsync(Ct);
        (await CountAsync()).ShouldBe(1);
        centre.Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromSeconds(1));
        await Keeper.ForgetAsync(Ct);

        (await CountAsync()).ShouldBe(0);
    }

    private async Task OpenAsync(DatabaseEngine engine = DatabaseEngine.Sqlite)
    {
        centre = await TestCentre.StartAsync(engine);
        await using var db = centre.Databases.Create();
        db.AddRange(new Practice { Id = practice, Name = "Bayview Eye" }, new Practice { Id = other, Name = "Harbor Skin" });
        db.Add(new Interaction { Id = call, PracticeId = practice, StartedAt = centre.Clock.GetUtcNow(), From = "+15125550123", To = "+15125550142", Line = "" });
        await db.SaveChangesAsync(Ct);
    }

    /// <summary>A keeper of its own, which has written all when it stops.</summary>
    private async Task KeepAsync(params LegTrace[] legs)
    {
        using var keeper = new SignallingKeeper(centre.Options, centre.Databases, centre.Clock, NullLogger<SignallingKeeper>.Instance);
        foreach (var leg in legs)
        {
            keeper.Keep(leg);
        }
        await keeper.StartAsync(Ct);
        await keeper.StopAsync(Ct);
        (await CountAsync()).ShouldBe(legs.Length);
    }

    private async Task<int> CountAsync()
    {
        await using var db = centre.Databases.Create();
        return await db.Set<SignallingLeg>().CountAsync(Ct);
    }

    private LegTrace Leg(string party, int second, string? answer)
    {
        var at = centre.Clock.GetUtcNow().AddSeconds(second);
        const string Rest = "From: \"Maria Lopez\" <sip:+15125550123@203.0.113.9>;tag=a\r\nCSeq: 1 INVITE\r\n\r\n";
        TracedMessage[] messages =
        [
            new(at, false, SipProtocol.Udp, Carrier, $"INVITE sip:+15125550142@203.0.113.9 SIP/2.0\r\n{Rest}"),
            .. answer is null ? Array.Empty<TracedMessage>() : [new(at.AddMilliseconds(30), true, SipProtocol.Udp, Carrier, $"SIP/2.0 {answer}\r\n{Rest}")],
        ];
        return new LegTrace($"{party}@test", new LegLabel(call.Value, party), messages, 0);
    }

    private static List<string?> Words(JsonElement of, string list, string field) =>
        of.GetProperty(list).EnumerateArray().Select(e => e.GetProperty(field).GetString()).ToList();
}
