using Kindline.Voice.Audio;
using Kindline.Voice.Recording;
using Kindline.Voice.Rtp;
using Kindline.Voice.Sdp;

namespace Kindline.Voice.Tests.Rtp;

public sealed class ConferenceTests : IAsyncDisposable
{
    private const double Loud = 0.08, Quiet = 0.005;
    private readonly Studio studio = new();
    private readonly FakePeer alice = new(), bob = new() { Codec = AudioCodec.Pcma }, carol = new();

    public async ValueTask DisposeAsync()
    {
        await studio.DisposeAsync();
        alice.Dispose();
        bob.Dispose();
        carol.Dispose();
    }

    [Fact]
    public async Task Two_parties_hear_each_other_and_not_themselves()
    {
        var (a, b) = (studio.Connected(alice), studio.Connected(bob));
        var conference = new Conference(studio.Engine);
        conference.Add(a, ConferenceRole.Outside);
        conference.Add(b, ConferenceRole.OurSide);

        var heard = await studio.Converse(50, (alice, a, Voice(440)), (bob, b, Voice(1000)));

        Goertzel.Amplitude(heard[0], 1000).ShouldBeGreaterThan(Loud);
        Goertzel.Amplitude(heard[0], 440).ShouldBeLessThan(Quiet);
        Goertzel.Amplitude(heard[1], 440).ShouldBeGreaterThan(Loud);
        Goertzel.Amplitude(heard[1], 1000).ShouldBeLessThan(Quiet);
    }

    [Fact]
    public async Task Three_parties_each_hear_the_other_two()
    {
        var (a, b, c) = (studio.Connected(alice), studio.Connected(bob), studio.Connected(carol));
        var conference = new Conference(studio.Engine);
        conference.Add(a, ConferenceRole.Outside);
        conference.Add(b, ConferenceRole.OurSide);
        conference.Add(c, ConferenceRole.OurSide);

        var heard = await studio.Converse(50, (alice, a, Voice(440)), (bob, b, Voice(1000)), (carol, c, Voice(1700)));

        Goertzel.Amplitude(heard[2], 440).ShouldBeGreaterThan(Loud);
        Goertzel.Amplitude(heard[2], 1000).ShouldBeGreaterThan(Loud);
        Goertzel.Amplitude(heard[2], 1700).ShouldBeLessThan(Quiet);
        Goertzel.Amplitude(heard[0], 1700).ShouldBeGreaterThan(Loud);
    }

    [Fact]
    public async Task Left_is_recorded_from_outside_and_right_from_our_side()
    {
        var (a, b) = (studio.Connected(alice), studio.Connected(bob));
        var tape = new Tape();
        var conference = new Conference(studio.Engine) { Recorder = tape };
        conference.Add(a, ConferenceRole.Outside);
        conference.Add(b, ConferenceRole.OurSide);

        await studio.Converse(50, (alice, a, Voice(440)), (bob, b, Voice(1000)));

        Goertzel.Amplitude(tape.Left, 440).ShouldBeGreaterThan(Loud);
        Goertzel.Amplitude(tape.Left, 1000).ShouldBeLessThan(Quiet);
        Goertzel.Amplitude(tape.Right, 1000).ShouldBeGreaterThan(Loud);
        Goertzel.Amplitude(tape.Right, 440).ShouldBeLessThan(Quiet);
    }

