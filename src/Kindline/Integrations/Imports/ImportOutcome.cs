using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Patients.Import;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Integrations.Imports;

/// <summary>What came of asking for something to be done with an import.</summary>
internal abstract record ImportOutcome
{
    private ImportOutcome()
    {
    }

    public sealed record Accepted : ImportOutcome;

    /// <summary>There is none, or it is of a practice that is none of this person's.</summary>
    public sealed record NotFound : ImportOutcome;

    /// <summary>It is not in the state for it.</summary>
    public sealed record Refused(string Why) : ImportOutcome;

    public sealed record Invalid(string Field, string Why) : ImportOutcome;
}

internal static class ImportsOfUser
{
    extension(Db db)
    {
        /// <summary>The imports of this person's practices.</summary>
        public IQueryable<PatientImport> ImportsOf(SignedInUser user) => db.Set<PatientImport>().AsNoTracking().Where(i => user.Practices.Contains(i.PracticeId));

        public Task<PatientImport?> FindImportAsync(ImportId id, SignedInUser user, CancellationToken ct) => db.ImportsOf(user).SingleOrDefaultAsync(i => i.Id == id, ct);
    }
}
