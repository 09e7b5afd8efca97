namespace Kindline.Journeys.Toolkit;

/// <summary>The phones talk to each other without Kindline: a failing journey is then never the toolkit's own fault.</summary>
public sealed class ToolkitTests
{
    [Fact]
    public async Task Patient_and_desk_phone_hear_each_other_and_a_digit_passes()
    {
        var (patient, agent) = (Sound.Tone(440, 20), Sound.Tone(1000, 120));
        var media = SippPeer.NewMediaPort();
        await using var capture = await Capture.StartAsync(media);
        await using var phone = await Baresip.StartAsync(agent);
        await using var caller = await SippPeer.CallAsync(phone.SipPort, patient, "+15125550142", "desk", media);

        await phone.AnswersAsync();
        await Eventually.SoundRuns(1.5);
        await caller.PressesOneAsync();
        await Eventually.SoundRuns(2);
        await caller.HangsUpAsync();
        await phone.EventAsync("CALL_CLOSED");
        var packets = await capture.EndAsync();

        Capture.HeardAt(media, packets).SecondsOfTone(1000).ShouldBeGreaterThan(2);
        packets.Count(packet => packet.From == media && packet.PayloadType == 101).ShouldBeGreaterThan(5);
        phone.Heard().SecondsOfTone(440).ShouldBeGreaterThan(1.5);
    }

    [Fact]
    public async Task Carrier_answers_one_number_and_is_busy_on_another()
    {
        await using var carrier = await SippPeer.CarrierAsync(Sound.Tone(600, 20));
        await using var phone = await Baresip.StartAsync(Sound.Tone(1000, 120));

        await phone.DialAsync($"sip:+17375550142@127.0.0.1:{carrier.SipPort}");
        await phone.EventAsync("CALL_ESTABLISHED");
        await phone.HangsUpAsync();
        await phone.DialAsync($"sip:+12105550142@127.0.0.1:{carrier.SipPort}");
        await phone.EventAsync("CALL_CLOSED", nth: 2);

        phone.Count("CALL_ESTABLISHED").ShouldBe(1);
    }

    [Fact]
    public async Task Speech_is_heard_as_speech_and_not_as_a_tone()
    {
        var spoken = await Spoken.TextAsync("If this is an emergency, hang up and dial nine one one.");

        spoken.SecondsAboveSilence().ShouldBeGreaterThan(1);
        spoken.SecondsOfTone(440).ShouldBeLessThan(0.2);
    }

    [Fact]
    public async Task The_browser_of_the_system_shows_a_page()
    {
        await using var browser = await Browser.OpenAsync("http://localhost");

        await browser.Page.SetContentAsync("<h1>Ready</h1>");

        (await browser.Page.TextContentAsync("h1")).ShouldBe("Ready");
    }

    [Fact]
    public void Mu_law_comes_back_within_its_step()
    {
        var samples = Enumerable.Range(-32000, 64000).Select(static n => (short)n);

        samples.ShouldAllBe(sample => Math.Abs(MuLaw.Decode(MuLaw.Encode(sample)) - sample) <= Math.Max(8, Math.Abs(sample) / 16));
    }
}
