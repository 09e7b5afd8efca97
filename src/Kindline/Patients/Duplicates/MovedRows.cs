using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Patients.Duplicates;

/// <summary>Rows of one table that a merge moves as they are, noted so that each returns when it is taken back.</summary>
internal static class MovedRows
{
    /// <summary>Notes those of who is gone; the caller moves them.</summary>
    /// <param name="db">In the transaction of the merge.</param>
    /// <param name="merge">Whose rows they are from now on.</param>
    /// <param name="table">Where they stand.</param>
    /// <param name="ids">Of the rows.</param>
    public static void Note(Db db, PatientMerge merge, string table, IEnumerable<Guid> ids) =>
        db.AddRange(ids.Select(id => new MovedRow { MergeId = merge.Id, Table = table, RowId = id }));

    /// <summary>Which rows of a table a merge has moved.</summary>
    public static Task<List<Guid>> OfAsync(Db db, PatientMerge merge, string table, CancellationToken ct) =>
        db.Set<MovedRow>().Where(r => r.MergeId == merge.Id && r.Table == table).Select(r => r.RowId).ToListAsync(ct);
}
