namespace Kindline.Journeys.Journeys;

/// <summary>What is left when the program or its disk fails in the middle of a call.</summary>
public sealed class CrashTests
{
    [Fact]
    public async Task A_crash_in_a_call_leaves_a_playable_recording_and_an_owed_call_back()
    {
        await using var server = await KindlineServer.StartAsync();
        var supervisor = await server.SignInAsync("supervisor");
        await using var desk = await Desk.OpenAsync(server, "agent1", Sound.Tone(1000, 120));
        await using var caller = await SippPeer.CallAsync(server.SipPort, Sound.Tone(440, 120), "+15125550146");
        await desk.Phone.AnswersAsync();
        await desk.IsAsync("onCall");
        await using var greeted = await SippPeer.CallAsync(server.SipPort, Sound.Tone(440, 120), "+15125550147");
        await supervisor.CallWithAsync("+15125550147", "started");
        await Eventually.SoundRuns(4);

        await server.KillAsync();
        await server.StartAgainAsync();
        supervisor.Dispose();
        supervisor = await server.SignInAsync("supervisor");
        var call = await supervisor.EndedCallAsync("+15125550146");

        call.Text("outcome").ShouldBe("interrupted");
        var recording = Sound.FromWav(await supervisor.GetBytesAsync($"interactions/{call.Text("id")}/recording"));
        recording[0].SecondsOfTone(440).ShouldBeGreaterThan(2.5);
        var owed = (await supervisor.GetAsync("owed?state=open")).Items().ToDictionary(static entry => entry.Text("number"));
        owed["+15125550146"].Text("interactionId").ShouldBe(call.Text("id"));
        owed["+15125550147"].GetProperty("queue").Text("name").ShouldBe("Appointments", "cut in the greeting, owed by the line's queue");
        supervisor.Dispose();
    }

    [Fact]
    public async Task A_full_disk_does_not_cut_a_call_and_the_call_is_on_the_record_when_there_is_room()
    {
        await using var disk = await SmallDisk.MountAsync(megabytes: 48);
        await using var server = await KindlineServer.StartAsync(("KINDLINE_DATA", disk.Folder));
        using var supervisor = await server.SignInAsync("supervisor");
        await using var desk = await Desk.OpenAsync(server, "agent1", Sound.Tone(1000, 120));
        await using var caller = await SippPeer.CallAsync(server.SipPort, Sound.Tone(440, 120), "+15125550148");
        await desk.Phone.AnswersAsync();
        await desk.IsAsync("onCall");

        disk.Fill();
        await Eventually.SoundRuns(3);
        caller.Ended.ShouldBeFalse("the call goes on");
        await caller.HangsUpAsync();
        disk.MakeRoom();
        var call = await supervisor.EndedCallAsync("+15125550148");

        call.Text("outcome").ShouldBe("handled");
        server.Log.ShouldContain("disk", Case.Insensitive);
    }
}
