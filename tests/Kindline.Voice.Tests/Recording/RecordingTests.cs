using System.Security.Cryptography;
using Kindline.Voice.Audio;
using Kindline.Voice.Recording;
using Kindline.Voice.Tests.Rtp;

namespace Kindline.Voice.Tests.Recording;

public sealed class RecordingTests : IDisposable
{
    private const int Header = 76, Second = 16016, EndMark = 8;
    private readonly byte[] masterKey = RandomNumberGenerator.GetBytes(32);
    private readonly RecordingKey key;
    private readonly string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public RecordingTests() => key = RecordingKey.Create(masterKey);

    public void Dispose() => File.Delete(path);

    [Fact]
    public async Task What_was_written_is_read_back_as_a_stereo_wav()
    {
        await Record(seconds: 2.5);

        using var reader = Opened();
        reader.Integrity.ShouldBe(new RecordingComplete());
        reader.Verify().ShouldBe(new RecordingComplete());
        reader.Duration.ShouldBe(TimeSpan.FromSeconds(2.5));
        reader.Length.ShouldBe(44 + 80_000);
        var (left, right) = Channels(ReadAll(reader));
        Goertzel.Amplitude(left, 440).ShouldBeGreaterThan(0.15);
        Goertzel.Amplitude(left, 1000).ShouldBeLessThan(0.005);
        Goertzel.Amplitude(right, 1000).ShouldBeGreaterThan(0.15);
        Goertzel.Amplitude(right, 440).ShouldBeLessThan(0.005);
    }

    [Fact]
    public async Task The_outcome_bears_hash_length_and_duration_of_the_file()
    {
        var outcome = (RecordingFinished)await Record(seconds: 1.5);

        var file = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        outcome.Sha256.ToArray().ShouldBe(SHA256.HashData(file));
        outcome.Bytes.ShouldBe(file.Length);
        outcome.Duration.ShouldBe(TimeSpan.FromSeconds(1.5));
        file.Length.ShouldBe(Header + Second + 8000 + 16 + EndMark);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_recording_of_whole_seconds_is_complete(int seconds)
    {
        await Record(seconds);

        using var reader = Opened();
        reader.Verify().ShouldBe(new RecordingComplete());
        reader.Duration.ShouldBe(TimeSpan.FromSeconds(seconds));
        ReadAll(reader).Length.ShouldBe(44 + (seconds * 32000));
    }

    [Fact]
    public async Task Any_range_reads_as_the_same_part_of_the_whole()
    {
        await Record(seconds: 3.3);
        using var reader = Opened();
        var whole = ReadAll(reader);
        var random = new Random(7);
        var ranges = Enumerable.Range(0, 200).Select(_ => random.Next(whole.Length)).Select(from => (from, count: random.Next(1, 50_000)));

        ranges.ShouldAllBe(r => ReadAt(reader, r.from, r.count).SequenceEqual(whole.Skip(r.from).Take(r.count)));
    }

    [Fact]
    public async Task A_file_cut_at_any_byte_plays_to_its_last_whole_second_and_says_truncated()
    {
        await Record(seconds: 1.1);
        var file = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);

        foreach (var cut in Enumerable.Range(Header, file.Length - Header))
        {
            using var reader = ((RecordingOpened)RecordingReader.Open(new MemoryStream(file, 0, cut), key)).Reader;
            var seconds = (cut - Header) / Second;
            reader.Verify().ShouldBe(new RecordingTruncated(seconds));
            ReadAll(reader).Length.ShouldBe(44 + (seconds * 32000));
        }
    }

    [Fact]
    public void A_file_cut_in_its_header_is_no_recording()
    {
        var opening = RecordingReader.Open(new MemoryStream(new byte[Header - 1]), key);

        opening.ShouldBe(new RecordingUnreadable(UnreadableReason.NotARecording));
    }

    [Fact]
    public async Task A_flipped_bit_in_any_second_is_found_there()
    {
        await Record(seconds: 2.01);
        var file = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);

