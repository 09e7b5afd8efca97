using System.Text.Json;
using Microsoft.Playwright;

namespace Kindline.Journeys.Journeys;

/// <summary>One whole call at the desk, by keyboard: the patient says 440 Hz, the agent speaks.</summary>
[Collection(nameof(WithBrowser))]
public sealed class DeskTests : IAsyncLifetime
{
    const string Practice = "Bayview Eye";

    KindlineServer server = null!;
    ApiClient supervisor = null!;
    BrowserAgent agent = null!;
    DemoPatient caller = null!;
    DemoPatient child = null!;

    IPage Page => agent.Page;

    ILocator Person => Page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Person" });

    public async ValueTask InitializeAsync()
    {
        server = await KindlineServer.StartAsync();
        supervisor = await server.SignInAsync("supervisor");
        (caller, child) = await DemoPatient.PairAsync(server);
        await HasCalledBeforeAsync();
        agent = await BrowserAgent.OpenAsync(server, "agent1", await Spoken.AgentAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await agent.DisposeAsync();
        supervisor.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_caller_is_answered_verified_held_written_up_for_two_people_and_recorded()
    {
        await LooksUpAsync();
        var popped = await Page.WatchAsync(".callPractice", Practice);
        await using var patient = await SippPeer.CallAsync(server.SipPort, Sound.Tone(440, 180), caller.Number);
        var poppedAt = await popped();
        await agent.AnswersAsync();
        var offered = (await supervisor.CallWithAsync(caller.Number, "offered")).MomentOf("offered");
        Console.WriteLine($"offer to pop: {(poppedAt - offered).TotalMilliseconds:0} ms");

        await OnlyTheNameIsShownAsync();
        await VerifiesAsync();
        await AddsTheChildAsync();
        await Eventually.SoundRuns(2);
        await HoldsAndMutesAsync();
        await Eventually.SoundRuns(2);
        await DisposesAsync(patient);

        var call = await supervisor.CallAsync(caller.Number, "is closed", static call => call.Text("state") == "ended");
        AssertRecord(call);
        AssertVerifiedWithoutValues(call);
        await AssertHeardAsync(call);
        (await agent.IsAsync("ready")).Text("state").ShouldBe("ready");
    }

    /// <summary>A colleague spoke with the patient before, so that there is a last contact.</summary>
    async Task HasCalledBeforeAsync()
    {
        await using var colleague = await Desk.OpenAsync(server, "agent2", Sound.Tone(1000, 60));
        await using var patient = await SippPeer.CallAsync(server.SipPort, Sound.Tone(440, 60), caller.Number);
        await colleague.Phone.AnswersAsync();
        var id = (await colleague.IsAsync("onCall")).GetProperty("call").Text("id");
        await colleague.Api.PostAsync($"desk/calls/{id}/bind", new { patientId = caller.Id });
        await supervisor.CallWithAsync(caller.Number, "answered");
        await patient.HangsUpAsync();
        await supervisor.EndedCallAsync(caller.Number);
        await colleague.Api.PutAsync($"interactions/{id}/wrap-up", new { notes = "Earlier.", done = true });
        await colleague.GoesAsync("signedOut");
    }

    /// <summary>Nobody calls: the child's card opens for a reason, by keyboard, and nobody stands in the address.</summary>
    async Task LooksUpAsync()
    {
        await agent.PressesAsync("Control+k");
        await Page.Keyboard.TypeAsync(child.Name);
        await Page.GetByRole(AriaRole.Option, new PageGetByRoleOptions { Name = child.Name }).First.WaitForAsync();
        await agent.PressesAsync("ArrowDown");
        await agent.PressesAsync("Enter");
        await Person.GetByRole(AriaRole.Heading, new LocatorGetByRoleOptions { Name = child.Name }).WaitForAsync();
        (await FactAsync("Next appointment")).ShouldBe("Hidden until you say why");
        await agent.PressesAsync("Tab");
        await agent.PressesAsync("Enter");
        await Person.GetByText("Looked up, not on a call").WaitForAsync();
        await Person.GetByText(child.Provider).First.WaitForAsync();
        new Uri(Page.Url).PathAndQuery.ShouldBe("/desk");
        await agent.Browser.Button("Close").ClickAsync();
        await Person.GetByText("Nobody on the line").WaitForAsync();
    }

    async Task OnlyTheNameIsShownAsync()
    {
        await Person.GetByText(caller.Name).First.WaitForAsync();
        await Person.GetByText("Possible match by number").WaitForAsync();
        (await Page.Locator("body").InnerTextAsync()).ShouldNotContain(caller.Mrn);
        (await Person.InnerTextAsync()).ShouldNotContain(caller.Provider);
    }

    async Task VerifiesAsync()
    {
        await agent.PressesAsync("Alt+v");
        await Page.Keyboard.TypeAsync(caller.BornOn);
        await agent.PressesAsync("Enter");
        await agent.PressesAsync("Space");
        await agent.PressesAsync("Enter");
        await Person.GetByText("Verified 2 of 2").WaitForAsync();
        (await FactAsync("Last contact")).ShouldContain("by James Porter");
        (await FactAsync("Next appointment")).ShouldContain(caller.Provider);
    }

    Task<string> FactAsync(string name) =>
        Person.Locator(".factBox").Filter(new LocatorFilterOptions { HasText = name }).Locator("dd").InnerTextAsync();

    async Task AddsTheChildAsync()
    {
        await agent.Browser.Button("Add a person").ClickAsync();
        await agent.PressesAsync("Control+k");
        await Page.Keyboard.TypeAsync(child.Name);
        await Person.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = child.Name }).ClickAsync();
        await Person.GetByRole(AriaRole.Heading, new LocatorGetByRoleOptions { Name = child.Name }).WaitForAsync();
        (await FactAsync("Next appointment")).ShouldBe("Hidden until verified");
    }

