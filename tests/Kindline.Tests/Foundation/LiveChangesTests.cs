using System.Net.WebSockets;
using Kindline.Foundation;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace Kindline.Tests.Foundation;

public sealed class LiveChangesTests : IAsyncLifetime
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private TestCentre centre = null!;
    private Guid dana;
    private LivePage page = null!;
    private LiveChanges live = null!;

    public async ValueTask InitializeAsync()
    {
        centre = await TestCentre.StartAsync();
        dana = await centre.AddUserAsync("dana", "agent");
        page = await LivePage.OpenAsync(centre, await centre.TokenAsync("dana"));
        live = centre.Services.GetRequiredService<LiveChanges>();
    }

    public async ValueTask DisposeAsync()
    {
        page.Dispose();
        await centre.DisposeAsync();
    }

    [Fact]
    public async Task The_first_change_comes_at_once_and_those_of_the_next_200_ms_in_one_message()
    {
        live.Changed("prompts");
        await page.ShouldHearAsync("prompts");
        live.Changed("queues");
        live.Changed("queues");
        live.Changed("agents");
        centre.Clock.Advance(Pause);
        await page.ShouldHearAsync("queues", "agents");
        centre.Clock.Advance(Pause);
        live.Changed("owed");
        await page.ShouldHearAsync("owed");
    }

    [Fact]
    public async Task What_changes_with_every_call_comes_once_a_second_and_holds_up_nothing_else()
    {
        live.Changed("queues");
        await page.ShouldHearAsync("queues");
        live.Changed("queues");
        centre.Clock.Advance(Pause);
        live.Changed("parked");
        await page.ShouldHearAsync("parked");

        centre.Clock.Advance(4 * Pause);

        await page.ShouldHearAsync("queues");
    }

    [Fact]
    public async Task Calls_of_others_are_told_to_those_alone_who_may_see_them()
    {
        await centre.AddUserAsync("lee", "lead");
        using var leads = await LivePage.OpenAsync(centre, await centre.TokenAsync("lee"));
        await leads.ShouldHearAsync("calls");

        live.Changed("calls");
        await leads.ShouldHearAsync("calls");
        live.Changed("calls", dana);
        await page.ShouldHearAsync("calls");
        centre.Clock.Advance(Pause);
        live.Changed("prompts");

        await page.ShouldHearAsync("prompts");
        await leads.ShouldHearAsync("prompts");
    }

    [Fact]
    public async Task What_concerns_one_user_comes_to_them_at_once_and_to_nobody_else()
    {
        await centre.AddUserAsync("eli", "agent");
        using var his = await LivePage.OpenAsync(centre, await centre.TokenAsync("eli"));
        live.Changed("prompts");
        await page.ShouldHearAsync("prompts");
        await his.ShouldHearAsync("prompts");

        live.Changed("me", dana);
        await page.ShouldHearAsync("me");
        live.Changed("owed");
        centre.Clock.Advance(Pause);

        await his.ShouldHearAsync("owed");
    }

    [Fact]
    public async Task A_machine_that_stalls_between_two_looks_at_the_clock_ends_nothing()
    {
        using var stalling = new LiveChanges(centre.Services.GetRequiredService<IHubContext<LiveHub>>(), new StallingClock());

        stalling.Changed("prompts");
        stalling.Changed("parked");

        await page.ShouldHearAsync("prompts");
        await page.ShouldHearAsync("parked");
    }

    [Fact]
    public async Task Nobody_listens_without_signing_in()
    {
        (await Should.ThrowAsync<WebSocketException>(() => LivePage.OpenAsync(centre, "no token"))).Message.ShouldContain("401");
    }

    /// <summary>From one look to the next 150 ms go by.</summary>
    private sealed class StallingClock : TimeProvider
    {
        private long looks;

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => 150 * ++looks;
    }
}
