namespace Kindline.Voice.Tests.Sip;

/// <summary>Makes broken inputs from whole ones, the same for the same seed.</summary>
internal sealed class Mutation(int seed, IReadOnlyList<byte[]> corpus)
{
    private static readonly byte[][] Fragments =
    [
        "\r\n"u8.ToArray(), "\r\n\r\n"u8.ToArray(), "\n"u8.ToArray(), "\r"u8.ToArray(), "\r\n "u8.ToArray(), "\0"u8.ToArray(),
        "\""u8.ToArray(), "\\"u8.ToArray(), "<"u8.ToArray(), ">"u8.ToArray(), ","u8.ToArray(), ";"u8.ToArray(), "="u8.ToArray(), "%"u8.ToArray(),
        "%00"u8.ToArray(), "%FF"u8.ToArray(), "@"u8.ToArray(), ":"u8.ToArray(), "["u8.ToArray(), "]"u8.ToArray(), "?"u8.ToArray(),
        "99999999999"u8.ToArray(), "-1"u8.ToArray(), "é"u8.ToArray(), [0xFF], [0xC3], "l: 0\r\n"u8.ToArray(), "a=rtpmap:"u8.ToArray(),
        "m=audio 9 RTP/AVP 0\r\n"u8.ToArray(), "c=IN IP4 0.0.0.0\r\n"u8.ToArray(),
    ];

    private readonly Random random = new(seed);

    public byte[] Next()
    {
        if (random.Next(20) == 0)
        {
            var noise = new byte[random.Next(200)];
            random.NextBytes(noise);
            return noise;
        }
        var input = corpus[random.Next(corpus.Count)].ToList();
        for (var edits = random.Next(1, 6); edits > 0 && input.Count > 0; edits--)
        {
            Edit(input);
        }
        return [.. input];
    }

    private void Edit(List<byte> input)
    {
        var at = random.Next(input.Count);
        var length = Math.Min(random.Next(1, 30), input.Count - at);
        switch (random.Next(7))
        {
            case 0:
                input[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                input[at] = (byte)random.Next(256);
                break;
            case 2:
                input.RemoveRange(at, length);
                break;
            case 3:
                input.InsertRange(random.Next(input.Count), input.GetRange(at, length));
                break;
            case 4:
                input.RemoveRange(at, random.Next(10) == 0 ? input.Count - at : 1);
                break;
            case 5:
                var other = corpus[random.Next(corpus.Count)];
                var from = random.Next(other.Length);
                input.InsertRange(at, other.Skip(from).Take(length));
                break;
            default:
                input.InsertRange(at, Fragments[random.Next(Fragments.Length)]);
                break;
        }
    }
}
