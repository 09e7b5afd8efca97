namespace Kindline.Voice.Sip.Dialogs;

/// <summary>
/// The session descriptions of one leg (RFC 3264): one offer at a time, made by us or answered by us. Called in the leg's mailbox.
/// </summary>
internal interface IOfferAnswer
{
    /// <summary>Our offer. It stands until <see cref="Accept"/> or <see cref="Withdraw"/>.</summary>
    /// <param name="hold">Whether the peer shall be on hold.</param>
    ReadOnlyMemory<byte> Offer(bool hold);

    /// <summary>Our answer to the peer's offer, applied at once; null where there is nothing in common (488).</summary>
    ReadOnlyMemory<byte>? Answer(ReadOnlyMemory<byte> offer);

    /// <summary>Applies the peer's answer to our offer; false where it is unusable.</summary>
    bool Accept(ReadOnlyMemory<byte> answer);

    /// <summary>The peer refused our offer: what was settled before still holds.</summary>
    void Withdraw();
}