    async Task HoldsAndMutesAsync()
    {
        Console.WriteLine($"key press to effect: {await Page.PressUntilAsync("F9", ".callState", "On hold")} ms (F9, hold)");
        await Eventually.SoundRuns(2);
        Console.WriteLine($"key press to effect: {await Page.PressUntilAsync("F9", ".callState", "On call")} ms (F9, resume)");
        Console.WriteLine($"key press to effect: {await Page.PressUntilAsync("F8", ".callButtons", "Unmute")} ms (F8)");
        await agent.PressesAsync("F8");
        await Page.Locator(".callButtons").GetByText("Mute", new LocatorGetByTextOptions { Exact = true }).WaitForAsync();
    }

    /// <summary>The child's disposition in the call; the caller's in two presses after it, out of the notes.</summary>
    async Task DisposesAsync(SippPeer patient)
    {
        await agent.PressesAsync("Alt+n");
        await Page.Keyboard.TypeAsync("Asks for both to come on one day.");
        await agent.PressesAsync("Alt+Digit2");
        await agent.Browser.Button(caller.Name.Split(' ')[0]).ClickAsync();
        await agent.PressesAsync("Alt+n");
        await patient.HangsUpAsync();
        await agent.IsAsync("wrapUp");

        await agent.PressesAsync("Alt+Digit1");
        await agent.PressesAsync("Control+Enter");

        await agent.IsAsync("ready");
    }

    void AssertRecord(JsonElement call)
    {
        call.Text("notes").ShouldBe("Asks for both to come on one day.");
        call.Number("holdSeconds").ShouldBeInRange(1.5, 10);
        var subjects = call.Items("subjects");
        subjects.Select(static subject => subject.Text("patientId")).ShouldBe([caller.Id, child.Id]);
        subjects.Select(static subject => subject.Text("disposition")).ShouldAllBe(static key => key.Length > 0);
        subjects[0].Text("disposition").ShouldNotBe(subjects[1].Text("disposition"));
    }

    void AssertVerifiedWithoutValues(JsonElement call)
    {
        var verified = call.EventsOf("verified").ShouldHaveSingleItem().GetProperty("data");
        verified.Text("method").ShouldBe("name+dob");
        var (words, born) = (call.GetProperty("events").ToString(), caller.BornOn.Split('/'));
        words.ShouldNotContain($"{born[2]}-{born[0]}-{born[1]}");
        words.ShouldNotContain(caller.Name);
    }

    async Task AssertHeardAsync(JsonElement call)
    {
        var (outside, ours) = await supervisor.RecordingAsync(call.Text("id"));
        outside.SecondsOfTone(440).ShouldBeGreaterThan(2, "the patient, left");
        ours.SecondsAboveSilence().ShouldBeGreaterThan(1.5, "the agent, right");
        ours.SecondsOfTone(440).ShouldBeLessThan(0.3, "of the patient nothing comes back by the agent's microphone");
        var (held, resumed) = (call.SecondsUntil("held"), call.SecondsUntil("resumed"));
        outside.Between(held + 0.5, resumed - 0.3).SecondsAboveSilence().ShouldBe(0, "neither a held patient nor the music");
    }
}
