using System.Text.Json;

namespace Kindline.Journeys.Journeys;

/// <summary>A carrier that speaks TLS and SRTP only (baresip), through the real rtpengine: heard both ways, and by nobody on the way.</summary>
public sealed class EncryptedTrunkTests : IAsyncLifetime
{
    const string Patient = "+17375550142";
    const string Line = "+15125550100";
    const double CarrierSays = 440;
    const double AgentSays = 1000;

    readonly TemporaryCertificate ours = new();
    readonly TemporaryCertificate theirs = new();
    Baresip carrier = null!;
    KindlineServer server = null!;
    Desk desk = null!;
    ApiClient supervisor = null!;
    Capture capture = null!;

    public async ValueTask InitializeAsync()
    {
        carrier = await Baresip.EncryptedCarrierAsync(Sound.Tone(CarrierSays, 120), Patient, theirs.File);
        server = await KindlineServer.StartAsync(("KINDLINE_TLS_CERT", ours.File));
        using var admin = await server.SignInAsync("admin");
        await admin.PutAsync("trunks/carrier", new
        {
            from = "127.0.0.1",
            outbound = $"127.0.0.1:{carrier.SipPort + 1}",
            transport = "tls",
            audio = "srtp",
            authority = theirs.Pem,
            priority = 0,
        });
        await Eventually.AsyncValue("the carrier answers", () => admin.GetAsync("trunks"), static trunks => trunks.Items("items").Any(t => t.Text("name") == "carrier" && t.Text("state") == "up"));
        supervisor = await server.SignInAsync("supervisor");
        desk = await Desk.OpenAsync(server, "agent1", Sound.Tone(AgentSays, 120));
        capture = await Capture.StartAsync(carrier.MediaPorts.First, carrier.MediaPorts.Last);
    }

    public async ValueTask DisposeAsync()
    {
        await capture.DisposeAsync();
        await desk.DisposeAsync();
        supervisor.Dispose();
        await server.DisposeAsync();
        await carrier.DisposeAsync();
        theirs.Dispose();
        ours.Dispose();
    }

    [Fact]
    public async Task A_call_out_is_heard_both_ways_held_and_recorded_and_nobody_else_hears_it()
    {
        var id = (await desk.Api.PostAsync("calls", new { to = Patient })).Text("id");
        await desk.Phone.AnswersAsync();
        await supervisor.CallWithAsync(Patient, "recordingStarted");
        await Eventually.SoundRuns(3);
        await desk.Api.PostAsync($"calls/{id}/hold");
        await desk.Api.PostAsync($"calls/{id}/resume");
        await Eventually.SoundRuns(2);
        await desk.Api.PostAsync($"calls/{id}/hangup");
        // Only then has baresip written all that it heard.
        await carrier.EventAsync("CALL_CLOSED");
        var call = await supervisor.EndedCallAsync(Patient);

        call.Text("outcome").ShouldBe("handled");
        AssertCarrierHeard();
        AssertNobodyElseHeard(await capture.EndAsync());
        await AssertRecordedAsync(id);
        AssertStored(call);
        await AssertDescribedAsync(id);
    }

    [Fact]
    public async Task A_call_in_is_heard_both_ways_and_nobody_else_hears_it()
    {
        await carrier.DialAsync($"sip:{Line}@127.0.0.1:{server.SipPort + 1};transport=tls");
        var id = (await supervisor.CallWithAsync(Patient, "queued")).Text("id");
        await desk.Phone.AnswersAsync();
        await Eventually.SoundRuns(3);
        await carrier.HangsUpAsync();
        var call = await supervisor.EndedCallAsync(Patient);

        AssertCarrierHeard();
        AssertNobodyElseHeard(await capture.EndAsync());
        await AssertRecordedAsync(id);
        AssertStored(call);
        await AssertDescribedAsync(id);
    }

    void AssertCarrierHeard() => carrier.Heard().SecondsOfTone(AgentSays).ShouldBeGreaterThan(1.5, "what baresip has decrypted");

    /// <summary>Taken for G.711, what went over the wire is noise in both directions, and each packet is longer by its tag.</summary>
    static void AssertNobodyElseHeard(IReadOnlyList<RtpSeen> packets)
    {
        var voice = packets.Where(p => p.PayloadType == 0).ToList();
        var ports = voice.Select(p => p.To).Distinct().ToList();

        voice.Count.ShouldBeGreaterThan(200);
        ports.Count.ShouldBe(2, "both directions are seen");
        voice.ShouldAllBe(p => p.Payload.Length > 160);
        foreach (var port in ports)
        {
            var heard = Capture.HeardAt(port, voice);
            heard.SecondsOfTone(AgentSays).ShouldBe(0);
            heard.SecondsOfTone(CarrierSays).ShouldBe(0);
        }
    }

    async Task AssertRecordedAsync(string id)
    {
        await Eventually.AsyncValue(
            "the recording is ready", () => supervisor.StatusOfGetAsync($"interactions/{id}/recording"), static status => (int)status == 200, 5);
        var channels = Sound.FromWav(await supervisor.GetBytesAsync($"interactions/{id}/recording"));
        channels[0].SecondsOfTone(CarrierSays).ShouldBeGreaterThan(1.5);
        channels[1].SecondsOfTone(AgentSays).ShouldBeGreaterThan(1.5);
    }

    static void AssertStored(JsonElement call) =>
        call.EventsOf("quality").Select(e => e.GetProperty("data")).Single(q => q.Text("agent").Length == 0)
            .Text("encryption").ShouldBe("AES_CM_128_HMAC_SHA1_80");

    /// <summary>On the ladder the carrier's leg says SAVP, and the keys are hidden.</summary>
    async Task AssertDescribedAsync(string id)
    {
        var ladder = (await supervisor.GetAsync($"interactions/{id}/signalling")).ToString();
        ladder.ShouldContain("RTP/SAVP");
        ladder.ShouldContain("inline:(hidden)");
    }
}
