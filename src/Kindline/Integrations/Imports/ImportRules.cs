using Kindline.Foundation;
using Kindline.Telephony;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Integrations.Imports;

/// <summary>What holds for files however they come.</summary>
internal static class ImportRules
{
    public const int LongestFileName = 200;

    /// <summary>Why this centre takes no files; null where it does.</summary>
    public static async Task<string?> WhyNotAsync(Db db, CancellationToken ct) => await db.Trunks.AnyAsync(t => t.Name == TrunkLine.DemoName, ct)
        ? "This is a demo centre, whose people are invented; start one with KINDLINE_DEMO=0 for real ones." : null;
}
