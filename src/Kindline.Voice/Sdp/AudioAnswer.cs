namespace Kindline.Voice.Sdp;

/// <summary>What we say to an offer.</summary>
public abstract record AudioAnswerOutcome
{
    private AudioAnswerOutcome()
    {
    }

    /// <summary>The answer to send and the audio it agrees on.</summary>
    public sealed record Answered(SessionDescription Answer, NegotiatedAudio Audio) : AudioAnswerOutcome;

    /// <summary>Nothing in the offer suits: 488 Not Acceptable Here.</summary>
    public sealed record Refused(AudioRefusal Reason) : AudioAnswerOutcome;
}

/// <summary>Answers offers (RFC 3264 6): one audio section is taken, every other section is refused with port 0.</summary>
public static class AudioAnswer
{
    /// <summary>
    /// Takes the first audio section with a codec of ours, in the offerer's order of preference, and mirrors its direction as far as
    /// <paramref name="local"/> wants to go.
    /// </summary>
    public static AudioAnswerOutcome Make(LocalAudio local, SessionDescription offer)
    {
        var refusal = AudioRefusal.NoAudio;
        foreach (var media in offer.Media)
        {
            if (!PeerAudio.IsUsable(media))
            {
                continue;
            }
            if (PeerAudio.Read(offer, media) is not { } peer)
            {
                refusal = AudioRefusal.NoAddress;
            }
            else if (AudioOffer.Negotiate(local, media, peer) is not { } audio)
            {
                refusal = AudioRefusal.NoCommonCodec;
            }
            else
            {
                return new AudioAnswerOutcome.Answered(Describe(local, offer, media, audio), audio);
            }
        }
        return new AudioAnswerOutcome.Refused(refusal);
    }

    private static SessionDescription Describe(LocalAudio local, SessionDescription offer, MediaDescription taken, NegotiatedAudio audio)
    {
        var section = local.Section([(audio.Codec, audio.PayloadType)], audio.TelephoneEventPayload, audio.Direction);
        return local.Describe([.. offer.Media.Select(m => ReferenceEquals(m, taken) ? section : Refuse(m))], offer.Times);
    }

    private static MediaDescription Refuse(MediaDescription media) => new(media.Kind, 0, media.Protocol, media.Formats);
}
