using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Interactions;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Recording;

/// <summary>Tells an interaction's page which recordings it has, in the order they were made.</summary>
internal sealed class RecordingsOfInteraction(DbFactory databases) : IInteractionRecordings
{
    public async Task<IReadOnlyList<RecordingLine>> ReadAsync(InteractionId interaction, CancellationToken ct)
    {
        await using var db = databases.Create();
        var rows = await db.Recordings.Where(r => r.InteractionId == interaction).OrderBy(r => r.StartedAt)
            .Select(r => new { r.Id, r.Kind, r.Seconds, r.StartedAt }).ToListAsync(ct);
        return [.. rows.Select(r => new RecordingLine(r.Id, r.Kind is RecordingKind.Call ? "call" : "voicemail", r.Seconds, r.StartedAt))];
    }
}
