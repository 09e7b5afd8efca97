using Kindline.Audit;
using Kindline.Foundation;

namespace Kindline.Integrations.Imports;

internal enum ImportTask
{
    Check,
    Run,
    TakeBack,

    /// <summary>Of the watched folder: taken in where the check finds little to reject, else left for a person.</summary>
    CheckAndRun,
}

/// <summary>Long work on one file.</summary>
/// <param name="Import">Which.</param>
/// <param name="Task">What is to be done.</param>
/// <param name="By">Who asked for it; the system where it goes on after a restart.</param>
internal sealed record ImportJob(ImportId Import, ImportTask Task, AuditActor By);

/// <summary>How far a job has come.</summary>
internal sealed record ImportActivity(ImportTask Task, bool Waiting, int Added, int Changed, int Same, int Rejected)
{
    public int RowsRead => Added + Changed + Same + Rejected;
}
