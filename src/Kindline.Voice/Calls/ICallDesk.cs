using Kindline.Voice.Calls.Trunks;

namespace Kindline.Voice.Calls;

/// <summary>The host of an exchange: what happens with calls and who may register. However slow it is, signalling goes on.</summary>
public interface ICallDesk
{
    /// <summary>
    /// A call's whole life, in one awaited method: when it returns, the call is over, and a leg that still stands is hung up. If it
    /// throws, the exchange logs and ends the leg with 500 or BYE.
    /// </summary>
    /// <param name="call">The call; nothing but 100 has been sent.</param>
    /// <param name="ct">The leg's <see cref="CallLeg.Ended"/>.</param>
    Task OnIncomingAsync(IncomingCall call, CancellationToken ct);

    /// <summary>The digest passwords of a user's phones, each of which is good; none for a user that is not known.</summary>
    ValueTask<IReadOnlyList<string>> SecretsOfAsync(string user, CancellationToken ct);

    /// <summary>A user can be reached at one phone at least, or at none any more.</summary>
    void OnRegistrationChanged(string user, bool reachable);

    /// <summary>A trunk answers no more, or again, or its registration began or ended. Must not block.</summary>
    void OnTrunkChanged(TrunkStatus status)
    {
    }
}
