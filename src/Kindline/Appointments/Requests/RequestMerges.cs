using Kindline.Foundation;
using Kindline.Patients.Duplicates;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Appointments.Requests;

/// <summary>Requests follow a merge of their patient, handled ones too.</summary>
internal sealed class RequestMerges : IHoldsPatients
{
    private const string Table = "AppointmentRequests";

    public IReadOnlyCollection<Type> Holds => [typeof(AppointmentRequest)];

    public Task<PatientFacts> TellAsync(Db db, PatientId patient, PatientFacts facts, CancellationToken ct) => Task.FromResult(facts);

    public Task<string?> WhyNotNowAsync(Db db, PatientId gone, PatientId survivor, CancellationToken ct) => Task.FromResult<string?>(null);

    public async Task MoveAsync(Db db, PatientMerge merge, CancellationToken ct)
    {
        var ids = await db.AppointmentRequests.Where(r => r.PatientId == merge.GoneId).Select(r => r.Id).ToListAsync(ct);
        MovedRows.Note(db, merge, Table, ids.Select(id => id.Value));
        await db.AppointmentRequests.Where(r => r.PatientId == merge.GoneId).ExecuteUpdateAsync(r => r.SetProperty(x => x.PatientId, merge.SurvivorId), ct);
    }

    public async Task MoveBackAsync(Db db, PatientMerge merge, CancellationToken ct)
    {
        var ids = (await MovedRows.OfAsync(db, merge, Table, ct)).ConvertAll(id => new RequestId(id));
        await db.AppointmentRequests.Where(r => EF.Parameter(ids).Contains(r.Id) && r.PatientId == merge.SurvivorId)
            .ExecuteUpdateAsync(r => r.SetProperty(x => x.PatientId, merge.GoneId), ct);
    }
}
