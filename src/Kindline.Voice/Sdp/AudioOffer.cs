namespace Kindline.Voice.Sdp;

/// <summary>What an answer to our offer came to.</summary>
public abstract record AudioOfferOutcome
{
    private AudioOfferOutcome()
    {
    }

    /// <summary>Audio as agreed.</summary>
    public sealed record Agreed(NegotiatedAudio Audio) : AudioOfferOutcome;

    /// <summary>No audio; the call has to end.</summary>
    public sealed record Refused(AudioRefusal Reason) : AudioOfferOutcome;
}

/// <summary>Makes our offers and reads what comes back (RFC 3264 5 and 7).</summary>
public static class AudioOffer
{
    /// <summary>An offer of all our codecs and of key tones.</summary>
    public static SessionDescription Make(LocalAudio local) => local.Describe(
        [local.Section([.. local.Codecs.Select(c => (c, c.PayloadType()))], LocalAudio.TelephoneEventPayload, local.Direction)]);

    /// <summary>Reads the answer to an offer of this side: its first codec is the one to use.</summary>
    public static AudioOfferOutcome ReadAnswer(LocalAudio local, SessionDescription answer)
    {
        if (answer.Media.Count == 0 || !PeerAudio.IsUsable(answer.Media[0]))
        {
            return new AudioOfferOutcome.Refused(AudioRefusal.NoAudio);
        }
        var media = answer.Media[0];
        if (PeerAudio.Read(answer, media) is not { } peer)
        {
            return new AudioOfferOutcome.Refused(AudioRefusal.NoAddress);
        }
        var agreed = Negotiate(local, media, peer);
        return agreed is null ? new AudioOfferOutcome.Refused(AudioRefusal.NoCommonCodec) : new AudioOfferOutcome.Agreed(agreed);
    }

    /// <summary>The first codec of the peer that we speak, and what either side lets the other do.</summary>
    internal static NegotiatedAudio? Negotiate(LocalAudio local, MediaDescription media, PeerAudio peer)
    {
        RtpMap? chosen = null;
        int? telephoneEvent = null;
        foreach (var map in RtpMap.Of(media))
        {
            if (map.IsTelephoneEvent)
            {
                telephoneEvent ??= map.PayloadType;
            }
            else if (chosen is null && map.Codec is { } codec && local.Codecs.Contains(codec))
            {
                chosen = map;
            }
        }
        return chosen is { Codec: { } spoken }
            ? new(peer.Remote, spoken, chosen.Value.PayloadType, telephoneEvent, local.Direction & peer.Direction.Mirror(), peer.Rtcp)
            : null;
    }
}
