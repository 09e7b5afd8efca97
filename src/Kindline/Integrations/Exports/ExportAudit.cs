using System.Globalization;
using Kindline.Audit;
using Kindline.Integrations.Exports.Tables;

namespace Kindline.Integrations.Exports;

/// <summary>The audit trail of a practice: what was done with its people, its calls and whatever else is its own, by whomever.</summary>
internal static class ExportAudit
{
    public const string Path = "audit.csv";

    /// <summary>Each column with what it means.</summary>
    public static readonly IReadOnlyList<(string Name, string Meaning)> Columns =
    [
        ("seq", "number in the centre's trail; those between are of other practices"),
        ("at", "when (time, UTC)"),
        ("actorId", "id in users.csv; empty for the program itself"),
        ("actorRole", "the role that they had"),
        ("code", "what was done"),
        ("action", "C created, R read, U updated, D deleted, E executed"),
        ("objectType", "kind of what it was done with"),
        ("objectId", "id of what it was done with, in that kind's file"),
        ("patientId", "id in patients.csv of the person whose data it was"),
        ("fields", "which fields, or how many; never values"),
        ("reason", "why, where one was asked for"),
        ("outcome", "0 success, 4 minor failure, 8 serious failure, 12 major failure"),
    ];

    /// <summary>Whether a row is of this practice: of a person of it, of something of it, of a number of it, or of the practice itself.</summary>
    public static bool IsOf(ExportRun run, IReadOnlySet<string> numbers, AuditRow row) =>
        row.PatientId is { } patient ? run.Owns(patient)
        : row.ObjectId is { } id && (Guid.TryParse(id, out var guid) ? run.Owns(guid) : numbers.Contains(id));

    public static IEnumerable<string> Cells(AuditRow row) =>
    [
        row.Seq.ToString(CultureInfo.InvariantCulture), ExportColumn.Text(row.At), ExportColumn.Text(row.ActorId), row.ActorRole, row.Code, row.Action.ToString(), row.ObjectType ?? "",
        row.ObjectId ?? "", ExportColumn.Text(row.PatientId), string.Join(", ", row.Fields), row.Reason ?? "", row.Outcome.ToString(CultureInfo.InvariantCulture),
    ];
}
