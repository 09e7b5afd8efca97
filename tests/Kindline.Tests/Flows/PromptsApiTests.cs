using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kindline.Audit;
using Kindline.Engine;
using Kindline.Flows;
using Kindline.Foundation;
using Kindline.Numbers;
using Kindline.Practices;
using Kindline.Tests.Foundation;
using Kindline.Voice.Audio;
using Microsoft.Extensions.DependencyInjection;

namespace Kindline.Tests.Flows;

public sealed class PromptsApiTests
{
    private const string Main = "+15125550100", Billing = "+15125550101";

    private static readonly PracticeId Practice = new(Guid.CreateVersion7());

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 1000, "0.0 s")]
    [InlineData(3_999, 1000, "0.5 s")]
    [InlineData(8_000, 0, "only silence")]
    public async Task An_announcement_of_nothing_is_refused(int samples, short loudness, string why)
    {
        await using var centre = await CentreAsync();
        using var supervisor = await centre.SignInAsRoleAsync("supervisor", Practice);

        using var answer = await supervisor.PutAsync(Path("greeting/audio"), Wav(samples, loudness), Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(Ct)).ShouldContain(why);
    }

    [Fact]
    public async Task What_is_no_wav_is_refused_with_what_and_where()
    {
        await using var centre = await CentreAsync();
        using var supervisor = await centre.SignInAsRoleAsync("supervisor", Practice);

        using var answer = await supervisor.PutAsync(Path("greeting/audio"), new ByteArrayContent([0x49, 0x44, 0x33, 3, 0, 0]), Ct);

        (await ErrorsAsync(answer))["file"]![0]!.GetValue<string>().ShouldBe("cannot be played. At byte 0: an MP3 file, not a RIFF WAVE file.");
    }

    [Theory, BothEngines]
    public async Task An_edit_is_heard_on_the_next_call_of_its_line_only(DatabaseEngine engine)
    {
        await using var centre = await CentreAsync(engine);
        using var supervisor = await centre.SignInAsRoleAsync("supervisor", Practice);
        await SaveAsync(supervisor, "greeting/audio", 8_000);
        (await HeardAsync(centre, Billing)).ShouldBe(8_000);

        await SaveAsync(supervisor, $"greeting/audio?line={Uri.EscapeDataString(Billing)}", 9_000);

        (await HeardAsync(centre, Billing)).ShouldBe(9_000);
        (await HeardAsync(centre, Main)).ShouldBe(8_000);
        await supervisor.DeleteAsync($"{Path("greeting")}?line={Uri.EscapeDataString(Billing)}", Ct);
        (await HeardAsync(centre, Billing)).ShouldBe(8_000);
    }

    [Theory, BothEngines]
    public async Task A_storm_greeting_begins_and_ends_by_the_practices_clock(DatabaseEngine engine)
    {
        await using var centre = await CentreAsync(engine);
        using var supervisor = await centre.SignInAsRoleAsync("supervisor", Practice);
        await SaveAsync(supervisor, "greeting/audio", 8_000);

        // The clock stands at 15:00 UTC, which is 9:00 in Chicago.
        await SaveAsync(supervisor, "greeting/audio?from=2026-11-16T10:00&to=2026-11-16T12:00", 9_000);

        (await HeardAsync(centre, Main)).ShouldBe(8_000);
        var waiting = await OneAsync(supervisor, "greeting");
        waiting["next"]!["at"]!.GetValue<string>().ShouldBe("2026-11-16T16:00:00Z");
        waiting["scheduled"]![0]!["state"]!.GetValue<string>().ShouldBe("scheduled");
        centre.Clock.Advance(TimeSpan.FromHours(1));
        (await HeardAsync(centre, Main)).ShouldBe(9_000);
        (await OneAsync(supervisor, "greeting"))["inForce"]!["version"]!.GetValue<int>().ShouldBe(2);
        centre.Clock.Advance(TimeSpan.FromHours(2));
        (await HeardAsync(centre, Main)).ShouldBe(8_000);
    }

    [Fact]
    public async Task A_scheduled_version_without_sound_leaves_the_lasting_one_in_force()
    {
        await using var centre = await CentreAsync();
        using var supervisor = await centre.SignInAsRoleAsync("supervisor", Practice);
        await SaveAsync(supervisor, "recorded/audio?confirm=true", 8_000);
        await using (var db = centre.Databases.Create())
        {
            var now = centre.Clock.GetUtcNow();
            db.Add(new PromptVersion { PracticeId = Practice, Kind = PromptKind.Recorded, Version = 2, ChangedAt = now, EndsAt = now.AddHours(1), Text = " " });
            await db.SaveChangesAsync(Ct);
        }
        centre.Services.GetRequiredService<PromptLibrary>().Forget(Practice);

        (await HeardAsync(centre, Main, PromptKind.Recorded)).ShouldBe(8_000);
    }

    [Fact]
    public async Task Taking_out_911_is_asked_about_and_audited()
    {
        await using var centre = await CentreAsync();
        using var supervisor = await centre.SignInAsRoleAsync("supervisor", Practice);

        using var asked = await supervisor.PutAsJsonAsync(Path("emergency"), new { text = "Please hold." }, Ct);
        using var confirmed = await supervisor.PutAsJsonAsync(Path("emergency"), new { text = "Please hold.", confirm = true }, Ct);

        (await ErrorsAsync(asked))["confirm"]![0]!.GetValue<string>().ShouldContain("911");
        confirmed.StatusCode.ShouldBe(HttpStatusCode.OK);
        var entry = (await centre.Services.GetRequiredService<AuditTrail>().FindAsync(new AuditFilter { Code = "prompt.changed" }, Ct)).Items.ShouldHaveSingleItem();
        entry.ObjectId.ShouldBe($"{Practice}/Emergency/all/1");
        entry.Reason.ShouldBe("confirmed that words get lost");
    }

    [Fact]
    public async Task The_history_says_who_and_when_and_leads_back()
    {
        await using var centre = await CentreAsync();
        using var supervisor = await centre.SignInAsRoleAsync("supervisor", Practice);
        await supervisor.PutAsJsonAsync(Path("closed"), new { text = "We open at eight." }, Ct);
        await supervisor.PutAsJsonAsync(Path("closed"), new { text = "We open at nine." }, Ct);

        using var restored = await supervisor.PostAsJsonAsync(Path("closed/versions/1/restore"), new { }, Ct);

        restored.EnsureSuccessStatusCode();
        var history = (await supervisor.GetFromJsonAsync<JsonNode>(Path("closed/versions"), Ct))!["items"]!.AsArray();
        history.Select(v => v!["text"]!.GetValue<string>()).ShouldBe(["We open at eight.", "We open at nine.", "We open at eight."]);
        history.Select(v => v!["state"]!.GetValue<string>()).ShouldBe(["inForce", "replaced", "replaced"]);
        history[0]!["restoredFrom"]!.GetValue<int>().ShouldBe(1);
        history[0]!["changedBy"]!["name"]!.GetValue<string>().ShouldBe("supervisor");
    }

    [Fact]
    public async Task A_version_that_waits_can_be_withdrawn_and_a_lasting_one_cannot()
    {
        await using var centre = await CentreAsync();
        using var supervisor = await centre.SignInAsRoleAsync("supervisor", Practice);
        await supervisor.PutAsJsonAsync(Path("greeting"), new { text = "Good morning." }, Ct);
        await supervisor.PutAsJsonAsync(Path("greeting"), new { text = "Closed for the storm.", to = "2026-11-17T00:00" }, Ct);

        using var lasting = await supervisor.DeleteAsync(Path("greeting/versions/1"), Ct);
        using var passing = await supervisor.DeleteAsync(Path("greeting/versions/2"), Ct);

        lasting.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        passing.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await OneAsync(supervisor, "greeting"))["inForce"]!["version"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task An_upload_says_what_was_converted_and_is_kept_as_the_exchange_plays_it()
    {
        await using var centre = await CentreAsync();
        using var supervisor = await centre.SignInAsRoleAsync("supervisor", Practice);
        using var stereo = new MemoryStream();
        WavFile.Write(stereo, Tone(16_000, 1000), channels: 2);

        using var answer = await supervisor.PutAsync(Path("greeting/audio"), new ByteArrayContent(stereo.ToArray()), Ct);

        var saved = (await answer.Content.ReadFromJsonAsync<JsonNode>(Ct))!["inForce"]!;
        (saved["source"]!.GetValue<string>(), saved["seconds"]!.GetValue<double>()).ShouldBe(("16-bit PCM, 8 kHz, stereo", 1.0));
        using var sound = await supervisor.GetAsync(Path("greeting/versions/1/audio"), Ct);
        sound.Headers.CacheControl!.NoStore.ShouldBeTrue();
        WavFile.Parse(await sound.Content.ReadAsByteArrayAsync(Ct)).ShouldBeOfType<WavAudio>().Samples.Length.ShouldBe(8_000);
    }

    [Fact]
    public async Task A_text_is_spoken_before_it_is_saved()
    {
        await using var centre = await CentreAsync();
        using var supervisor = await centre.SignInAsRoleAsync("supervisor", Practice);
        Assert.SkipWhen(centre.Services.GetRequiredService<Speech>().Program is null, "neither flite nor espeak-ng is installed");

        using var answer = await supervisor.PostAsJsonAsync("/api/prompts/preview", new { text = "We are closed for the holiday." }, Ct);

        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        WavFile.Parse(await answer.Content.ReadAsByteArrayAsync(Ct)).ShouldBeOfType<WavAudio>().IsSilent.ShouldBeFalse();
        (await OneAsync(supervisor, "greeting"))["versions"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task Another_practices_prompts_are_not_found_and_a_lead_may_only_look()
    {
        await using var centre = await CentreAsync();
        using var stranger = await centre.SignInAsRoleAsync("supervisor");
        using var lead = await centre.SignInAsRoleAsync("lead", Practice);

        (await stranger.GetAsync($"/api/prompts/{Practice}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.PutAsJsonAsync(Path("greeting"), new { text = "Hello." }, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await lead.GetAsync($"/api/prompts/{Practice}", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await lead.PutAsJsonAsync(Path("greeting"), new { text = "Hello." }, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static async Task<TestCentre> CentreAsync(DatabaseEngine engine = DatabaseEngine.Sqlite)
    {
        // Whoever signed in stays so while the test moves the clock by hours.
        var centre = await TestCentre.StartAsync(engine, options: o => o with { SessionIdle = o.SessionLimit });
        await using var db = centre.Databases.Create();
        db.Add(new Practice { Id = Practice, Name = "Bayview Eye", TimeZone = "America/Chicago" });
        db.AddRange(new[] { Main, Billing }.Select(number => new Number { E164 = number, PracticeId = Practice, Purpose = "Line", QueueId = new QueueId(Guid.CreateVersion7()) }));
        await db.SaveChangesAsync(Ct);
        return centre;
    }

    private static string Path(string rest) => $"/api/prompts/{Practice}/{rest}";

    private static short[] Tone(int samples, short loudness) => [.. Enumerable.Range(0, samples).Select(i => (short)(i % 8 < 4 ? loudness : -loudness))];

    private static ByteArrayContent Wav(int samples, short loudness)
    {
        using var wav = new MemoryStream();
        WavFile.Write(wav, Tone(samples, loudness));
        return new ByteArrayContent(wav.ToArray());
    }

    private static async Task SaveAsync(HttpClient client, string rest, int samples)
    {
        using var answer = await client.PutAsync(Path(rest), Wav(samples, 1000), Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Ct));
    }

    /// <summary>How many samples the next caller of a line hears.</summary>
    private static async Task<int> HeardAsync(TestCentre centre, string line, PromptKind kind = PromptKind.Greeting) =>
        (await centre.Services.GetRequiredService<PromptLibrary>().FindAsync(Practice, line, kind, Ct))!.Samples.Length;

    private static async Task<JsonNode> OneAsync(HttpClient client, string kind) =>
        (await client.GetFromJsonAsync<JsonNode>($"/api/prompts/{Practice}", Ct))!["items"]!.AsArray().Single(p => p!["kind"]!.GetValue<string>() == kind)!;

    private static async Task<JsonNode> ErrorsAsync(HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(Ct))!["errors"]!;
    }
}
