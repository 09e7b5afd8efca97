using Kindline.Interactions;
using Kindline.Voice.Audio;

namespace Kindline.Flows.Steps;

/// <summary>Plays one of the practice's prompts to the caller, as the dialled line has it.</summary>
internal sealed class PlayStep(PromptLibrary prompts)
{
    /// <summary>True where the caller heard it to its end; false where there is no such audio or the caller left.</summary>
    public async Task<bool> RunAsync(CallContext call, PromptKind kind, CancellationToken ct)
    {
        if (ct.IsCancellationRequested)
        {
            return false;
        }
        var audio = await prompts.FindAsync(call.Line.PracticeId, call.Line.E164, kind, ct);
        if (audio is null)
        {
            call.Note(EventType.Played, new PlayedFact(kind.ToString(), ToTheEnd: false));
            return false;
        }
        await call.Leg.Media.PlayAsync(new ClipSource(audio.Samples), ct);
        var heard = !ct.IsCancellationRequested;
        call.Note(EventType.Played, new PlayedFact(kind.ToString(), heard));
        return heard;
    }
}
