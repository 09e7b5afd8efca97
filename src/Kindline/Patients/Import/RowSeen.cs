using Kindline.Foundation;

namespace Kindline.Patients.Import;

/// <summary>What a row does, or would do.</summary>
internal enum RowKind
{
    Added,
    Changed,

    /// <summary>It says nothing new.</summary>
    Same,
    Rejected,
}

/// <summary>A row of a file and what became of it.</summary>
/// <param name="Line">Of the file, counted from 1.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Person">What it says; null where it cannot be read.</param>
/// <param name="Known">Whom it is about, where the practice knows them.</param>
/// <param name="Change">What it changes in them; null where it is not about them.</param>
/// <param name="Why">Why it is rejected, or what is left out of it.</param>
internal sealed record RowSeen(long Line, RowKind Kind, PersonLine? Person, PatientId? Known, PersonChange? Change, string? Why);
