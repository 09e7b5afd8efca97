using Kindline.Voice.Audio;

namespace Kindline.Voice.Rtp;

/// <summary>
/// Presses keys: 100 ms each, the end packet three times, 60 ms of pause (RFC 4733 2.5.1.4). The timestamp of a press stays, its
/// duration counts. A peer without telephone-event hears the two tones instead. Belongs to the media thread.
/// </summary>
internal sealed class DigitSender
{
    private const int PressFrames = 5;
    private const int EndPackets = 3;

    // Two frames of it pass with the repeated end packets.
    private const int PauseFrames = 3;
    private const byte Volume = 10;

    private readonly Queue<DigitOrder> orders = new();
    private DigitOrder? current;
    private int digit;
    private int frame;
    private uint timestamp;
    private IAudioSource? tone;
    private bool closed;

    internal void Enqueue(DigitOrder order)
    {
        orders.Enqueue(order);
        if (closed)
        {
            Abandon();
        }
    }

    /// <summary>
    /// One frame of dialling. False where nothing is dialled; true where a press or its pause takes the place of the audio, which is
    /// then in <paramref name="audio"/> for a peer without events, and silence for one with.
    /// </summary>
    internal bool Dial(RtpSender sender, int? payloadType, Span<short> audio)
    {
        if (!TakeOrder())
        {
            return false;
        }
        audio.Clear();
        var key = current!.Digits[digit];
        if (payloadType is { } type)
        {
            Press(sender, type, key);
        }
        else if (frame < PressFrames)
        {
            tone = frame == 0 ? Tones.Key(key) : tone;
            tone?.Read(audio);
        }
        if (++frame == PressFrames + PauseFrames)
        {
            frame = 0;
            digit++;
        }
        return true;
    }

    /// <summary>Completes all orders, and those to come, without dialling.</summary>
    internal void Abandon()
    {
        closed = true;
        current?.Done.TrySetResult();
        current = null;
        while (orders.TryDequeue(out var order))
        {
            order.Done.TrySetResult();
        }
    }

    private bool TakeOrder()
    {
        while (true)
        {
            if (current is not null && (digit < current.Digits.Length && !(frame == 0 && current.Ct.IsCancellationRequested)))
            {
                return true;
            }
            current?.Done.TrySetResult();
            digit = 0;
            frame = 0;
            if (!orders.TryDequeue(out current))
            {
                return false;
            }
        }
    }

    private void Press(RtpSender sender, int payloadType, char key)
    {
        if (frame == 0)
        {
            timestamp = sender.Timestamp;
        }
        var ends = frame >= PressFrames - 1;
        if (frame >= PressFrames - 1 + EndPackets)
        {
            return;
        }
        var duration = (ushort)(Math.Min(frame + 1, PressFrames) * AudioFrame.Samples);
        var code = (byte)TelephoneEvent.Keys.IndexOf(key, StringComparison.Ordinal);
        sender.SendEvent((byte)payloadType, timestamp, marker: frame == 0, new TelephoneEvent(code, ends, Volume, duration));
    }
}

/// <summary>Keys to press, and the task of whoever waits until they are.</summary>
internal sealed record DigitOrder(string Digits, CancellationToken Ct)
{
    internal TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
