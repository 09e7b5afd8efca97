using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Patients;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Lists.Bulk;

/// <summary>Whose people somebody may change in bulk, and which of such changes they see.</summary>
internal static class BulkReach
{
    public static IQueryable<BulkChange> ChangesOf(Db db, SignedInUser user) =>
        user.ScopeOf(Permission.PatientsBulk) is Scope.All ? db.BulkChanges : db.BulkChanges.Where(c => user.Practices.Contains(c.PracticeId));
}

/// <summary>Reads the records that a bulk change is about, those that were merged too.</summary>
internal static class BulkPeopleRead
{
    public static IQueryable<Patient> Of(Db db, PracticeId practice, IReadOnlyList<PatientId> ids, BulkField field)
    {
        var people = db.Patients.IgnoreQueryFilters().Where(p => p.PracticeId == practice && EF.Parameter(ids).Contains(p.Id));
        return field.Own is { } own ? people.Include(p => p.FieldValues.Where(v => v.FieldId == own)) : people;
    }

    /// <summary>In whole milliseconds: PostgreSQL keeps no more than six digits, and what was written is told by its text.</summary>
    public static DateTimeOffset Now(TimeProvider clock) => DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
}
