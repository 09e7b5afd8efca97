using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindline.Engine;
using Kindline.Engine.Routing;
using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Routing;
using Kindline.Tests.Desk;
using Kindline.Tests.Foundation;

namespace Kindline.Tests.Routing;

public sealed class QueueSettingsTests : IAsyncLifetime
{
    private DeskCentre desk = null!;
    private HttpClient admin = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        desk = await DeskCentre.StartAsync();
        admin = await desk.Centre.SignInAsRoleAsync("admin", desk.Practice);
        await desk.Agent.GetAsync("/api/agents/me", Ct);
        await desk.Get<FloorHost>().SendAsync(new FloorInput.SignedIn(desk.AgentId), Ct);
        await desk.Get<FloorHost>().SendAsync(new FloorInput.PhoneFound(desk.AgentId), Ct);
    }

    public async ValueTask DisposeAsync()
    {
        admin.Dispose();
        await desk.DisposeAsync();
    }

    [Theory]
    [InlineData(9)]
    [InlineData(601)]
    public async Task A_wrap_up_of_less_than_ten_seconds_or_more_than_ten_minutes_is_refused(int seconds)
    {
        using var refused = await SetAsync(seconds);

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("errors").GetProperty("wrapUpSeconds")[0].GetString()
            .ShouldBe("must be from 10 to 600");
        (await QueueAsync()).GetProperty("wrapUpSeconds").GetInt32().ShouldBe(60);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(600)]
    public async Task The_time_of_a_wrap_up_is_kept_and_comes_with_a_call_of_the_queue(int seconds)
    {
        using var saved = await SetAsync(seconds);
        var call = await desk.TalkAsync();

        await desk.Get<FloorHost>().SendAsync(new FloorInput.OutboundStarted(desk.AgentId, call), Ct);

        (await QueueAsync()).GetProperty("wrapUpSeconds").GetInt32().ShouldBe(seconds);
        (await WrapUpSecondsAsync()).ShouldBe(seconds);
    }

    [Fact]
    public async Task A_call_without_a_queue_has_a_minute_for_its_wrap_up()
    {
        using var saved = await SetAsync(90);
        var call = new InteractionId(Guid.CreateVersion7());
        await desk.TellAsync(call, EventType.Started, new StartedFact(desk.Practice, Channel.Voice, Direction.Outbound, "+15125550100", DeskCentre.Number));

        await desk.Get<FloorHost>().SendAsync(new FloorInput.OutboundStarted(desk.AgentId, call), Ct);

        (await WrapUpSecondsAsync()).ShouldBe(60);
    }

    private Task<HttpResponseMessage> SetAsync(int seconds) => admin.PutAsJsonAsync($"/api/queues/{desk.Queue}", new { wrapUpSeconds = seconds }, Ct);

    private async Task<JsonElement> QueueAsync() =>
        (await admin.GetFromJsonAsync<JsonElement>("/api/queues", Ct)).GetProperty("items").EnumerateArray().Single(q => q.GetProperty("id").GetString() == $"{desk.Queue}");

    private async Task<int> WrapUpSecondsAsync() =>
        (await desk.Agent.GetFromJsonAsync<JsonElement>("/api/agents/me", Ct)).GetProperty("call").GetProperty("wrapUpSeconds").GetInt32();
}
