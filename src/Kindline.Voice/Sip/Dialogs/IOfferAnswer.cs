namespace Kindline.Voice.Sip.Dialogs;

/// <summary>
/// The session descriptions of one leg (RFC 3264): one offer at a time, made by us or answered by us. Called in the leg's mailbox,
/// and continues there: at once where the leg's audio is plain RTP, after a relay's answer where it is not. Whoever asks has to see
/// in the continuation whether the leg still is what it was.
/// </summary>
internal interface IOfferAnswer
{
    /// <summary>Makes our offer. It stands until <see cref="Accept"/> or <see cref="Withdraw"/>.</summary>
    /// <param name="hold">Whether the peer shall be on hold.</param>
    void Offer(bool hold, Action<Described> then);

    /// <summary>Makes our answer to the peer's offer, which is applied with it.</summary>
    void Answer(ReadOnlyMemory<byte> offer, Action<Described> then);

    /// <summary>Applies the peer's answer to our offer.</summary>
    void Accept(ReadOnlyMemory<byte> answer, Action<Described> then);

    /// <summary>
    /// Applies what the peer says of its audio before it has answered (RFC 3960 3.1); our offer stands, and the answer decides. Nothing happens
    /// where it cannot be used.
    /// </summary>
    /// <param name="heard">Runs where the peer can be heard now.</param>
    void Preview(ReadOnlyMemory<byte> answer, Action heard);

    /// <summary>The peer refused our offer: what was settled before still holds.</summary>
    void Withdraw();
}

/// <summary>What became of a description.</summary>
internal abstract record Described
{
    private Described()
    {
    }

    /// <summary>The peer's answer holds.</summary>
    public static readonly Described Taken = new Sdp(default);

    /// <summary>The description to send; empty where the peer's answer was only to be taken.</summary>
    public sealed record Sdp(ReadOnlyMemory<byte> Body) : Described;

    /// <summary>There is none, and the INVITE in question ends with this status.</summary>
    /// <param name="Why">Words for the journal; never content of a description.</param>
    public sealed record Failed(int Status, string Phrase, string Why) : Described
    {
        /// <summary>The descriptions have nothing in common (RFC 3261 21.4.26).</summary>
        public static readonly Failed NothingInCommon = new(488, "Not Acceptable Here", "unusable description");

        /// <summary>The peer's audio would not be encrypted where it has to be (RFC 3261 21.4.26).</summary>
        public static readonly Failed InTheClear = new(488, "Not Acceptable Here", "audio not encrypted");
    }
}
