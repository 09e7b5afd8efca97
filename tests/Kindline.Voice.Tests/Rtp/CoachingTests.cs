using Kindline.Voice.Audio;
using Kindline.Voice.Recording;
using Kindline.Voice.Rtp;

namespace Kindline.Voice.Tests.Rtp;

/// <summary>A patient (440 Hz), an agent (1000 Hz) and a supervisor (1700 Hz) in one conference.</summary>
public sealed class CoachingTests : IAsyncDisposable
{
    private const double Loud = 0.08, Quiet = 0.005;
    private readonly Studio studio = new();
    private readonly FakePeer patient = new(), agent = new(), supervisor = new();
    private readonly Tape tape = new();
    private readonly MediaPort p, a, s;
    private readonly Conference conference;

    public CoachingTests()
    {
        (p, a, s) = (studio.Connected(patient), studio.Connected(agent), studio.Connected(supervisor));
        conference = new Conference(studio.Engine) { Recorder = tape };
        conference.Add(p, ConferenceRole.Outside);
        conference.Add(a, ConferenceRole.OurSide);
    }

    public async ValueTask DisposeAsync()
    {
        await studio.DisposeAsync();
        patient.Dispose();
        agent.Dispose();
        supervisor.Dispose();
    }

    [Fact]
    public async Task A_listener_hears_both_and_nobody_hears_the_listener()
    {
        conference.Add(s, ConferenceRole.OurSide, Audience.Nobody);

        var heard = await TalkAsync();

        Of(heard[2], 440).ShouldBeGreaterThan(Loud);
        Of(heard[2], 1000).ShouldBeGreaterThan(Loud);
        Of(heard[0], 1700).ShouldBeLessThan(Quiet);
        Of(heard[1], 1700).ShouldBeLessThan(Quiet);
        Of([.. tape.Right], 1700).ShouldBeLessThan(Quiet);
    }

    [Fact]
    public async Task A_whisper_reaches_the_agent_and_neither_the_patient_nor_the_recording()
    {
        conference.Add(s, ConferenceRole.OurSide, Audience.OurSide);

        var heard = await TalkAsync();

        Of(heard[1], 1700).ShouldBeGreaterThan(Loud);
        Of(heard[1], 440).ShouldBeGreaterThan(Loud);
        Of(heard[1], 1000).ShouldBeLessThan(Quiet);
        Of(heard[0], 1700).ShouldBeLessThan(Quiet);
        Of(heard[0], 1000).ShouldBeGreaterThan(Loud);
        Of(heard[2], 1700).ShouldBeLessThan(Quiet);
        Of([.. tape.Left], 1700).ShouldBeLessThan(Quiet);
        Of([.. tape.Right], 1700).ShouldBeLessThan(Quiet);
    }

    [Fact]
    public async Task The_mode_changes_within_the_call_and_who_barges_in_is_recorded_at_the_right()
    {
        conference.Add(s, ConferenceRole.OurSide, Audience.OurSide);
        await TalkAsync();
        conference.Add(s, ConferenceRole.OurSide, Audience.Everybody);

        var heard = await TalkAsync();

        Of(heard[0], 1700).ShouldBeGreaterThan(Loud);
        Of(heard[1], 1700).ShouldBeGreaterThan(Loud);
        Of([.. tape.Right.Skip(tape.Right.Length / 2)], 1700).ShouldBeGreaterThan(Loud);
        Of([.. tape.Left], 1700).ShouldBeLessThan(Quiet);
    }

    [Fact]
    public async Task On_hold_the_patient_keeps_the_music_and_the_listener_stays()
    {
        conference.Add(s, ConferenceRole.OurSide, Audience.Nobody);
        p.SetBackground(Sine(700));
        conference.SetHold(p, true);

        var heard = await TalkAsync();

        Of(heard[0], 700).ShouldBeGreaterThan(Loud);
        Of(heard[2], 1000).ShouldBeGreaterThan(Loud);
        Of(heard[2], 440).ShouldBeLessThan(Quiet);
    }

    [Fact]
    public async Task A_patient_alone_with_a_listener_keeps_the_music()
    {
        conference.Remove(a);
        conference.Add(s, ConferenceRole.OurSide, Audience.Nobody);
        p.SetBackground(Sine(700));

        var heard = await studio.Converse(25, (patient, p, Sine(440)), (supervisor, s, Sine(1700)));

        Of(heard[0], 700).ShouldBeGreaterThan(Loud);
        Of(heard[1], 440).ShouldBeGreaterThan(Loud);
    }

    [Fact]
    public async Task A_listener_ends_nobody_s_prompt()
    {
        conference.Remove(a);
        var prompt = p.PlayAsync(Sine(1300), TestContext.Current.CancellationToken);
        conference.Add(s, ConferenceRole.OurSide, Audience.Nobody);

        await studio.Converse(5, (patient, p, Sine(440)), (supervisor, s, Sine(1700)));

        prompt.IsCompleted.ShouldBeFalse();
    }

    private Task<short[][]> TalkAsync() => studio.Converse(50, (patient, p, Sine(440)), (agent, a, Sine(1000)), (supervisor, s, Sine(1700)));

    private static double Of(short[] sound, double frequency) => Goertzel.Amplitude(sound, frequency);

    private static ClipSource Sine(double frequency) => new(Tones.Render(1000, 0.16, frequency), loop: true);

    private sealed class Tape : IRecordingSink
    {
        private readonly List<short> left = [], right = [];

        internal short[] Left => [.. left];

        internal short[] Right => [.. right];

        public void Write(ReadOnlySpan<short> leftFrame, ReadOnlySpan<short> rightFrame)
        {
            left.AddRange(leftFrame);
            right.AddRange(rightFrame);
        }
    }
}
