using System.Threading.Channels;
using Kindline.Engine;
using Kindline.Engine.Routing;

namespace Kindline.Routing;

/// <summary>
/// The one owner of the centre's <see cref="Floor"/>: everything that happens to it goes through a bounded mailbox and is decided
/// on one thread; the effects go out in order to the flow that waits for the contact, and to the record. Cost: one queue hop and
/// one decision an input.
/// </summary>
public sealed partial class FloorHost(FloorJournal journal, TimeProvider clock, ILogger<FloorHost> logger) : BackgroundService
{
    // More than every agent and caller of a large centre can say in one second; a full box makes senders wait, it loses nothing.
    private const int MailboxInputs = 65_536;

    private readonly Floor floor = new();
    private readonly List<FloorEffect> effects = [];
    private DateTimeOffset? alarmAt;
    private long decisions;
    private readonly Dictionary<InteractionId, ChannelWriter<FloorEffect>> followers = [];
    private readonly Channel<Action> mailbox = Channel.CreateBounded<Action>(new BoundedChannelOptions(MailboxInputs) { SingleReader = true });

    /// <summary>How often it was decided: what was read of the floor holds for as long as this stays the same.</summary>
    public long Decisions => Volatile.Read(ref decisions);

    /// <summary>Told of every effect on the floor's own thread; must return at once.</summary>
    public event Action<FloorEffect>? Decided;

    /// <summary>Sends an input; true once decided, false where the floor refused it.</summary>
    public Task<bool> SendAsync(FloorInput input, CancellationToken ct) => AskAsync(_ => Decide(input), ct);

    /// <summary>Reads the floor between two decisions.</summary>
    public async Task<T> AskAsync<T>(Func<Floor, T> question, CancellationToken ct)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        await mailbox.Writer.WriteAsync(() => Answer(question, answer), ct);
        return await answer.Task.WaitAsync(ct);
    }

    /// <summary>All effects that concern one contact, from its arrival until <see cref="UnfollowAsync"/>.</summary>
    public Task<ChannelReader<FloorEffect>> FollowAsync(InteractionId id, CancellationToken ct) => AskAsync(
        _ =>
        {
            var channel = Channel.CreateUnbounded<FloorEffect>();
            followers[id] = channel.Writer;
            return channel.Reader;
        },
        ct);

    public Task UnfollowAsync(InteractionId id, CancellationToken ct) => AskAsync(_ => followers.Remove(id), ct);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var alarm = clock.CreateTimer(_ => mailbox.Writer.TryWrite(Tick), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        await foreach (var work in mailbox.Reader.ReadAllAsync(stoppingToken))
        {
            work();
            if (floor.WakeAt != alarmAt)
            {
                alarmAt = floor.WakeAt;
                alarm.Change(alarmAt is { } at ? Until(at) : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void Tick()
    {
        // Set anew after this, also for the same time: a timer may come a hair before the time it was set for.
        alarmAt = null;
        Decide(new FloorInput.Tick());
    }

    // Timers count whole milliseconds and cut the rest off; a wait that is cut short would ring in vain.
    private TimeSpan Until(DateTimeOffset at)
    {
        var milliseconds = Math.Ceiling((at - clock.GetUtcNow()).TotalMilliseconds);
        return TimeSpan.FromMilliseconds(Math.Max(0, milliseconds));
    }

    private bool Decide(FloorInput input)
    {
        effects.Clear();
        var now = clock.GetUtcNow();
        floor.Decide(input, now, effects);
        // Before anybody hears of it: who is told and asks must not be given what was.
        Interlocked.Increment(ref decisions);
        var accepted = true;
        foreach (var effect in effects)
        {
            if (effect is FloorEffect.Refused refused)
            {
                accepted = false;
                LogRefused(refused.Input.GetType().Name, refused.Why);
            }
            journal.Note(effect, floor);
            if (ContactOf(effect) is { } contact && followers.TryGetValue(contact, out var follower))
            {
                follower.TryWrite(effect);
            }
            Decided?.Invoke(effect);
        }
        return accepted;
    }

    private void Answer<T>(Func<Floor, T> question, TaskCompletionSource<T> answer)
    {
        try
        {
            answer.SetResult(question(floor));
        }
#pragma warning disable CA1031 // The asker gets whatever went wrong; the floor's thread must not end.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            answer.SetException(failure);
        }
    }

    private static InteractionId? ContactOf(FloorEffect effect) => effect switch
    {
        FloorEffect.Offered e => e.Interaction,
        FloorEffect.OfferWithdrawn e => e.Interaction,
        FloorEffect.Overflowed e => e.Interaction,
        _ => null,
    };

    [LoggerMessage(Level = LogLevel.Debug, Message = "The floor refused {Input}: {Why}")]
    private partial void LogRefused(string input, string why);
}
