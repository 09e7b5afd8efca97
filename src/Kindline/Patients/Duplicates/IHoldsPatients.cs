using Kindline.Foundation;

namespace Kindline.Patients.Duplicates;

/// <summary>
/// A later slice whose rows name patients: it tells what it knows of one, and its rows follow a merge and come back with its undoing. A test
/// over the model holds that every column of a patient's id is one of these, or is named with the reason why it stays.
/// </summary>
internal interface IHoldsPatients
{
    /// <summary>The entities that it moves.</summary>
    IReadOnlyCollection<Type> Holds { get; }

    /// <summary>Adds what is known of a patient to what the others know.</summary>
    Task<PatientFacts> TellAsync(Db db, PatientId patient, PatientFacts facts, CancellationToken ct);

    /// <summary>Why these two cannot be merged just now, in words for whoever wanted to; null where they can. Asked in the transaction of the merge.</summary>
    Task<string?> WhyNotNowAsync(Db db, PatientId gone, PatientId survivor, CancellationToken ct);

    /// <summary>Moves rows of who is gone to the survivor, in the transaction of the merge, and notes each as a <see cref="MovedRow"/>.</summary>
    Task MoveAsync(Db db, PatientMerge merge, CancellationToken ct);

    /// <summary>Moves the noted rows back, in the transaction of the undoing: those that the survivor still has.</summary>
    Task MoveBackAsync(Db db, PatientMerge merge, CancellationToken ct);
}

/// <summary>What is known of a patient beside the record.</summary>
internal sealed record PatientFacts(int Contacts, DateTimeOffset? LastContactAt, int Visits, DateTimeOffset? NextVisitAt)
{
    public static readonly PatientFacts Nothing = new(0, null, 0, null);
}
