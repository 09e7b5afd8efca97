using System.Buffers.Binary;

namespace Kindline.Journeys.Toolkit;

/// <summary>Mono samples at a rate, and what can be heard in them. Written for the tests alone, so that the product does not judge itself.</summary>
sealed record Sound(short[] Samples, int Rate)
{
    public double Seconds => (double)Samples.Length / Rate;

    /// <summary>A part of it; bounds outside are cut.</summary>
    public Sound Between(double from, double to)
    {
        var first = Math.Clamp((int)(from * Rate), 0, Samples.Length);
        var last = Math.Clamp((int)(to * Rate), first, Samples.Length);
        return new Sound(Samples[first..last], Rate);
    }

    /// <summary>Root mean square, 0 to 32767.</summary>
    public double Loudness() =>
        Samples.Length == 0 ? 0 : Math.Sqrt(Samples.Average(static sample => (double)sample * sample));

    /// <summary>The share (0 to 1) of all power that lies at this frequency, by Goertzel over the whole sound.</summary>
    public double ShareOfTone(double hertz)
    {
        var power = Samples.Sum(static sample => (double)sample * sample);
        if (power == 0)
        {
            return 0;
        }

        var coefficient = 2 * Math.Cos(2 * Math.PI * hertz / Rate);
        double before = 0, last = 0;
        foreach (var sample in Samples)
        {
            (before, last) = (last, sample + (coefficient * last) - before);
        }

        var atTone = (before * before) + (last * last) - (coefficient * before * last);
        return 2 * atTone / (power * Samples.Length);
    }

    /// <summary>How many seconds of it, judged in pieces of 50 ms, are mostly this tone and not faint.</summary>
    public double SecondsOfTone(double hertz) =>
        Pieces().Count(piece => piece.Loudness() > 300 && piece.ShareOfTone(hertz) > 0.6) * 0.05;

    /// <summary>How many seconds of it, judged in pieces of 50 ms, have this tone among others.</summary>
    public double SecondsWithTone(double hertz) =>
        Pieces().Count(piece => piece.Loudness() > 300 && piece.ShareOfTone(hertz) > 0.1) * 0.05;

    /// <summary>How many seconds of it, judged in pieces of 50 ms, are louder than a quiet line.</summary>
    public double SecondsAboveSilence() => Pieces().Count(static piece => piece.Loudness() > 200) * 0.05;

    /// <summary>Where that is, in seconds from its beginning, with how loud.</summary>
    public string WhereLoud() => string.Join(", ", Pieces().Index().Where(static p => p.Item.Loudness() > 200).Select(static p => $"{p.Index * 0.05:0.00} ({p.Item.Loudness():0})"));

    /// <summary>A sine at a third of full scale.</summary>
    public static Sound Tone(double hertz, double seconds, int rate = 8000) =>
        new([.. Enumerable.Range(0, (int)(seconds * rate)).Select(n => (short)(10900 * Math.Sin(2 * Math.PI * hertz * n / rate)))], rate);

    public Sound Then(Sound next) => new([.. Samples, .. next.Samples], Rate);

    /// <summary>Sixteen-bit PCM WAV, one sound a channel: left first.</summary>
    public static Sound[] FromWav(ReadOnlySpan<byte> wav)
    {
        var channels = BinaryPrimitives.ReadInt16LittleEndian(wav[22..]);
        var rate = BinaryPrimitives.ReadInt32LittleEndian(wav[24..]);
        BinaryPrimitives.ReadInt16LittleEndian(wav[34..]).ShouldBe((short)16, "bits a sample");
        var data = DataOf(wav);
        var frames = data.Length / 2 / channels;
        var sounds = new Sound[channels];
        for (var channel = 0; channel < channels; channel++)
        {
            var samples = new short[frames];
            for (var frame = 0; frame < frames; frame++)
            {
                samples[frame] = BinaryPrimitives.ReadInt16LittleEndian(data[(((frame * channels) + channel) * 2)..]);
            }

            sounds[channel] = new Sound(samples, rate);
        }

        return sounds;
    }

    public byte[] ToWav()
    {
        var wav = new byte[44 + (Samples.Length * 2)];
        "RIFF"u8.CopyTo(wav);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(4), wav.Length - 8);
        "WAVEfmt "u8.CopyTo(wav.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(24), Rate);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(28), Rate * 2);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(32), 2);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(34), 16);
        "data"u8.CopyTo(wav.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(40), Samples.Length * 2);
        for (var n = 0; n < Samples.Length; n++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(44 + (n * 2)), Samples[n]);
        }

        return wav;
    }

    public override string ToString() => $"{Seconds:0.00} s at {Rate} Hz, loudness {Loudness():0}";

    IEnumerable<Sound> Pieces() =>
        Enumerable.Range(0, (int)(Seconds / 0.05)).Select(n => Between(n * 0.05, (n + 1) * 0.05));

    static ReadOnlySpan<byte> DataOf(ReadOnlySpan<byte> wav)
    {
        var at = 12;
        while (!wav.Slice(at, 4).SequenceEqual("data"u8))
        {
            at += 8 + BinaryPrimitives.ReadInt32LittleEndian(wav[(at + 4)..]);
        }

        var length = (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(wav[(at + 4)..]), (uint)(wav.Length - at - 8));
        return wav.Slice(at + 8, length);
    }
}
