using System.Text.Json;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Interactions;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Tests.Interactions;

/// <summary>Writes wrap-ups straight into the row and keeps the events, where a test has no running calls and so no journal.</summary>
internal sealed class RowLog(DbFactory databases, TimeProvider clock) : IInteractionLog
{
    public async Task AppendAsync(InteractionId id, string type, object data, CancellationToken ct)
    {
        var json = JsonSerializer.SerializeToElement(data, WireJson.Options);
        await using var db = databases.Create();
        var row = await db.Interactions.Include(i => i.Subjects).SingleAsync(i => i.Id == id, ct);
        db.InteractionEvents.Add(new InteractionEvent
        {
            InteractionId = id, Seq = row.EventCount++, At = clock.GetUtcNow(), Type = type, Data = json.GetRawText(),
        });
        if (type == "wrapUpDone")
        {
            (row.State, row.WrappedUpAt) = (InteractionState.Ended, clock.GetUtcNow());
        }
        Apply(row, json);
        await db.SaveChangesAsync(ct);
    }

    private static void Apply(Interaction row, JsonElement saved)
    {
        foreach (var field in saved.EnumerateObject())
        {
            switch (field.Name)
            {
                case "callerType": row.CallerType = field.Value.Deserialize<CallerType>(WireJson.Options); break;
                case "callerPatientId": row.CallerPatientId = field.Value.Deserialize<PatientId?>(WireJson.Options); break;
                case "reason": row.Reason = field.Value.GetString(); break;
                case "source": row.Source = field.Value.GetString(); break;
                case "resolved": row.Resolved = field.Value.GetBoolean(); break;
                case "notes": row.Notes = field.Value.GetString() ?? ""; break;
                case "subjects": row.Subjects = Subjects(row.Id, field.Value); break;
            }
        }
    }

    private static List<Subject> Subjects(InteractionId id, JsonElement subjects) =>
        [.. subjects.Deserialize<List<Kindline.Dispositions.SavedSubject>>(WireJson.Options)!.Select((s, n) => new Subject
        {
            InteractionId = id, Position = n, PatientId = s.PatientId, Disposition = s.Disposition, Notes = s.Notes,
        })];
}