    [Fact]
    public async Task A_party_alone_hears_its_music_and_prompts_and_only_its_voice_is_recorded()
    {
        var a = studio.Connected(alice);
        var tape = new Tape();
        var conference = new Conference(studio.Engine) { Recorder = tape };
        conference.Add(a, ConferenceRole.Outside);
        a.SetBackground(Voice(700, loop: true));

        var music = await studio.Converse(25, (alice, a, Voice(440)));
        var prompt = a.PlayAsync(new ClipSource(Tones.Render(500, 0.16, 1300)), TestContext.Current.CancellationToken);
        var spoken = await studio.Converse(25, (alice, a, Voice(440)));
        await prompt;

        Goertzel.Amplitude(music[0], 700).ShouldBeGreaterThan(Loud);
        Goertzel.Amplitude(spoken[0], 1300).ShouldBeGreaterThan(Loud);
        Goertzel.Amplitude(spoken[0], 700).ShouldBeLessThan(Quiet);
        Goertzel.Amplitude(tape.Left, 440).ShouldBeGreaterThan(Loud);
        Goertzel.Amplitude(tape.Left, 700).ShouldBeLessThan(Quiet);
        Goertzel.Amplitude(tape.Left, 1300).ShouldBeLessThan(Quiet);
        tape.Right.ShouldAllBe(s => Math.Abs((int)s) < 10);
    }

    [Fact]
    public async Task A_bridge_ends_the_prompt_and_pauses_the_music_until_the_other_leaves()
    {
        var (a, b) = (studio.Connected(alice), studio.Connected(bob));
        var conference = new Conference(studio.Engine);
        a.SetBackground(Voice(700, loop: true));
        var prompt = a.PlayAsync(Voice(1300, loop: true), TestContext.Current.CancellationToken);

        conference.Add(a, ConferenceRole.Outside);
        studio.Tick();
        prompt.IsCompleted.ShouldBeFalse();
        alice.ReceiveAudio();
        conference.Add(b, ConferenceRole.OurSide);
        await prompt;
        bob.ReceiveAudio();
        var bridged = await studio.Converse(25, (alice, a, Voice(440)), (bob, b, Voice(1000)));
        conference.Remove(b);
        var alone = await studio.Converse(25, (alice, a, Voice(440)));

        Goertzel.Amplitude(bridged[0], 1000).ShouldBeGreaterThan(Loud);
        Goertzel.Amplitude(bridged[0], 700).ShouldBeLessThan(Quiet);
        Goertzel.Amplitude(alone[0], 700).ShouldBeGreaterThan(Loud);
    }

    [Fact]
    public async Task A_held_party_hears_its_music_and_is_neither_heard_nor_recorded()
    {
        var (a, b) = (studio.Connected(alice), studio.Connected(bob));
        var tape = new Tape();
        var conference = new Conference(studio.Engine) { Recorder = tape };
        conference.Add(a, ConferenceRole.Outside);
        conference.Add(b, ConferenceRole.OurSide);
        a.SetBackground(Voice(700, loop: true));
        conference.SetHold(a, true);

        var held = await studio.Converse(25, (alice, a, Voice(440)), (bob, b, Voice(1000)));
        conference.SetHold(a, false);
        var resumed = await studio.Converse(25, (alice, a, Voice(440)), (bob, b, Voice(1000)));

        Goertzel.Amplitude(held[0], 700).ShouldBeGreaterThan(Loud);
        Goertzel.Amplitude(held[0], 1000).ShouldBeLessThan(Quiet);
        Goertzel.Amplitude(held[1], 440).ShouldBeLessThan(Quiet);
        tape.Left.Take(4000).ShouldAllBe(s => Math.Abs((int)s) < 10);
        Goertzel.Amplitude(tape.Right.AsSpan(0, 4000), 1000).ShouldBeGreaterThan(Loud);
        Goertzel.Amplitude(resumed[1], 440).ShouldBeGreaterThan(Loud);
    }

    [Fact]
    public async Task A_muted_party_is_neither_heard_nor_recorded_but_hears()
    {
        var (a, b) = (studio.Connected(alice), studio.Connected(bob));
        var tape = new Tape();
        var conference = new Conference(studio.Engine) { Recorder = tape };
        conference.Add(a, ConferenceRole.Outside);
        conference.Add(b, ConferenceRole.OurSide);
        a.Muted = true;

        var heard = await studio.Converse(25, (alice, a, Voice(440)), (bob, b, Voice(1000)));

        Goertzel.Amplitude(heard[1], 440).ShouldBeLessThan(Quiet);
        Goertzel.Amplitude(heard[0], 1000).ShouldBeGreaterThan(Loud);
        Goertzel.Amplitude(tape.Left, 440).ShouldBeLessThan(Quiet);
    }

