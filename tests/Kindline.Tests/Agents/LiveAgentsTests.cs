using System.Net.Http.Json;
using Kindline.Agents;
using Kindline.Engine;
using Kindline.Engine.Routing;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Interactions;
using Kindline.Practices;
using Kindline.Routing;
using Kindline.Telephony;
using Kindline.Tests.Foundation;
using Microsoft.Extensions.DependencyInjection;

namespace Kindline.Tests.Agents;

/// <summary>Dana and Eli, two agents whose pages are open. A message to both ends what each of them has heard.</summary>
public sealed class LiveAgentsTests : IAsyncLifetime
{
    private readonly PracticeId practice = new(Guid.CreateVersion7());
    private readonly TeamId team = new(Guid.CreateVersion7());
    private TestCentre centre = null!;
    private AgentId dana;
    private AgentId eli;
    private LivePage hers = null!;
    private LivePage his = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        centre = await TestCentre.StartAsync();
        await using (var db = centre.Databases.Create())
        {
            db.AddRange(new Practice { Id = practice, Name = "Bayview Eye" }, new Team { Id = team, PracticeId = practice, Name = "Front line" });
            await db.SaveChangesAsync(Ct);
        }
        dana = new AgentId(await centre.AddUserAsync("dana", "agent", team, practice));
        eli = new AgentId(await centre.AddUserAsync("eli", "agent", null, practice));
        await Get<AgentRegister>().LoadAsync(Ct);
        hers = await LivePage.OpenAsync(centre, await centre.TokenAsync("dana"));
        his = await LivePage.OpenAsync(centre, await centre.TokenAsync("eli"));
    }

    public async ValueTask DisposeAsync()
    {
        hers.Dispose();
        his.Dispose();
        await centre.DisposeAsync();
    }

    [Fact]
    public async Task A_change_of_a_call_is_told_to_its_agent_alone()
    {
        var call = Call();

        call.Agent = dana;

        await hers.HearUntilAsync("me");
        (await HeardSoFarAsync(his)).ShouldNotContain("\"me\"");
    }

    [Fact]
    public async Task Who_has_lost_a_call_hears_of_it_too()
    {
        var call = Call();
        call.Agent = dana;
        await hers.HearUntilAsync("me");

        call.Agent = eli;

        await hers.HearUntilAsync("me");
        await his.HearUntilAsync("me");
    }

    [Fact]
    public async Task Whom_the_floor_has_at_a_call_hears_of_its_changes_before_it_is_theirs()
    {
        var call = Call();
        await TakesAsync(call.Id);
        await HeardSoFarAsync(hers);

        call.Note = "Wants Tuesday";

        await hers.HearUntilAsync("me");
        (await HeardSoFarAsync(his)).ShouldNotContain("\"me\"");
    }

    [Fact]
    public async Task The_record_of_a_call_is_told_to_who_talked()
    {
        var id = new InteractionId(Guid.CreateVersion7(centre.Clock.GetUtcNow()));
        var log = Get<InteractionLog>();
        await log.AppendAsync(id, EventType.Started, new StartedFact(practice, Channel.Voice, Direction.Inbound, "+15125550142", "+15125550100"), Ct);

        await log.AppendAsync(id, EventType.Answered, new AgentFact(dana), Ct);

        await hers.ShouldHearAsync("me", "calls");
        (await HeardSoFarAsync(his)).ShouldNotContain("calls");
    }

    [Fact]
    public async Task Taking_the_desk_is_told_to_that_agents_pages_alone()
    {
        using var client = await centre.SignInAsync("dana");

        using var taken = await client.PostAsync("/api/agents/me/desk", null, Ct);

        await hers.ShouldHearAsync("me");
        (await HeardSoFarAsync(his)).ShouldNotContain("\"me\"");
        var desk = (await taken.Content.ReadFromJsonAsync<Desk>(Ct))!.DeskId;
        Get<AgentRegister>().Find(dana)!.DeskId.ShouldBe(desk);
    }

    [Fact]
    public async Task Who_is_to_be_away_after_the_call_hears_of_it_in_the_call()
    {
        await centre.AddUserAsync("sam", "supervisor", team, practice);
        using var sam = await centre.SignInAsync("sam");
        await TakesAsync(new InteractionId(Guid.CreateVersion7()));
        await HeardSoFarAsync(hers);

        using var sent = await sam.PutAsJsonAsync($"/api/floor/agents/{dana}/state", new { state = "away", reason = "Meeting" }, Ct);

        (await sent.Content.ReadAsStringAsync(Ct)).ShouldContain("afterCall");
        await hers.HearUntilAsync("me");
    }

    private T Get<T>()
        where T : notnull => centre.Services.GetRequiredService<T>();

    /// <summary>What a page has heard until now: a last message of the test's own ends it.</summary>
    private async Task<string> HeardSoFarAsync(LivePage page)
    {
        Get<LiveChanges>().Changed(["knowledge"], [dana.Value, eli.Value]);
        return await page.HearUntilAsync("knowledge");
    }

    private async Task TakesAsync(InteractionId call)
    {
        var floor = Get<FloorHost>();
        await floor.SendAsync(new FloorInput.SignedIn(dana), Ct);
        await floor.SendAsync(new FloorInput.PhoneFound(dana), Ct);
        await floor.SendAsync(new FloorInput.OutboundStarted(dana, call), Ct);
    }

    private LiveCall Call()
    {
        var now = centre.Clock.GetUtcNow();
        var call = new LiveCall(new InteractionId(Guid.CreateVersion7(now)), practice, "Bayview Eye", Direction.Inbound, "+15125550142", "+15125550100", "Appointments", now);
        Get<LiveCalls>().Add(call);
        return call;
    }

    private sealed record Desk(Guid DeskId);
}
