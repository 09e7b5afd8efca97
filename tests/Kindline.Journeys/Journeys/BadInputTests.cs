using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Kindline.Journeys.Journeys;

/// <summary>What goes wrong in real life gets a clear word, and nothing is lost.</summary>
public sealed class BadInputTests
{
    [Fact]
    public async Task Without_a_speech_program_a_call_is_answered_unrecorded_and_the_log_says_what_is_missing()
    {
        var path = Places.NewFolder("path");
        File.CreateSymbolicLink(Path.Combine(path, "dotnet"), Environment.ProcessPath!);
        await using var server = await KindlineServer.StartAsync(("PATH", path));
        using var supervisor = await server.SignInAsync("supervisor");
        await using var desk = await Desk.OpenAsync(server, "agent1", Sound.Tone(1000, 120));

        await using var caller = await SippPeer.CallAsync(server.SipPort, Sound.Tone(440, 60), "+15125550144");
        await desk.Phone.AnswersAsync();
        await supervisor.CallWithAsync("+15125550144", "answered");
        await caller.HangsUpAsync();
        var call = await supervisor.EndedCallAsync("+15125550144");

        call.Text("outcome").ShouldBe("handled");
        call.Holds("recorded").ShouldBeFalse("nobody was told that it is");
        server.Log.ShouldContain("flite");
        Directory.Delete(path, recursive: true);
    }

    [Fact]
    public async Task Wrong_passwords_lock_the_account_for_the_right_one_too()
    {
        await using var server = await KindlineServer.StartAsync();
        using var anyone = ApiClient.Anonymous(server.HttpPort);
        var answers = new List<HttpStatusCode>();
        for (var attempt = 0; attempt < 7; attempt++)
        {
            answers.Add((await anyone.TryPostAsync("session", new { user = "agent1", password = "wrong" })).Status);
        }

        var (status, body) = await anyone.TryPostAsync("session", new { user = "agent1", password = KindlineServer.Password });

        answers.ShouldAllBe(static answer => answer == HttpStatusCode.Unauthorized);
        status.ShouldBe(HttpStatusCode.Locked);
        body.Number("retryAfter").ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Rubbish_on_the_SIP_port_does_not_disturb_a_call()
    {
        await using var server = await KindlineServer.StartAsync();
        using var supervisor = await server.SignInAsync("supervisor");
        await using var desk = await Desk.OpenAsync(server, "agent1", Sound.Tone(1000, 120));
        await using var caller = await SippPeer.CallAsync(server.SipPort, Sound.Tone(440, 120), "+15125550145");
        await desk.Phone.AnswersAsync();
        await desk.IsAsync("onCall");

        await SendRubbishAsync(server.SipPort, seed: 42);
        await Eventually.SoundRuns(1);
        await caller.HangsUpAsync();
        var call = await supervisor.EndedCallAsync("+15125550145");

        call.Text("outcome").ShouldBe("handled");
        call.Number("talkSeconds").ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_prompt_that_is_no_WAV_is_refused_and_the_old_one_stays()
    {
        await using var server = await KindlineServer.StartAsync();
        using var supervisor = await server.SignInAsync("supervisor");
        var practice = (await supervisor.GetAsync("practices")).Items()[0].Text("id");
        var before = (await supervisor.GetAsync($"prompts/{practice}")).ToString();

        var status = await supervisor.StatusOfPutAsync($"prompts/{practice}/greeting/audio", "RIFF but not really a sound"u8.ToArray(), "audio/wav");

        status.ShouldBe(HttpStatusCode.BadRequest);
        (await supervisor.GetAsync($"prompts/{practice}")).ToString().ShouldBe(before);
    }

    static async Task SendRubbishAsync(int port, int seed)
    {
        var random = new Random(seed);
        using var udp = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var server = new IPEndPoint(IPAddress.Loopback, port);
        string[] broken =
        [
            "", "\r\n\r\n", "INVITE", "INVITE sip:a SIP/2.0\r\n\r\n", "BYE sip:x SIP/9.9\r\nVia: x\r\n\r\n",
            "SIP/2.0 999 What\r\nCSeq: banana\r\n\r\n", "INVITE sip:+15125550100@127.0.0.1 SIP/2.0\r\nContent-Length: -7\r\n\r\n",
            "OPTIONS sip:a@b SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bKx\r\nFrom: <sip:a@b\r\nTo: ;;;\r\nCall-ID:\r\nCSeq: 1 BYE\r\n\r\n",
        ];
        for (var n = 0; n < 300; n++)
        {
            var noise = new byte[random.Next(1, 1400)];
            random.NextBytes(noise);
            await udp.SendAsync(noise, server, TestContext.Current.CancellationToken);
            await udp.SendAsync(Encoding.UTF8.GetBytes(broken[n % broken.Length]), server, TestContext.Current.CancellationToken);
        }
    }
}
