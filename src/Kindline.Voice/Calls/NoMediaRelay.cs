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

    public Task<RelayOutcome> OfferAsync(string session, RelaySide from, ReadOnlyMemory<byte> sdp) => Unavailable;

    public Task<RelayOutcome> AnswerAsync(string session, RelaySide from, ReadOnlyMemory<byte> sdp) => Unavailable;

    public Task DeleteAsync(string session) => Task.CompletedTask;
}
