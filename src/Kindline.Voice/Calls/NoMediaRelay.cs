namespace Kindline.Voice.Calls;

/// <summary>Where the host has no relay.</summary>
internal sealed class NoMediaRelay : IMediaRelay
{
    public static readonly NoMediaRelay Instance = new();

    private static readonly Task<RelayOutcome> Unavailable = Task.FromResult<RelayOutcome>(new RelayOutcome.Unavailable());

    public event EventHandler? Restarted
    {
        add { }
        remove { }
    }

    public Task<RelayOutcome> OfferAsync(RelaySession session, RelaySide from, ReadOnlyMemory<byte> sdp) => Unavailable;

    public Task<RelayOutcome> AnswerAsync(RelaySession session, RelaySide from, ReadOnlyMemory<byte> sdp) => Unavailable;

    public Task DeleteAsync(RelaySession session) => Task.CompletedTask;
}
