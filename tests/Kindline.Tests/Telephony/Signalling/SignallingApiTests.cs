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
using Microsoft.Extensions.Logging.Abstractions;

namespace Kindline.Tests.Telephony.Signalling;

/// <summary>The list of legs and the ladder over the wire, on both databases.</summary>
public sealed class SignallingApiTests : IAsyncDisposable
{
    private static readonly IPEndPoint Carrier = new(IPAddress.Parse("198.51.100.7"), 5060);

    private readonly PracticeId practice = new(Guid.CreateVersion7());
    private readonly PracticeId other = new(Guid.CreateVersion7());
    private readonly InteractionId call = new(Guid.CreateVersion7());
    private TestCentre? opened;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private TestCentre Centre => opened ?? throw new InvalidOperationException("No centre was opened.");

    public ValueTask DisposeAsync() => opened?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Theory]
    [BothEngines]
    public async Task A_supervisor_sees_the_ladder_of_a_call_leg_beside_leg(DatabaseEngine engine)
    {
        await OpenAsync(engine);
        await KeepAsync(Leg("Caller", 0, "200 OK"), Leg("Ana", 1, "486 Busy Here"));
        using var supervisor = await Centre.SignInAsRoleAsync("supervisor", practice);

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
        using var admin = await Centre.SignInAsRoleAsync("admin");

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
        using var supervisor = await Centre.SignInAsRoleAsync("supervisor", practice);

        (await supervisor.GetStringAsync($"/api/interactions/{call}/signalling?masked=true", Ct)).ShouldNotContain("5125550123");
    }

    [Fact]
    public async Task The_list_tells_which_legs_failed()
    {
        await OpenAsync();
        await KeepAsync(Leg("Caller", 0, "200 OK"), Leg("Ana", 1, "486 Busy Here"), Leg("Outside", 2, null));
        using var admin = await Centre.SignInAsRoleAsync("admin");

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
        using var stranger = await Centre.SignInAsRoleAsync(role, other);

        using var answer = await stranger.GetAsync($"/api/interactions/{call}/signalling", Ct);

        answer.StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task It_is_forgotten_after_the_days_of_the_setting_though_nobody_calls_any_more()
    {
        await OpenAsync();
        await KeepAsync(Leg("Caller", 0, "200 OK"));

        // A clock of its own: the centre's would run a month of its timers.
        var later = new ManualClock();
        later.Advance(TimeSpan.FromDays(29));
        await KeepAsync(later);
        (await CountAsync()).ShouldBe(1);
        later.Advance(TimeSpan.FromDays(1) + TimeSpan.FromSeconds(1));
        await KeepAsync(later);

        (await CountAsync()).ShouldBe(0);
    }

    private async Task OpenAsync(DatabaseEngine engine = DatabaseEngine.Sqlite)
    {
        opened = await TestCentre.StartAsync(engine);
        await using var db = Centre.Databases.Create();
        db.AddRange(new Practice { Id = practice, Name = "Bayview Eye" }, new Practice { Id = other, Name = "Harbor Skin" });
        db.Add(new Interaction { Id = call, PracticeId = practice, StartedAt = Centre.Clock.GetUtcNow(), From = "+15125550123", To = "+15125550142", Line = "" });
        await db.SaveChangesAsync(Ct);
    }

    /// <summary>A keeper of its own, which has written all when it stops.</summary>
    private Task KeepAsync(params LegTrace[] legs) => KeepAsync(Centre.Clock, legs);

    private async Task KeepAsync(TimeProvider clock, params LegTrace[] legs)
    {
        using var keeper = new SignallingKeeper(Centre.Options, Centre.Databases, clock, NullLogger<SignallingKeeper>.Instance);
        foreach (var leg in legs)
        {
            keeper.Keep(leg);
        }
        await keeper.StartAsync(Ct);
        await keeper.StopAsync(Ct);
    }

    private async Task<int> CountAsync()
    {
        await using var db = Centre.Databases.Create();
        return await db.Set<SignallingLeg>().CountAsync(Ct);
    }

    private LegTrace Leg(string party, int second, string? answer)
    {
        var at = Centre.Clock.GetUtcNow().AddSeconds(second);
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
