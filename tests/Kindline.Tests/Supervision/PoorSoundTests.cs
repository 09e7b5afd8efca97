using System.Text.Json;
using Kindline.Engine;
using Kindline.Supervision;
using Kindline.Telephony;
using Kindline.Voice.Rtp;
using Kindline.Voice.Tests.Calls;

namespace Kindline.Tests.Supervision;

/// <summary>Calls whose legs count what the test says, five seconds of packets a look.</summary>
public sealed class PoorSoundTests : IAsyncLifetime
{
    private FloorCentre centre = null!;
    private readonly List<Leg> legs = [];

    public async ValueTask InitializeAsync() => centre = await FloorCentre.OpenAsync();

    public ValueTask DisposeAsync() => centre.DisposeAsync();

    [Fact]
    public async Task A_leg_that_stays_poor_for_ten_seconds_is_an_alert_that_goes_again()
    {
        await CallAsync(centre.Ana, "north", callerLoses: 0, agentLoses: 20);

        await LooksAsync(2);
        (await AlertsAsync()).ShouldBeEmpty();
        await LooksAsync(1);
        (await AlertsAsync()).ShouldBe(["poorSound ana  3.1"]);

        legs.ForEach(leg => leg.Loses = 0);
        await LooksAsync(1);
        (await AlertsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_callers_of_a_trunk_that_is_poor_itself_are_one_alert_that_names_it()
    {
        await CallAsync(centre.Ana, "north", callerLoses: 20, agentLoses: 0);
        await CallAsync(centre.Ben, "south", callerLoses: 20, agentLoses: 0);
        await CallAsync(centre.Stranger, "north", callerLoses: 20, agentLoses: 0);
        await CallAsync(null, "north", callerLoses: 20, agentLoses: 0);

        await LooksAsync(3);

        (await AlertsAsync()).ShouldBe(["poorTrunk  north 3.1", "poorCaller ben  3.1"]);
    }

    [Fact]
    public async Task A_colleague_of_another_practice_is_named_to_nobody_here()
    {
        await CallAsync(centre.Stranger, "north", callerLoses: 20, agentLoses: 20);

        await LooksAsync(3);

        (await AlertsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_call_says_whose_sound_is_poor()
    {
        var call = await CallAsync(centre.Ana, "north", callerLoses: 20, agentLoses: 0);

        await LooksAsync(3);
        call.PoorSound.ShouldBe("caller");

        legs.ForEach(leg => leg.Loses = 0);
        await LooksAsync(1);
        call.PoorSound.ShouldBeNull();
    }

    private async Task<LiveCall> CallAsync(AgentId? agent, string trunk, int callerLoses, int agentLoses)
    {
        var call = await centre.TalkingAsync(agent ?? centre.Ana, "Pat", "Lee");
        (call.Agent, call.Trunk) = (agent, trunk);
        foreach (var leg in new[] { new Leg(callerLoses, null), new Leg(agentLoses, agent ?? centre.Ana) }.Take(agent is null ? 1 : 2))
        {
            legs.Add(leg);
            call.Heard(leg.Live);
        }
        return call;
    }

    private async Task LooksAsync(int looks)
    {
        for (var n = 0; n < looks; n++)
        {
            var before = centre.Get<PoorSounds>().Now;
            centre.Clock.Advance(TimeSpan.FromSeconds(5));
            var patience = Patience.Token();
            while (ReferenceEquals(centre.Get<PoorSounds>().Now, before))
            {
                patience.ThrowIfCancellationRequested();
                await Task.Yield();
            }
        }
    }

    private async Task<IEnumerable<string>> AlertsAsync() =>
        from alert in (await centre.FloorAsync()).GetProperty("alerts").EnumerateArray()
        select $"{Text(alert, "kind")} {Text(alert, "agent")} {Text(alert, "trunk")} {alert.GetProperty("limit").GetDouble():F1}";

    private static string? Text(JsonElement alert, string field) => alert.GetProperty(field) switch
    {
        { ValueKind: JsonValueKind.Object } named => named.GetProperty("name").GetString(),
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        _ => "",
    };

    private sealed class Leg
    {
        private MediaStatistics counted = new(0, 0, 0, 0, 0, 0, 0, 0, TimeSpan.Zero, null, null);

        public Leg(int loses, AgentId? agent) => (Loses, Live) = (loses, new LiveLeg(agent, Count));

        public int Loses { get; set; }

        public LiveLeg Live { get; }

        private MediaStatistics Count()
        {
            counted = counted with { PacketsReceived = counted.PacketsReceived + 250 - Loses, Lost = counted.Lost + Loses };
            return counted;
        }
    }
}
