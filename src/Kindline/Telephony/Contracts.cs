using Kindline.Voice.Calls;

namespace Kindline.Telephony;

/// <summary>Who takes a call that came in by a trunk: the flows. One awaited method is the call's whole life.</summary>
public interface IInboundCalls
{
    Task RunAsync(IncomingCall call, CancellationToken ct);
}

/// <summary>Who takes a call that one of our own phones dialled.</summary>
public interface IDialledCalls
{
    Task RunAsync(IncomingCall call, CancellationToken ct);
}

/// <summary>Who knows the phones that may register, and is told when one comes or goes.</summary>
public interface IPhoneBook
{
    /// <summary>The secrets that a user's phones may prove themselves by; none where no such phone may register.</summary>
    ValueTask<IReadOnlyList<string>> SecretsOfAsync(string user, CancellationToken ct);

    /// <summary>Must return at once.</summary>
    void Reachable(string user, bool reachable);
}
