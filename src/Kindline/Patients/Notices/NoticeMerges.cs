using Kindline.Foundation;
using Kindline.Patients.Duplicates;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Patients.Notices;

/// <summary>Notices follow a merge of their patient, told ones too.</summary>
internal sealed class NoticeMerges : IHoldsPatients
{
    private const string Table = "ContactNotices";

    public IReadOnlyCollection<Type> Holds => [typeof(ContactNotice)];

    public Task<PatientFacts> TellAsync(Db db, PatientId patient, PatientFacts facts, CancellationToken ct) => Task.FromResult(facts);

    public Task<string?> WhyNotNowAsync(Db db, PatientId gone, PatientId survivor, CancellationToken ct) => Task.FromResult<string?>(null);

    public async Task MoveAsync(Db db, PatientMerge merge, CancellationToken ct)
    {
        var ids = await db.ContactNotices.Where(n => n.PatientId == merge.GoneId).Select(n => n.Id).ToListAsync(ct);
        MovedRows.Note(db, merge, Table, ids.Select(id => id.Value));
        await db.ContactNotices.Where(n => n.PatientId == merge.GoneId).ExecuteUpdateAsync(n => n.SetProperty(x => x.PatientId, merge.SurvivorId), ct);
    }

    public async Task MoveBackAsync(Db db, PatientMerge merge, CancellationToken ct)
    {
        var ids = (await MovedRows.OfAsync(db, merge, Table, ct)).ConvertAll(id => new NoticeId(id));
        await db.ContactNotices.Where(n => EF.Parameter(ids).Contains(n.Id) && n.PatientId == merge.SurvivorId)
            .ExecuteUpdateAsync(n => n.SetProperty(x => x.PatientId, merge.GoneId), ct);
    }
}
