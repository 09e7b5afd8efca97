using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using Kindline.Voice.Rtp;
using Kindline.Voice.Sdp;
using Kindline.Voice.Sip.Dialogs;

namespace Kindline.Voice.Calls;

/// <summary>What one leg offers and agrees on (RFC 3264), applied to its media port. Lives in the leg's mailbox.</summary>
internal sealed class LegMedia(MediaPort port, IPEndPoint advertised) : IOfferAnswer
{
    private readonly LocalDescription versions = new();
    private readonly ulong sessionId = NewSessionId();
    private LocalAudio? offered;
    private bool holding;

    /// <summary>Runs when the peer put us on hold or took us back.</summary>
    public Action? HeldByPeerChanged { get; set; }

    public MediaPort Port => port;

    public AudioCodec Codec { get; private set; }

    public bool HeldByPeer { get; private set; }

    /// <summary>Whether either side holds the other.</summary>
    public bool OnHold => holding || HeldByPeer;

    public void Offer(bool hold, Action<Described> then)
    {
        offered = Local(hold);
        then(Stamped(AudioOffer.Make(offered)));
    }

    public void Answer(ReadOnlyMemory<byte> offer, Action<Described> then)
    {
        if (SdpParser.Parse(offer.Span) is not SdpParseResult.Parsed { Description: var description }
            || AudioAnswer.Make(Local(holding), description) is not AudioAnswerOutcome.Answered answered)
        {
            then(Described.Failed.NothingInCommon);
            return;
        }
        Apply(answered.Audio);
        then(Stamped(answered.Answer));
    }

    public void Accept(ReadOnlyMemory<byte> answer, Action<Described> then)
    {
        if (offered is not { } local || Agreed(local, answer) is not { } audio)
        {
            then(Described.Failed.NothingInCommon);
            return;
        }
        holding = local.Direction == MediaDirection.SendOnly;
        offered = null;
        Apply(audio);
        then(Described.Taken);
    }

    public void Preview(ReadOnlyMemory<byte> answer, Action heard)
    {
        if (offered is { } local && Agreed(local, answer) is { } audio)
        {
            Apply(audio);
            heard();
        }
    }

    public void Withdraw() => offered = null;

    private static NegotiatedAudio? Agreed(LocalAudio offer, ReadOnlyMemory<byte> answer) =>
        SdpParser.Parse(answer.Span) is SdpParseResult.Parsed { Description: var description }
        && AudioOffer.ReadAnswer(offer, description) is AudioOfferOutcome.Agreed agreed ? agreed.Audio : null;

    private Described.Sdp Stamped(SessionDescription description) => new(versions.Stamp(description).ToBytes());

    private LocalAudio Local(bool hold) => new(advertised, sessionId, hold ? MediaDirection.SendOnly : MediaDirection.SendRecv);

    private void Apply(NegotiatedAudio audio)
    {
        Codec = audio.Codec;
        port.Connect(new RemoteMedia(audio.Remote, audio.Rtcp, audio.Codec, audio.TelephoneEventPayload, audio.Direction));
        var held = !audio.Direction.HasFlag(MediaDirection.SendOnly);
        if (held != HeldByPeer)
        {
            HeldByPeer = held;
            HeldByPeerChanged?.Invoke();
        }
    }

    // Below 2^63, as some peers read it into a signed number.
    private static ulong NewSessionId()
    {
        Span<byte> bytes = stackalloc byte[8];
        RandomNumberGenerator.Fill(bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes) >> 1;
    }
}
