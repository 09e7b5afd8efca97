using System.Net;
using System.Security.Cryptography;
using Kindline.Voice.Audio;
using Kindline.Voice.Recording;
using Kindline.Voice.Rtp;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kindline.Voice.Tests.Rtp;

public sealed class MediaClockTests
{
    private readonly CancellationToken ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_clock_ticks_fifty_times_a_second_by_itself()
    {
        await using var engine = new MediaEngine(IPAddress.Loopback, 0, 0, TimeProvider.System, NullLogger.Instance);
        var port = engine.Open();
        using var peer = new FakePeer();
        port.Connect(peer.Media());
        var begun = TimeProvider.System.GetTimestamp();

        await port.PlayAsync(new ClipSource(new short[8000]), ct);

        var elapsed = TimeProvider.System.GetElapsedTime(begun).TotalSeconds;
        var clock = engine.ClockStatistics;
        elapsed.ShouldBeGreaterThan(0.9);
        (clock.Ticks + clock.SkippedFrames).ShouldBeInRange((long)(elapsed * 50) - 6, (long)(elapsed * 50) + 6);
    }

    [Fact]
    public async Task A_recorded_call_of_two_real_legs_is_in_the_file_on_its_channels()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var key = RecordingKey.Create(RandomNumberGenerator.GetBytes(32));
        await using var engine = new MediaEngine(IPAddress.Loopback, 0, 0, TimeProvider.System, NullLogger.Instance);
        var (patient, agent) = (engine.Open(), engine.Open());
        var (patientPhone, agentPhone) = (engine.Open(), engine.Open());
        Wire(patient, patientPhone);
        Wire(agent, agentPhone);
        var writer = RecordingWriter.Create(path, key, TimeProvider.System);
        await using var call = new Conference(engine) { Recorder = writer };
        call.Add(patient, ConferenceRole.Outside);
        call.Add(agent, ConferenceRole.OurSide);

        var patientSpeaks = patientPhone.PlayAsync(new ClipSource(Tones.Render(1500, 0.2, 440)), ct);
        await agentPhone.PlayAsync(new ClipSource(Tones.Render(1500, 0.2, 1000)), ct);
        await patientSpeaks;
        call.Recorder = null;
        var outcome = (RecordingFinished)await writer.FinishAsync();

        using var reader = ((RecordingOpened)RecordingReader.Open(path, key)).Reader;
        reader.Verify().ShouldBe(new RecordingComplete());
        reader.Duration.ShouldBe(outcome.Duration);
        var (left, right) = Channels(reader, fromSecond: 0.3, seconds: 1);
        Goertzel.Amplitude(left, 440).ShouldBeGreaterThan(0.1);
        Goertzel.Amplitude(left, 1000).ShouldBeLessThan(0.01);
        Goertzel.Amplitude(right, 1000).ShouldBeGreaterThan(0.1);
        Goertzel.Amplitude(right, 440).ShouldBeLessThan(0.01);
        File.Delete(path);
    }

    [Fact]
    public async Task Ports_open_and_close_from_all_sides_while_the_clock_runs()
    {
        await using var engine = new MediaEngine(IPAddress.Loopback, 0, 0, TimeProvider.System, NullLogger.Instance);
        await using var shared = new Conference(engine);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 10; i++)
            {
                await using var port = engine.Open();
                using var peer = new FakePeer();
                port.Connect(peer.Media());
                shared.Add(port, ConferenceRole.OurSide);
                await port.PlayAsync(new ClipSource(new short[160]), ct);
            }
        })));

        engine.ClockStatistics.Ticks.ShouldBeGreaterThan(5);
    }

    private static void Wire(MediaPort one, MediaPort other)
    {
        one.Connect(new RemoteMedia(other.Local, null, Voice.Sdp.AudioCodec.Pcmu, 101, Voice.Sdp.MediaDirection.SendRecv));
        other.Connect(new RemoteMedia(one.Local, null, Voice.Sdp.AudioCodec.Pcmu, 101, Voice.Sdp.MediaDirection.SendRecv));
    }

    private static (short[] Left, short[] Right) Channels(RecordingReader reader, double fromSecond, double seconds)
    {
        var bytes = new byte[(int)(seconds * 32000)];
        reader.Position = 44 + ((int)(fromSecond * 8000) * 4);
        reader.ReadExactly(bytes);
        var samples = Enumerable.Range(0, bytes.Length / 2).Select(i => BitConverter.ToInt16(bytes, 2 * i)).ToArray();
        return ([.. samples.Where((_, i) => i % 2 == 0)], [.. samples.Where((_, i) => i % 2 == 1)]);
    }
}
