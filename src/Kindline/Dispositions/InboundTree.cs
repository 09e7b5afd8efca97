namespace Kindline.Dispositions;

/// <summary>
/// The inbound tree as the centre's own document prints it, one row a leaf with its requirement number. Where the document has
/// a blank, the label is its likely meaning; two sources it leaves blank without any hint are "unknown" by who is told of them.
/// </summary>
internal static class InboundTree
{
    private const string TellAccounts = "Notify account management team";
    private const string TellMarketing = "Notify marketing team";
    private const string Reactivate = "Move to reactivation team";

    public static readonly IReadOnlyList<Leaf> Leaves =
    [
        new("R216", "Appointed", "New patient", "Fax", TellAccounts),
        new("R217", "Appointed", "New patient", "Referral website", TellAccounts),
        new("R218", "Appointed", "New patient", "E-mail", TellAccounts),
        new("R219", "Appointed", "New patient", "Unknown source (referral)", TellAccounts),
        new("R220", "Appointed", "New patient", "Provider office call", TellAccounts),
        new("R221", "Appointed", "New patient", "Website or Google", TellMarketing),
        new("R222", "Appointed", "New patient", "Facebook", TellMarketing),
        new("R223", "Appointed", "New patient", "Patient referral", TellMarketing),
        new("R224", "Appointed", "New patient", "Unknown source (marketing)", TellMarketing),
        new("R225", "Appointed", "Follow-up", null, null),
        new("R225", "Appointed", "Existing patient", null, null),
        new("R226", "Cancelled", "Patient rescheduled", null, null),
        new("R227", "Cancelled", "No reason given", null, Reactivate),
        new("R228", "Cancelled", "Called to cancel", null, Reactivate),
        new("R229", "Confirmed", "Pt called to confirm", null, null),
        new("R230", "Transfer", "Language barrier", null, "Transfer to Spanish agents"),
        new("R231", "Transfer", "Clinical question", null, "Send e-mail to the practice's technicians"),
        new("R232", "Transfer", "Requested transfer", null, null),
        new("R233", "Transfer", "Medical records", null, "Notify the medical records list"),
        new("R234", "Other", "Pt complaint", null, "Notify the complaint owner"),
        new("R235", "Other", "Other", null, "Case by case"),
        new("R236", "Other", "Wrong number", null, null),
    ];

    /// <summary>One leaf; the key follows from its labels: "inbound.appointed.new-patient.fax".</summary>
    public sealed record Leaf(string Requirement, string Outcome, string Reason, string? Source, string? NextStep)
    {
        public string Key => DispositionKey.Of("inbound", Outcome, Reason, Source);
    }
}
