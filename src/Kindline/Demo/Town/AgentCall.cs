using System.Text.Json;
using Kindline.Voice.Calls;
using Kindline.Voice.Rtp;

namespace Kindline.Demo.Town;

/// <summary>One call of a simulated agent: rings for some seconds, is answered, talked through, ended and written up.</summary>
internal sealed class AgentCall(string user, string name, AgentDesk desk, Office office, Func<double> chance)
{
    // However fast the town lives, a caller who wants to leave a message has the time to press star.
    private static readonly TimeSpan PicksUpAtOnce = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan FloorMoves = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan AsksAgain = TimeSpan.FromMilliseconds(100);

    private readonly TaskCompletionSource through = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="call">Rings.</param>
    /// <param name="aside">A person takes the seat.</param>
    /// <param name="ended">The leg has ended.</param>
    public async Task RunAsync(IncomingCall call, CancellationToken aside, CancellationToken ended)
    {
        var (running, rangAt) = (office.Log.Of(call.From), office.Clock.GetUtcNow());
        using var over = CancellationTokenSource.CreateLinkedTokenSource(aside, ended);
        try
        {
            await call.Leg.RingAsync();
            // Now and then somebody has just stood up.
            await Task.Delay(chance() < 0.04 ? Timeout.InfiniteTimeSpan : PicksUpAtOnce + office.Pace.Of(3 * chance()), office.Clock, over.Token);
            running?.TakenBy(user, rangAt, through.Task);
            if (!await call.Leg.AnswerAsync(over.Token))
            {
                running?.NotTaken();
                return;
            }
            await TalkAsync(call.Leg, running, over.Token);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The caller or the centre hung up, or a person came.
        }
        finally
        {
            await call.Leg.HangUpAsync();
            await LeaveNothingOpenAsync(running, aside);
            through.TrySetResult();
        }
    }

    private async Task TalkAsync(CallLeg leg, RunningCall? running, CancellationToken over)
    {
        var ear = new Ear(office.Clock);
        await using var listening = new Conference(office.Media) { Recorder = ear };
        listening.Add(leg.Media, ConferenceRole.Outside);
        var attention = new Attention(ear, office.Clock, over);
        // What the line is for is whispered first, before the caller can hear the agent.
        var whispered = await attention.NextAsync(office.Clock.GetUtcNow() + TimeSpan.FromSeconds(4));
        running?.Speaks(whispered?.At ?? office.Clock.GetUtcNow());
        await office.Voices.SayAsync(leg, Wishes.GreetingOf(name), over);
        var endsAt = office.Clock.GetUtcNow() + office.Pace.Of(Length(running));
        var holds = chance() < 0.25;
        var said = 0;
        while (await attention.NextAsync(endsAt) is { } heard)
        {
            if (heard.Sign is not (Sign.Turn or Sign.Silence))
            {
                continue;
            }
            await office.Voices.SayAsync(leg, Wishes.AgentLines[said++ % Wishes.AgentLines.Count], over);
            if (holds)
            {
                holds = false;
                await HoldAsync(over);
            }
        }
        if (holds)
        {
            await HoldAsync(over);
        }
        await office.Voices.SayAsync(leg, Wishes.Goodbye, over);
    }

    /// <summary>A caller who ends the talk gets the time to.</summary>
    private static double Length(RunningCall? running) =>
        running is null ? 40 : running.Errand.TalkSeconds + (running.Errand.EndsIt ? 30 : 0);

    private async Task HoldAsync(CancellationToken over)
    {
        var me = await desk.MeAsync(over);
        if (CallOf(me) is { } call && await desk.AskAsync(call, "hold", over))
        {
            await Task.Delay(office.Pace.Of(8 + (12 * chance())) + TimeSpan.FromSeconds(1), office.Clock, over);
            await desk.AskAsync(call, "resume", over);
        }
    }

    private async Task LeaveNothingOpenAsync(RunningCall? running, CancellationToken aside)
    {
        try
        {
            await WriteUpAsync(running, aside);
        }
        catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException && aside.IsCancellationRequested)
        {
            // The centre has stopped.
        }
    }

    /// <summary>Writes who called and how it ended, if the floor says that there is something to write about.</summary>
    private async Task WriteUpAsync(RunningCall? running, CancellationToken aside)
    {
        if (await InWrapUpAsync() is not { } me || CallOf(me) is not { } call)
        {
            return;
        }
        await Task.Delay(office.Pace.Of(8 + (20 * chance())), office.Clock, aside).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var resolved = chance() < 0.7;
        var words = new
        {
            callerType = CallerType(running?.Errand.Who),
            source = "website",
            resolved,
            subjects = Subjects(me, running?.Errand.Who, await desk.DispositionsAsync(CancellationToken.None)),
            done = true,
            nextState = aside.IsCancellationRequested ? "signedOut" : "ready",
        };
        var askedAt = office.Clock.GetUtcNow();
        if (await desk.WrapUpAsync(call, words, CancellationToken.None))
        {
            // Somewhere between the question and the answer.
            running?.WrappedUp(askedAt + ((office.Clock.GetUtcNow() - askedAt) / 2), resolved);
        }
    }

    /// <summary>What the agent's page shows once the call is over; null where the floor has moved on without a wrap-up.</summary>
    private async Task<JsonElement?> InWrapUpAsync()
    {
        for (var waited = TimeSpan.Zero; waited < FloorMoves; waited += AsksAgain)
        {
            var me = await desk.MeAsync(CancellationToken.None);
            switch (AgentDesk.Text(me, "state"))
            {
                case "wrapUp":
                    return me;
                case "ready" or "away" or "signedOut" or "phoneLost":
                    return null;
            }
            await Task.Delay(AsksAgain, office.Clock);
        }
        return null;
    }

    private static string? CallOf(JsonElement me) =>
        me.TryGetProperty("call", out var call) && call.ValueKind == JsonValueKind.Object ? AgentDesk.Text(call, "id") : null;

    private static string CallerType(Townsperson? who) => who switch
    {
        Townsperson.Patient => "patient",
        Townsperson.Mother => "relative",
        Townsperson.ProviderOffice => "provider",
        Townsperson.Payer => "payer",
        Townsperson.WrongNumber => "other",
        _ => "unknown",
    };

    /// <summary>A mother calls about two, a stranger about nobody.</summary>
    private List<object> Subjects(JsonElement me, Townsperson? who, IReadOnlyList<string> dispositions)
    {
        var matches = me.GetProperty("call").GetProperty("matches").EnumerateArray().Select(m => AgentDesk.Text(m, "patientId")).ToList();
        var about = who switch { Townsperson.Mother => 2, Townsperson.WrongNumber or Townsperson.Payer => 0, _ => 1 };
        return about == 0 || matches.Count == 0
            ? [new { disposition = who == Townsperson.WrongNumber ? dispositions[^1] : dispositions[(int)(chance() * dispositions.Count)] }]
            : [.. matches.Take(about).Select(patientId => (object)new { patientId, disposition = dispositions[(int)(chance() * dispositions.Count)] })];
    }
}
