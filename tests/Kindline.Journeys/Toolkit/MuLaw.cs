namespace Kindline.Journeys.Toolkit;

/// <summary>G.711 mu-law by ITU-T's segments, once more and apart from the product's own.</summary>
static class MuLaw
{
    const int Bias = 0x84;
    const int Clip = 32635;

    public static short Decode(byte code)
    {
        var value = (byte)~code;
        var magnitude = ((((value & 0x0F) << 3) + Bias) << ((value & 0x70) >> 4)) - Bias;
        return (short)((value & 0x80) != 0 ? -magnitude : magnitude);
    }

    public static byte Encode(short sample)
    {
        var sign = sample < 0 ? 0x80 : 0;
        var magnitude = Math.Min(Math.Abs((int)sample), Clip) + Bias;
        var segment = 7;
        for (var mask = 0x4000; (magnitude & mask) == 0 && segment > 0; mask >>= 1)
        {
            segment--;
        }

        return (byte)~(sign | (segment << 4) | ((magnitude >> (segment + 3)) & 0x0F));
    }
}
