using Kindline.Foundation;
using Kindline.Patients;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Lists.Bulk;

/// <summary>Reads what can be set for many people of a practice. Two short statements.</summary>
internal static class BulkFields
{
    /// <param name="db">Where they are.</param>
    /// <param name="practice">Whose people are changed.</param>
    /// <param name="undoes">Whether what was set is put back: a field may be retired since, and an agent gone.</param>
    /// <param name="ct">Stops the reading.</param>
    public static async Task<IReadOnlyList<BulkField>> ReadAsync(Db db, PracticeId practice, bool undoes, CancellationToken ct)
    {
        var fields = await db.PatientFields.AsNoTracking().Where(f => f.PracticeId == practice).OrderBy(f => f.Position).ThenBy(f => f.Label).ToListAsync(ct);
        if (undoes)
        {
            fields.ForEach(f => f.RetiredAt = null);
        }
        return BulkField.For(fields, await PracticeAgents.ReadAsync(db, practice, ct));
    }
}
