using System.Runtime.CompilerServices;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Routing;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Reporting;

/// <summary>
/// Reads the inbound calls of one practice and a range, oldest first: one query over the index on practice and start, streamed,
/// so that a year costs no more memory than a day. Nothing is kept between two reports; a call is in them once its row is.
/// </summary>
internal sealed class InboundCalls(DbFactory databases)
{
    /// <summary>The default of "answered within N seconds", for calls that reached no queue.</summary>
    public const int DefaultServiceLevelSeconds = 20;

    /// <summary>All inbound calls that started in the range, those that still run too.</summary>
    public async IAsyncEnumerable<InboundCall> ReadAsync(PracticeId practice, LocalRange range, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var db = databases.Create();
        var serviceLevels = await db.Queues.Where(q => q.PracticeId == practice)
            .ToDictionaryAsync(q => q.Id, q => q.ServiceLevelSeconds, ct);
        // From the start of the first day: whether a call repeats another depends on the whole day before it.
        var from = range.FirstDay.StartIn(range.Zone);
        var to = range.End;
        var rows = db.Interactions.AsNoTracking()
            .Where(i => i.PracticeId == practice && i.StartedAt >= from && i.StartedAt < to
                && i.Direction == Direction.Inbound && i.Channel == Channel.Voice)
            .OrderBy(i => i.StartedAt).ThenBy(i => i.Id)
            .Select(i => new
            {
                i.Id,
                i.StartedAt,
                i.From,
                i.QueueId,
                i.AgentId,
                i.CallerType,
                i.Source,
                i.Resolved,
                i.Outcome,
                i.AnsweredAt,
                i.EndedAt,
                i.QueueSeconds,
                i.TalkSeconds,
                i.HoldSeconds,
                i.WrapUpSeconds,
                i.Voicemail,
            });
        var callers = new CallersOfDay();
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(ct))
        {
            var local = range.LocalTime(row.StartedAt);
            var day = DateOnly.FromDateTime(local);
            var repeat = callers.CalledBefore(day, row.From);
            if (!range.Contains(row.StartedAt))
            {
                continue;
            }
            yield return new InboundCall
            {
                Id = row.Id,
                StartedAt = row.StartedAt,
                Day = day,
                Hour = local.Hour,
                QueueId = row.QueueId,
                AgentId = row.AgentId,
                CallerType = row.CallerType,
                Source = row.Source,
                Resolved = row.Resolved is true,
                Outcome = row.Outcome,
                Answered = row.AnsweredAt is not null,
                Ended = row.EndedAt is not null,
                Seconds = row.EndedAt is { } endedAt ? (endedAt - row.StartedAt).TotalSeconds : 0,
                QueueSeconds = row.QueueSeconds,
                TalkSeconds = row.TalkSeconds,
                HoldSeconds = row.HoldSeconds,
                WrapUpSeconds = row.WrapUpSeconds,
                Voicemail = row.Voicemail,
                Repeat = repeat,
                ServiceLevelSeconds = row.QueueId is { } queue
                    ? serviceLevels.GetValueOrDefault(queue, DefaultServiceLevelSeconds) : DefaultServiceLevelSeconds,
            };
        }
    }

    /// <summary>Which numbers have called on the day at hand; a caller without a number repeats nobody.</summary>
    private sealed class CallersOfDay
    {
        private readonly HashSet<string> numbers = [];
        private DateOnly today;

        public bool CalledBefore(DateOnly day, string number)
        {
            if (day != today)
            {
                today = day;
                numbers.Clear();
            }
            return number.StartsWith('+') && !numbers.Add(number);
        }
    }
}
