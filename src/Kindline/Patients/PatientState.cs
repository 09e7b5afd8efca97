using Kindline.Compliance;
using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Patients;

/// <summary>Where patients live, for the law of recording.</summary>
internal sealed class PatientState(DbFactory databases) : IPatientState
{
    public async Task<string?> StateOfAsync(PatientId patient, CancellationToken ct)
    {
        await using var db = databases.Create();
        return await db.Patients.Where(p => p.Id == patient).Select(p => p.State).SingleOrDefaultAsync(ct);
    }
}
