using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindline.Tests.Supervision;

namespace Kindline.Tests.Interactions;

/// <summary>A call that has just been answered, before its record says by whom.</summary>
public sealed class CallAtHandTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_one_who_has_it_sees_and_writes_it_and_a_colleague_does_not()
    {
        await using var centre = await FloorCentre.OpenAsync();
        var call = await centre.TalkingAsync(centre.Ana, "Rosa", "Hinojosa");
        var (ana, ben) = (await centre.SignInAsync("ana"), await centre.SignInAsync("ben"));

        var seen = await ana.GetFromJsonAsync<JsonElement>($"/api/interactions/{call.Id}", Ct);

        seen.GetProperty("canEditWrapUp").GetBoolean().ShouldBeTrue();
        (await ben.GetAsync($"/api/interactions/{call.Id}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