        foreach (var at in Enumerable.Range(Header, file.Length - Header).Where(at => at % 97 == 0 || at > file.Length - 200))
        {
            file[at] ^= 0x10;
            using var reader = ((RecordingOpened)RecordingReader.Open(new MemoryStream(file), key)).Reader;
            reader.Verify().ShouldBe(new RecordingTampered((at - Header) / Second));
            file[at] ^= 0x10;
        }
    }

    [Fact]
    public async Task A_flipped_bit_in_the_header_is_found()
    {
        await Record(seconds: 0.1);
        var file = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);

        foreach (var at in Enumerable.Range(0, Header))
        {
            file[at] ^= 1;
            RecordingReader.Open(new MemoryStream(file), key).ShouldBeOfType<RecordingUnreadable>();
            file[at] ^= 1;
        }
    }

    [Fact]
    public async Task Seconds_that_changed_places_or_were_cut_out_are_found()
    {
        await Record(seconds: 3.5);
        var file = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        var (first, second) = (file[Header..(Header + Second)], file[(Header + Second)..(Header + (2 * Second))]);
        byte[] swapped = [.. file[..Header], .. second, .. first, .. file[(Header + (2 * Second))..]];
        byte[] shortened = [.. file[..Header], .. file[(Header + Second)..]];

        Verify(swapped).ShouldBe(new RecordingTampered(0));
        Verify(shortened).ShouldBe(new RecordingTampered(0));
    }

    [Fact]
    public async Task Listening_to_a_tampered_second_fails_and_to_the_others_works()
    {
        await Record(seconds: 3);
        var file = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        file[Header + Second + 100] ^= 1;
        using var reader = ((RecordingOpened)RecordingReader.Open(new MemoryStream(file), key)).Reader;

        ReadAt(reader, 44, 32000).Length.ShouldBe(32000);
        Should.Throw<RecordingTamperedException>(() => ReadAt(reader, 44 + 32000, 10)).Second.ShouldBe(1);
        ReadAt(reader, 44 + 64000, 32000).Length.ShouldBe(32000);
    }

    [Fact]
    public async Task Another_key_opens_nothing()
    {
        await Record(seconds: 1);

        RecordingReader.Open(path, RecordingKey.Create(masterKey))
            .ShouldBe(new RecordingUnreadable(UnreadableReason.WrongKeyOrAlteredHeader));
    }

    [Fact]
    public void A_key_unwraps_with_its_master_key_only()
    {
        var unwrapped = RecordingKey.Unwrap(masterKey, key.Wrapped.Span);
        var altered = key.Wrapped.ToArray();
        altered[3] ^= 1;

        unwrapped!.DataKey.SequenceEqual(key.DataKey).ShouldBeTrue();
        RecordingKey.Unwrap(RandomNumberGenerator.GetBytes(32), key.Wrapped.Span).ShouldBeNull();
        RecordingKey.Unwrap(masterKey, altered).ShouldBeNull();
        RecordingKey.Unwrap(masterKey, key.Wrapped.Span[..72]).ShouldBeNull();
    }

    [Fact]
    public async Task A_second_is_in_the_file_as_soon_as_it_is_full()
    {
        await using var writer = RecordingWriter.Create(path, key, TimeProvider.System);

        Speak(writer, seconds: 1.5);
        await Studio.Eventually(() => new FileInfo(path).Length == Header + Second);

        using var reader = Opened();
        reader.Integrity.ShouldBe(new RecordingTruncated(1));
        ReadAll(reader).Length.ShouldBe(44 + 32000);
    }

    [Fact]
    public async Task A_full_disk_ends_the_recording_and_disturbs_nobody()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "only Linux has a device that is always full");
        var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        await using var writer = new RecordingWriter(full, key, TimeProvider.System);

        Speak(writer, seconds: 5);

        (await writer.Completion).ShouldBeOfType<RecordingFailed>().Failure.ShouldBeOfType<IOException>();
        (await writer.FinishAsync()).ShouldBeOfType<RecordingFailed>();
    }

    [Fact]
    public async Task A_disk_that_stands_still_never_stops_the_clock()
    {
        using var disk = new StuckDisk();
        var writer = new RecordingWriter(disk, key, TimeProvider.System);

        Speak(writer, seconds: 20);

        (await writer.Completion).ShouldBe(new RecordingFailed(null));
        disk.Release();
        await writer.DisposeAsync();
        using var reader = ((RecordingOpened)RecordingReader.Open(new MemoryStream(disk.Written), key)).Reader;
        reader.Verify().ShouldBeOfType<RecordingTruncated>().WholeSeconds.ShouldBeInRange(10, 11);
    }

    private async Task<RecordingOutcome> Record(double seconds)
    {
        await using var writer = RecordingWriter.Create(path, key, TimeProvider.System);
        Speak(writer, seconds);
        return await writer.FinishAsync();
    }

    private static void Speak(RecordingWriter writer, double seconds)
    {
        var (left, right) = (Tones.Render(20_000, 0.2, 440), Tones.Render(20_000, 0.2, 1000));
        for (var at = 0; at < seconds * 8000; at += 80)
        {
            writer.Write(left.AsSpan(at, 80), right.AsSpan(at, 80));
        }
    }

    private RecordingReader Opened() => ((RecordingOpened)RecordingReader.Open(path, key)).Reader;

    private RecordingIntegrity Verify(byte[] file)
    {
        using var reader = ((RecordingOpened)RecordingReader.Open(new MemoryStream(file), key)).Reader;
        return reader.Verify();
    }

    private static byte[] ReadAll(RecordingReader reader)
    {
        using var all = new MemoryStream();
        reader.Position = 0;
        reader.CopyTo(all);
        return all.ToArray();
    }

    private static byte[] ReadAt(RecordingReader reader, long from, int count)
    {
        var part = new byte[count];
        reader.Seek(from, SeekOrigin.Begin);
        return part[..reader.Read(part)];
    }

    private static (short[] Left, short[] Right) Channels(byte[] wav)
    {
        var samples = Enumerable.Range(0, (wav.Length - 44) / 2).Select(i => BitConverter.ToInt16(wav, 44 + (2 * i))).ToArray();
        return ([.. samples.Where((_, i) => i % 2 == 0)], [.. samples.Where((_, i) => i % 2 == 1)]);
    }

    private sealed class StuckDisk : MemoryStream
    {
        private readonly ManualResetEventSlim released = new();

        internal byte[] Written => ToArray();

        internal void Release() => released.Set();

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            released.Wait();
            base.Write(buffer);
        }
    }
}
