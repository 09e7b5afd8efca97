using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Numbers;
using Kindline.Patients;
using Kindline.Telephony;
using Kindline.Telephony.Signalling;
using Kindline.Voice.Calls;
using Kindline.Voice.Rtp;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Flows;

/// <summary>The first moment of an inbound call: whose line it is, who may be calling, and the first lines of its record.</summary>
internal sealed partial class InboundCallOpening(
    DidMap numbers, UnknownNumbers unknown, LiveCalls calls, VoiceHost voice, InteractionLog log, DbFactory database, TimeProvider clock, ILogger<InboundCallOpening> logger)
{
    /// <summary>Null where the dialled number is none of ours; the caller has had 404 then.</summary>
    public async Task<CallContext?> OpenAsync(IncomingCall incoming, CancellationToken ct)
    {
        if (await numbers.FindAsync(incoming.To, ct) is not { } line)
        {
            LogUnknown(incoming.Trunk?.Name ?? "");
            unknown.Saw(incoming.To, incoming.Trunk?.Name ?? "", clock.GetUtcNow());
            await incoming.Leg.RejectAsync(404, "Not Found");
            return null;
        }
        var now = clock.GetUtcNow();
        var id = new InteractionId(Guid.CreateVersion7(now));
        var from = Shown(incoming.From);
        var live = new LiveCall(id, line.PracticeId, line.PracticeName, Direction.Inbound, from, line.E164, line.Name, now) { Whisper = line.Whisper, Trunk = incoming.Trunk?.Name };
        var conference = new Conference(voice.Media);
        conference.Add(incoming.Leg.Media, ConferenceRole.Outside);
        live.Room = conference;
        calls.Add(live);
        incoming.Leg.Label(new LegLabel(id.Value, CallParty.Caller));
        log.Append(id, EventType.Started, new StartedFact(line.PracticeId, Channel.Voice, Direction.Inbound, from, line.E164, line.Name));
        Note(id, incoming);
        _ = MatchAsync(id, line.PracticeId, from, ct);
        var call = new CallContext(live, line, incoming.Leg, conference, log, clock);
        call.WatchOutside();
        return call;
    }

    private void Note(InteractionId id, IncomingCall incoming)
    {
        if (incoming.Withheld)
        {
            log.Append(id, EventType.Withheld, new NoFact());
        }
        if (incoming.Diverted is { } diverted)
        {
            log.Append(id, EventType.Diverted, new DivertedFact(Shown(diverted.From), diverted.Reason));
        }
    }

    private static string Shown(string user) => PhoneNumber.TryParse(user, out var number) ? number.Value : user;

    // Beside the call, not in its way: a slow database must not keep a caller waiting.
    private async Task MatchAsync(InteractionId id, PracticeId practice, string from, CancellationToken ct)
    {
        try
        {
            await using var db = database.Create();
            var found = await db.Patients.Where(p => p.PracticeId == practice && p.Phones.Any(n => n.Number == from))
                .OrderBy(p => p.Id).Select(p => p.Id).Take(20).ToListAsync(ct);
            log.Append(id, EventType.Matched, new MatchedFact(found.Count, found.Count == 1 ? found[0] : null));
        }
#pragma warning disable CA1031 // Not knowing who calls is no reason to lose the call.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogUnmatched(failure, id);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A call by trunk {Trunk} dialled a number that is none of ours; answered 404")]
    private partial void LogUnknown(string trunk);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Who may be calling could not be looked up for {Interaction}")]
    private partial void LogUnmatched(Exception failure, InteractionId interaction);
}
