using System.Net.Http.Json;
using System.Text.Json;
using Kindline.Foundation;
using Kindline.Routing;
using Kindline.Tests.Supervision;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Tests.Routing;

public sealed class QueueFiguresTests : IAsyncLifetime
{
    private FloorCentre centre = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => centre = await FloorCentre.OpenAsync();

    public ValueTask DisposeAsync() => centre.DisposeAsync();

    [Fact]
    public async Task Each_decision_of_the_floor_is_in_the_next_answer()
    {
        (await AppointmentsAsync()).GetProperty("ready").GetInt32().ShouldBe(0);

        await centre.ReadyAsync(centre.Ana);

        (await AppointmentsAsync()).GetProperty("ready").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task What_another_program_wrote_is_there_after_five_seconds()
    {
        await AppointmentsAsync();
        await using (var db = centre.Databases.Create())
        {
            await db.Queues.Where(q => q.Id == centre.Appointments).ExecuteUpdateAsync(set => set.SetProperty(q => q.Name, "Visits"), Ct);
        }

        centre.Clock.Advance(TimeSpan.FromSeconds(5));

        (await AppointmentsAsync()).GetProperty("name").GetString().ShouldBe("Visits");
    }

    [Fact]
    public async Task Queues_of_another_practice_are_not_among_them()
    {
        await AppointmentsAsync();
        using var stranger = await centre.SignInAsync("cleo");

        (await stranger.GetFromJsonAsync<JsonElement>("/api/queues", Ct)).GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    private async Task<JsonElement> AppointmentsAsync() =>
        (await centre.Supervisor.GetFromJsonAsync<JsonElement>("/api/queues", Ct)).GetProperty("items").EnumerateArray()
        .Single(q => q.GetProperty("id").GetGuid() == centre.Appointments.Value);
}