    [Fact]
    public async Task A_prompt_to_a_bridged_party_is_heard_over_the_talk_by_that_party_alone()
    {
        var (a, b) = (studio.Connected(alice), studio.Connected(bob));
        var conference = new Conference(studio.Engine);
        conference.Add(a, ConferenceRole.Outside);
        conference.Add(b, ConferenceRole.OurSide);

        var whisper = b.PlayAsync(new ClipSource(Tones.Render(500, 0.16, 1300)), TestContext.Current.CancellationToken);
        var heard = await studio.Converse(25, (alice, a, Voice(440)), (bob, b, Voice(1000)));
        await whisper;

        Goertzel.Amplitude(heard[1], 1300).ShouldBeGreaterThan(Loud);
        Goertzel.Amplitude(heard[1], 440).ShouldBeGreaterThan(Loud);
        Goertzel.Amplitude(heard[0], 1300).ShouldBeLessThan(Quiet);
    }

    [Fact]
    public async Task A_third_party_does_not_end_a_whisper_between_the_first_two()
    {
        var (a, b, c) = (studio.Connected(alice), studio.Connected(bob), studio.Connected(carol));
        var conference = new Conference(studio.Engine);
        conference.Add(a, ConferenceRole.Outside);
        conference.Add(b, ConferenceRole.OurSide);
        var whisper = b.PlayAsync(Voice(1300), TestContext.Current.CancellationToken);
        var waiting = c.PlayAsync(Voice(1300), TestContext.Current.CancellationToken);

        conference.Add(c, ConferenceRole.OurSide);
        await waiting;

        whisper.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task A_party_moves_to_another_conference_and_a_disposed_one_leaves()
    {
        var (a, b, c) = (studio.Connected(alice), studio.Connected(bob), studio.Connected(carol));
        var (first, second) = (new Conference(studio.Engine), new Conference(studio.Engine));
        first.Add(a, ConferenceRole.Outside);
        first.Add(b, ConferenceRole.OurSide);
        second.Add(c, ConferenceRole.OurSide);

        second.Add(a, ConferenceRole.Outside);
        await b.DisposeAsync();
        var heard = await studio.Converse(25, (alice, a, Voice(440)), (carol, c, Voice(1000)));

        Goertzel.Amplitude(heard[1], 440).ShouldBeGreaterThan(Loud);
        Goertzel.Amplitude(heard[0], 1000).ShouldBeGreaterThan(Loud);
    }

    [Fact]
    public async Task A_recorder_that_throws_is_dropped_and_the_talk_goes_on()
    {
        var (a, b) = (studio.Connected(alice), studio.Connected(bob));
        var conference = new Conference(studio.Engine) { Recorder = new BrokenTape() };
        conference.Add(a, ConferenceRole.Outside);
        conference.Add(b, ConferenceRole.OurSide);

        var heard = await studio.Converse(25, (alice, a, Voice(440)), (bob, b, Voice(1000)));

        conference.Recorder.ShouldBeNull();
        Goertzel.Amplitude(heard[0], 1000).ShouldBeGreaterThan(Loud);
    }

    private static ClipSource Voice(double frequency, bool loop = true) => new(Tones.Render(1000, 0.16, frequency), loop);

    private sealed class Tape : IRecordingSink
    {
        private readonly List<short> left = [], right = [];

        internal short[] Left => [.. left];

        internal short[] Right => [.. right];

        public void Write(ReadOnlySpan<short> left, ReadOnlySpan<short> right)
        {
            this.left.AddRange(left);
            this.right.AddRange(right);
        }
    }

    private sealed class BrokenTape : IRecordingSink
    {
        public void Write(ReadOnlySpan<short> left, ReadOnlySpan<short> right) => throw new InvalidOperationException("broken");
    }
}
