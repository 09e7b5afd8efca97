using System.Net;
using System.Net.Sockets;

namespace Kindline.Journeys.Journeys;

/// <summary>An agent calls out by the API: the own phone first, then the callee by the trunk.</summary>
public sealed class OutboundTests : IAsyncLifetime
{
    const string Answers = "+17375550142";
    const string IsBusy = "+12105550142";
    const string NobodyHome = "+13465550142";
    const string Speaks = "+19155550142";

    SippPeer carrier = null!;
    KindlineServer server = null!;
    Desk desk = null!;

    public async ValueTask InitializeAsync()
    {
        carrier = await SippPeer.CarrierAsync(Sound.Tone(440, 120));
        server = await KindlineServer.StartAsync(("KINDLINE_TRUNK", $"127.0.0.1:{carrier.SipPort}"));
        desk = await Desk.OpenAsync(server, "agent1", Sound.Tone(1000, 120));
    }

    public async ValueTask DisposeAsync()
    {
        await desk.DisposeAsync();
        await server.DisposeAsync();
        await carrier.DisposeAsync();
    }

    [Fact]
    public async Task An_agent_calls_a_patient_and_both_are_recorded()
    {
        using var supervisor = await server.SignInAsync("supervisor");
        var id = (await desk.Api.PostAsync("calls", new { to = Answers })).Text("id");
        await desk.Phone.AnswersAsync();
        await supervisor.CallWithAsync(Answers, "connected");
        await supervisor.CallWithAsync(Answers, "recordingStarted");
        await Eventually.SoundRuns(3);
        await desk.Api.PostAsync($"calls/{id}/hangup");
        var call = await supervisor.EndedCallAsync(Answers);

        call.Text("id").ShouldBe(id);
        call.Text("direction").ShouldBe("outbound");
        call.Text("outcome").ShouldBe("handled");
        call.MomentOf("recordingStarted").ShouldBeGreaterThanOrEqualTo(call.MomentOf("played"));
        await Eventually.AsyncValue(
            "the recording is ready", () => supervisor.StatusOfGetAsync($"interactions/{id}/recording"), static status => (int)status == 200, 5);
        var channels = Sound.FromWav(await supervisor.GetBytesAsync($"interactions/{id}/recording"));
        channels[0].SecondsOfTone(440).ShouldBeGreaterThan(1.5);
        channels[1].SecondsOfTone(1000).ShouldBeGreaterThan(1.5);
        channels[0].SecondsOfTone(1000).ShouldBe(0);
    }

    [Fact]
    public async Task A_busy_callee_ends_the_call_with_that_word()
    {
        using var supervisor = await server.SignInAsync("supervisor");
        await desk.Api.PostAsync("calls", new { to = IsBusy });
        await desk.Phone.AnswersAsync();
        var call = await supervisor.EndedCallAsync(IsBusy);

        call.Text("outcome").ShouldBe("failed");
        call.GetProperty("events").ToString().ShouldContain("busy", Case.Insensitive);
    }

    [Fact]
    public async Task What_the_carrier_says_before_any_answer_is_heard_by_the_agent()
    {
        using var supervisor = await server.SignInAsync("supervisor");
        await desk.Api.PostAsync("calls", new { to = Speaks });
        await desk.Phone.AnswersAsync();
        var call = await supervisor.EndedCallAsync(Speaks);

        call.Text("outcome").ShouldBe("failed");
        call.EventsOf("connected").ShouldBeEmpty();
        await desk.Phone.EventAsync("CALL_CLOSED");
        desk.Phone.Heard().SecondsOfTone(440).ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task A_call_that_nobody_takes_can_be_given_up()
    {
        using var supervisor = await server.SignInAsync("supervisor");
        var id = (await desk.Api.PostAsync("calls", new { to = NobodyHome })).Text("id");
        await desk.Phone.AnswersAsync();
        await supervisor.CallWithAsync(NobodyHome, "ringing");
        await desk.Api.PostAsync($"calls/{id}/hangup");
        var call = await supervisor.EndedCallAsync(NobodyHome);

        call.Text("outcome").ShouldBe("failed");
        call.EventsOf("connected").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_trunk_that_cannot_place_the_call_is_followed_by_the_next_and_both_are_on_the_record()
    {
        using var supervisor = await server.SignInAsync("supervisor");
        using var admin = await server.SignInAsync("admin");
        using var silent = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        await admin.PutAsync("trunks/first", new { outbound = silent.Client.LocalEndPoint!.ToString(), priority = 0, askSeconds = 0, silentSeconds = 1 });
        await desk.Api.PostAsync("calls", new { to = IsBusy });
        await desk.Phone.AnswersAsync();
        var call = await supervisor.EndedCallAsync(IsBusy);

        var tried = call.EventsOf("trunkTried").Select(e => (e.GetProperty("data").Text("trunk"), e.GetProperty("data").GetProperty("status").GetInt32()));
        tried.ShouldBe([("first", 408), ("demo", 486)]);
    }
}
