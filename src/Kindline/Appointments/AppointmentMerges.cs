using Kindline.Foundation;
using Kindline.Patients.Duplicates;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Appointments;

/// <summary>Visits follow a merge of their patient, past ones too.</summary>
internal sealed class AppointmentMerges(TimeProvider clock) : IHoldsPatients
{
    private const string Table = "Appointments";

    public IReadOnlyCollection<Type> Holds => [typeof(Appointment)];

    public async Task<PatientFacts> TellAsync(Db db, PatientId patient, PatientFacts facts, CancellationToken ct)
    {
        var (of, now) = (db.Appointments.Where(a => a.PatientId == patient), clock.GetUtcNow());
        return facts with
        {
            Visits = await of.CountAsync(ct),
            NextVisitAt = await of.Where(a => a.StartsAt > now && a.State == AppointmentState.Booked).OrderBy(a => a.StartsAt)
                .Select(a => (DateTimeOffset?)a.StartsAt).FirstOrDefaultAsync(ct),
        };
    }

    public Task<string?> WhyNotNowAsync(Db db, PatientId gone, PatientId survivor, CancellationToken ct) => Task.FromResult<string?>(null);

    public async Task MoveAsync(Db db, PatientMerge merge, CancellationToken ct)
    {
        var ids = await db.Appointments.Where(a => a.PatientId == merge.GoneId).Select(a => a.Id).ToListAsync(ct);
        MovedRows.Note(db, merge, Table, ids.Select(id => id.Value));
        await db.Appointments.Where(a => a.PatientId == merge.GoneId).ExecuteUpdateAsync(a => a.SetProperty(x => x.PatientId, merge.SurvivorId), ct);
    }

    public async Task MoveBackAsync(Db db, PatientMerge merge, CancellationToken ct)
    {
        var ids = (await MovedRows.OfAsync(db, merge, Table, ct)).ConvertAll(id => new AppointmentId(id));
        await db.Appointments.Where(a => EF.Parameter(ids).Contains(a.Id) && a.PatientId == merge.SurvivorId)
            .ExecuteUpdateAsync(a => a.SetProperty(x => x.PatientId, merge.GoneId), ct);
    }
}
