using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Kindline.Engine;
using Kindline.Voice.Calls;
using Kindline.Voice.Sip;

namespace Kindline.Telephony.Signalling;

/// <summary>Turns the messages of a leg into a row and back: JSON under gzip, about 1.5 KB for an ordinary leg.</summary>
internal static class SignallingText
{
    private const int LongestAnswer = 80;
    private const string CSeq = "\r\nCSeq:";

    private sealed record Kept(DateTimeOffset At, bool Sent, SipProtocol Protocol, string Peer, string Text);

    public static SignallingLeg ToRow(LegTrace trace, LegLabel label)
    {
        var answer = AnswerOf(trace.Messages);
        var first = trace.Messages.Count > 0 ? trace.Messages[0].At : default;
        return new SignallingLeg
        {
            Id = Guid.CreateVersion7(first),
            InteractionId = new InteractionId(label.Call),
            Party = label.Party,
            StartedAt = first,
            Seconds = trace.Messages.Count > 0 ? (trace.Messages[^1].At - first).TotalSeconds : 0,
            Answer = (answer ?? "").Replace('\0', '\uFFFD'),
            Failed = answer is not ['2', ..],
            Left = trace.Left,
            Messages = Pack(trace.Messages),
        };
    }

    public static IReadOnlyList<TracedMessage> Read(SignallingLeg row)
    {
        using var packed = new GZipStream(new MemoryStream(row.Messages), CompressionMode.Decompress);
        var kept = JsonSerializer.Deserialize<IReadOnlyList<Kept>>(packed) ?? [];
        return [.. kept.Select(k => new TracedMessage(k.At, k.Sent, k.Protocol, IPEndPoint.Parse(k.Peer), k.Text))];
    }

    /// <summary>The first line, without "SIP/2.0" and a request's address: "INVITE", "180 Ringing".</summary>
    public static string TitleOf(string text)
    {
        var line = text.AsSpan(0, Math.Max(0, text.IndexOf('\r')));
        return line.StartsWith("SIP/2.0 ") ? line[8..].ToString() : line[..Math.Max(0, line.IndexOf(' '))].ToString();
    }

    private static byte[] Pack(IReadOnlyList<TracedMessage> messages)
    {
        using var target = new MemoryStream();
        using (var packed = new GZipStream(target, CompressionLevel.Optimal))
        {
            JsonSerializer.Serialize(packed, messages.Select(m => new Kept(m.At, m.Sent, m.Protocol, m.Peer.ToString(), SignallingMask.WithoutSecrets(m.Text))));
        }
        return target.ToArray();
    }

    // A challenge is answered and a re-INVITE has an answer of its own: the call's is the first 2xx, or else the last refusal.
    public static string? AnswerOf(IReadOnlyList<TracedMessage> messages)
    {
        string? refused = null;
        foreach (var message in messages.Where(m => m.Text.StartsWith("SIP/2.0 ", StringComparison.Ordinal) && IsOfInvite(m.Text)))
        {
            var title = TitleOf(message.Text);
            title = title.Length > LongestAnswer ? title[..LongestAnswer] : title;
            switch (title.Length > 0 ? title[0] : ' ')
            {
                case '2':
                    return title;
                case >= '3' and <= '6':
                    refused = title;
                    break;
            }
        }
        return refused;
    }

    /// <summary>Number and method: "2 BYE".</summary>
    public static string CSeqOf(string text)
    {
        var at = text.IndexOf(CSeq, StringComparison.OrdinalIgnoreCase) + CSeq.Length;
        var end = at < CSeq.Length ? -1 : text.IndexOf("\r\n", at, StringComparison.Ordinal);
        return end < 0 ? "" : text[at..end].Trim();
    }

    private static bool IsOfInvite(string text) => CSeqOf(text).EndsWith("INVITE", StringComparison.Ordinal);
}
