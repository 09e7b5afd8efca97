using System.Text.Json;
using Microsoft.Playwright;

namespace Kindline.Journeys.Journeys;

/// <summary>A supervisor at the floor's page, with a desk phone of their own: the patient says 440 Hz, the agent 1000, the supervisor 1500.</summary>
[Collection(nameof(WithBrowser))]
public sealed class FloorTests : IAsyncLifetime
{
    const string Patient = "+15125550142";
    const int Agent = 1000;
    const int Supervisor = 1500;

    KindlineServer server = null!;
    Desk agent = null!;
    Desk supervisor = null!;
    Browser floor = null!;

    public async ValueTask InitializeAsync()
    {
        server = await KindlineServer.StartAsync();
        agent = await Desk.OpenAsync(server, "agent1", Sound.Tone(Agent, 180));
        supervisor = await Desk.OpenAsync(server, "supervisor", Sound.Tone(Supervisor, 180), goesReady: false);
        floor = await Browser.SignInAsync(server, "supervisor");
        await floor.Page.GotoAsync("/floor");
    }

    public async ValueTask DisposeAsync()
    {
        await floor.DisposeAsync();
        await supervisor.DisposeAsync();
        await agent.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_supervisor_listens_whispers_and_barges_by_key_and_the_patient_hears_the_last_alone()
    {
        var media = SippPeer.NewMediaPort();
        await using var capture = await Capture.StartAsync(media);
        await using var patient = await SippPeer.CallAsync(server.SipPort, Sound.Tone(440, 180), Patient, mediaPort: media);
        await agent.Phone.AnswersAsync();
        await supervisor.Api.CallWithAsync(Patient, "answered");
        var name = (await agent.Api.GetAsync("agents/me")).Text("name");
        await floor.Page.GetByRole(AriaRole.Option, new PageGetByRoleOptions { Name = name }).ClickAsync();
        await floor.Page.GetByRole(AriaRole.Listbox, new PageGetByRoleOptions { Name = "Agents by state" }).FocusAsync();

        await floor.Page.Keyboard.PressAsync("l");
        await supervisor.Phone.AnswersAsync();
        await CoachedAsync(times: 1);
        await Eventually.SoundRuns(2);
        await floor.Page.Keyboard.PressAsync("w");
        await CoachedAsync(times: 2);
        var told = await agent.Api.GetAsync("agents/me");
        await Eventually.SoundRuns(2);
        await floor.Page.Keyboard.PressAsync("b");
        await floor.Page.Keyboard.PressAsync("b");
        await CoachedAsync(times: 3);
        await Eventually.SoundRuns(2);
        await patient.HangsUpAsync();
        var call = await supervisor.Api.EndedCallAsync(Patient);
        await supervisor.Phone.EventAsync("CALL_CLOSED");

        told.GetProperty("call").GetProperty("coach").Text("mode").ShouldBe("whisper");
        call.EventsOf("coached").Select(e => e.GetProperty("data").Text("mode")).ShouldBe(["listen", "whisper", "barge"]);
        supervisor.Phone.Heard().SecondsWithTone(440).ShouldBeGreaterThan(3, "the supervisor hears the patient in all three");
        supervisor.Phone.Heard().SecondsWithTone(Agent).ShouldBeGreaterThan(3, "and the agent");
        agent.Phone.Heard().SecondsWithTone(Supervisor).ShouldBeInRange(3, 10, "the agent hears the whisper and the barge, not the listening");
        await AssertHeardAndRecordedAsync(call, media, await capture.EndAsync());
        await supervisor.IsAsync("away");
    }

    [Fact]
    public async Task The_floor_shows_thirty_agents_within_a_second_and_a_move_is_undone_by_key()
    {
        await FillAsync(30);
        var page = floor.Page;
        await Eventually.AsyncValue("thirty agents", () => page.GetByRole(AriaRole.Option).CountAsync(), static rows => rows >= 30);
        var list = page.GetByRole(AriaRole.Listbox, new PageGetByRoleOptions { Name = "Agents by state" });
        var name = (await agent.Api.GetAsync("agents/me")).Text("name");
        var row = page.GetByRole(AriaRole.Option, new PageGetByRoleOptions { Name = name });
        await row.GetByText("Ready").WaitForAsync();

        await agent.Api.PutAsync("agents/me/state", new { state = "away", reason = "Lunch" });
        await row.GetByText("Away: Lunch").WaitForAsync(new LocatorWaitForOptions { Timeout = 1000 });

        await row.ClickAsync();
        await list.FocusAsync();
        await page.Keyboard.PressAsync("m");
        await page.GetByRole(AriaRole.Combobox, new PageGetByRoleOptions { Name = "To" }).ClickAsync();
        await page.GetByRole(AriaRole.Option, new PageGetByRoleOptions { Name = "Billing", Exact = true }).ClickAsync();
        await floor.Button($"Move {name}").ClickAsync();
        await page.GetByText("to Billing until 80 % has held 10 min").WaitForAsync();
        await list.FocusAsync();
        await page.Keyboard.PressAsync("Control+z");
        await page.GetByText("Moved back").WaitForAsync();

        (await supervisor.Api.GetAsync("floor")).GetProperty("moves").GetArrayLength().ShouldBe(0);
        (await floor.SeriousIssuesAsync()).ShouldBeEmpty();
        await page.GotoAsync("/board");
        await page.GetByText("Appointments").WaitForAsync();
        (await page.Locator("main").InnerTextAsync()).ShouldNotContain(name);
    }

    /// <summary>So many agents of the supervisor's team, all but one of them away.</summary>
    async Task FillAsync(int agents)
    {
        using var admin = await server.SignInAsync("admin");
        var seen = await supervisor.Api.GetAsync("floor");
        var practices = seen.Items("practices").Select(p => p.Text("id")).ToArray();
        for (var n = seen.Items("agents").Length; n < agents; n++)
        {
            var user = $"extra{n}";
            await admin.PostAsync("users", new
            {
                user,
                name = $"Extra {n}",
                role = "agent",
                password = KindlineServer.Password,
                teamId = seen.Items("teams")[0].Text("id"),
                practices,
            });
            using var extra = await server.SignInAsync(user);
            // An account becomes an agent at the first look at its own desk.
            await extra.GetAsync("agents/me");
            await extra.PutAsync("agents/me/state", new { state = "away", reason = "Meeting" });
        }
    }

    Task<JsonElement> CoachedAsync(int times) =>
        supervisor.Api.CallAsync(Patient, $"coached {times} times", call => call.EventsOf("coached").Length == times);

    async Task AssertHeardAndRecordedAsync(JsonElement call, int media, IReadOnlyList<RtpSeen> packets)
    {
        // By when packets came, not by their timestamps: those stand still where a busy machine's media clock falls behind. Before somebody
        // listens in there are words and music, which hold every tone.
        var (listened, barged) = (At(call.EventsOf("coached")[0]), At(call.EventsOf("coached")[2]));
        Capture.HeardAt(media, packets.Where(p => p.At > listened && p.At < barged)).SecondsWithTone(Supervisor).ShouldBe(0, "neither listening nor the whisper reaches the carrier");
        Capture.HeardAt(media, packets.Where(p => p.At > barged)).SecondsWithTone(Supervisor).ShouldBeGreaterThan(1);
        (barged - listened).ShouldBeGreaterThan(4, "listening and whispering");
        var (outside, ours) = await supervisor.Api.RecordingAsync(call.Text("id"));
        var bargedOnTape = call.SecondsUntil("coached", 3);
        outside.SecondsWithTone(Supervisor).ShouldBe(0);
        ours.Between(0, bargedOnTape).SecondsWithTone(Supervisor).ShouldBe(0, "the whisper is not recorded");
        ours.Between(bargedOnTape, ours.Seconds).SecondsWithTone(Supervisor).ShouldBeGreaterThan(1);
    }

    static double At(JsonElement happened) => (happened.Moment("at") - DateTimeOffset.UnixEpoch).TotalSeconds;
}
