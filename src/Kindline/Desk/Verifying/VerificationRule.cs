using Kindline.Foundation;
using Kindline.Interactions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kindline.Desk;

/// <summary>
/// What a practice asks of who speaks before anything is told (45 CFR 164.514(h) leaves the way to it), and what that one has earned then.
/// The date of birth is always asked for.
/// </summary>
public sealed class VerificationRule
{
    public PracticeId PracticeId { get; set; }

    /// <summary>Who speaks.</summary>
    public CallerType Speaker { get; set; }

    /// <summary>How many identifiers, the date of birth among them: 2 or 3.</summary>
    public int Needed { get; set; } = 2;

    /// <summary>Which count beside the date of birth, with commas between: name, mrn, zip, phone.</summary>
    public string Counts { get; set; } = string.Join(',', Identifiers);

    /// <summary>For an office, a payer and others; a patient has all of them, and of a relative the record says.</summary>
    public CallerRights Rights { get; set; }

    /// <summary>What may be asked for beside the date of birth.</summary>
    internal static readonly IReadOnlyList<string> Identifiers = ["name", "mrn", "zip", "phone"];

    /// <summary>Who can be asked at all; nobody is unknown any more once they said who they are.</summary>
    internal static readonly IReadOnlyList<CallerType> Speakers =
        [CallerType.Patient, CallerType.Relative, CallerType.Provider, CallerType.Payer, CallerType.Pharmacy, CallerType.Other];

    /// <summary>Whether its rights are the practice's to set.</summary>
    internal bool HasOwnRights => Speaker is not (CallerType.Patient or CallerType.Relative);

    internal bool Takes(string identifier) => Counts.Split(',').Contains(identifier);

    /// <summary>
    /// What holds where a practice has set nothing: for treatment a provider's office and a pharmacy may be told (45 CFR 164.506(c)(2)), a payer
    /// of what concerns payment ((c)(3)), and others nothing.
    /// </summary>
    internal static VerificationRule Usual(PracticeId practice, CallerType speaker) => new()
    {
        PracticeId = practice,
        Speaker = speaker,
        Rights = speaker switch
        {
            CallerType.Patient => CallerRights.All,
            CallerType.Provider or CallerType.Pharmacy => CallerRights.Hear,
            CallerType.Payer => CallerRights.Bill,
            _ => CallerRights.None,
        },
    };
}

internal sealed class VerificationRuleMapping : IEntityTypeConfiguration<VerificationRule>
{
    public void Configure(EntityTypeBuilder<VerificationRule> builder)
    {
        builder.ToTable("VerificationRules").HasKey(r => new { r.PracticeId, r.Speaker });
        builder.Property(r => r.Counts).HasMaxLength(40);
    }
}

internal static class VerificationTables
{
    extension(Db db)
    {
        public DbSet<VerificationRule> VerificationRules => db.Set<VerificationRule>();

        /// <summary>The rule of a practice for who speaks, its own or the usual one.</summary>
        public async Task<VerificationRule> VerificationRuleAsync(PracticeId practice, CallerType speaker, CancellationToken ct) =>
            await db.VerificationRules.AsNoTracking().SingleOrDefaultAsync(r => r.PracticeId == practice && r.Speaker == speaker, ct)
            ?? VerificationRule.Usual(practice, speaker);

        /// <summary>One for each who can speak.</summary>
        public async Task<IReadOnlyList<VerificationRule>> VerificationRulesAsync(PracticeId practice, CancellationToken ct)
        {
            var own = await db.VerificationRules.AsNoTracking().Where(r => r.PracticeId == practice).ToListAsync(ct);
            return [.. VerificationRule.Speakers.Select(s => own.Find(r => r.Speaker == s) ?? VerificationRule.Usual(practice, s))];
        }
    }
}
