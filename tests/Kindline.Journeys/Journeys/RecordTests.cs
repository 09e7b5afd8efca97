using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Kindline.Journeys.Journeys;

/// <summary>A patient calls from a telephone that nobody knows: found by name, verified, and the number kept, all in the call.</summary>
[Collection(nameof(WithBrowser))]
public sealed partial class RecordTests
{
    const string NewNumber = "+15125550177";

    [Fact]
    public async Task A_caller_from_a_new_number_is_found_verified_and_their_record_changed_in_the_call()
    {
        await using var server = await KindlineServer.StartAsync();
        using var supervisor = await server.SignInAsync("supervisor");
        var (caller, _) = await DemoPatient.PairAsync(server);
        await using var agent = await BrowserAgent.OpenAsync(server, "agent1", await Spoken.AgentAsync());
        var person = agent.Page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Person" });
        await using var patient = await SippPeer.CallAsync(server.SipPort, Sound.Tone(440, 180), NewNumber);
        await agent.AnswersAsync();

        await FindsAsync(agent, person, caller.Name);
        (await person.InnerTextAsync()).ShouldNotContain(caller.Mrn);
        await VerifiesAsync(agent, person, caller.BornOn);
        await KeepsNumberAsync(agent);

        await OnFile(agent).GetByText("(512) 555-0177 mobile").WaitForAsync();
        (await person.InnerTextAsync()).ShouldContain("Contact details changed: send no records until");
        (await agent.Browser.SeriousIssuesAsync()).ShouldBeEmpty();
        await patient.HangsUpAsync();
        var call = await supervisor.EndedCallAsync(NewNumber);
        call.Items("subjects").ShouldHaveSingleItem().Text("patientId").ShouldBe(caller.Id);
        await IsKnownNextTimeAsync(server, agent, person, caller);
    }

    static async Task FindsAsync(BrowserAgent agent, ILocator person, string name)
    {
        // Nobody has this number, so the desk asks who it is.
        await agent.Page.Locator("#desk-search").WaitForAsync();
        await agent.PressesAsync("Control+k");
        await agent.Page.Keyboard.TypeAsync(name);
        await person.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = name }).ClickAsync();
        await person.GetByRole(AriaRole.Heading, new LocatorGetByRoleOptions { Name = name }).WaitForAsync();
    }

    static async Task VerifiesAsync(BrowserAgent agent, ILocator person, string bornOn)
    {
        await agent.PressesAsync("Alt+v");
        await agent.Page.Keyboard.TypeAsync(bornOn);
        await agent.PressesAsync("Enter");
        await agent.PressesAsync("Space");
        await agent.PressesAsync("Enter");
        await person.GetByText("Verified 2 of 2").WaitForAsync();
    }

    static ILocator OnFile(BrowserAgent agent) => agent.Page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "On file" });

    static async Task KeepsNumberAsync(BrowserAgent agent)
    {
        await OnFile(agent).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Change" }).ClickAsync();
        var form = agent.Page.GetByRole(AriaRole.Dialog, new PageGetByRoleOptions { Name = "Change the record" });
        await form.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Add a phone" }).ClickAsync();
        // Behind those that there are, however many.
        await form.GetByRole(AriaRole.Textbox, new LocatorGetByRoleOptions { NameRegex = NumberOfPhone() }).Last.FillAsync("512 555 0177");
        await form.GetByRole(AriaRole.Combobox, new LocatorGetByRoleOptions { NameRegex = TypeOfPhone() }).Last.SelectOptionAsync("mobile");
        await form.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Save" }).ClickAsync();
        await form.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
    }

    /// <summary>The next call from that telephone is theirs by number.</summary>
    static async Task IsKnownNextTimeAsync(KindlineServer server, BrowserAgent agent, ILocator person, DemoPatient caller)
    {
        await agent.Api.PutAsync($"interactions/{(await agent.IsAsync("wrapUp")).GetProperty("call").Text("id")}/wrap-up", new { notes = "New number.", done = true });
        await agent.IsAsync("ready");
        await using var again = await SippPeer.CallAsync(server.SipPort, Sound.Tone(440, 180), NewNumber);
        await person.GetByText(caller.Name).First.WaitForAsync();
        await person.GetByText("Possible match by number").WaitForAsync();
        await again.HangsUpAsync();
    }

    [GeneratedRegex(@"^Phone \d+$")]
    private static partial Regex NumberOfPhone();

    [GeneratedRegex(@"^Type of phone \d+$")]
    private static partial Regex TypeOfPhone();
}
