using System.Globalization;
using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kindline.Patients;

/// <summary>A fact that a practice keeps of its patients beside the usual ones, with a name and a kind of its own.</summary>
public sealed class PatientField
{
    public const int LongestText = 400;

    public PatientFieldId Id { get; set; }
    public PracticeId PracticeId { get; set; }
    public string Label { get; set; } = "";
    public FieldKind Kind { get; set; }

    /// <summary>What may be chosen, in order; of <see cref="FieldKind.Choice"/> alone.</summary>
    public List<string> Choices { get; set; } = [];

    /// <summary>Where it stands among the others.</summary>
    public int Position { get; set; }

    /// <summary>From then on it is shown where it has a value, and asked for no more.</summary>
    public DateTimeOffset? RetiredAt { get; set; }

    /// <summary>As it is kept: "12.5", "2027-03-14", "yes"; null where it does not fit the kind.</summary>
    public string? Plain(string text)
    {
        const NumberStyles Number = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        return Kind switch
        {
            FieldKind.Number => decimal.TryParse(text, Number, CultureInfo.InvariantCulture, out var number) ? number.ToString(CultureInfo.InvariantCulture) : null,
            FieldKind.Date => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? text : null,
            FieldKind.YesNo => text is "yes" or "no" ? text : null,
            FieldKind.Choice => Choices.Contains(text) ? text : null,
            _ => text.Length <= LongestText && !text.Any(char.IsControl) ? text : null,
        };
    }

    /// <summary>What <see cref="Plain"/> takes, for whoever typed something else.</summary>
    public string Expects() => Kind switch
    {
        FieldKind.Number => "must be a number, such as 12.5",
        FieldKind.Date => "must be a day, such as 2027-03-14",
        FieldKind.YesNo => "must be yes or no",
        FieldKind.Choice => $"must be one of: {string.Join(", ", Choices)}",
        _ => $"must have {LongestText} characters at most, on one line",
    };
}

public enum FieldKind
{
    Text,
    Number,
    Date,
    YesNo,
    Choice,
}

/// <summary>What is known of one patient for one field.</summary>
public sealed class PatientFieldValue
{
    public long Id { get; set; }
    public PatientId PatientId { get; set; }
    public PatientFieldId FieldId { get; set; }
    public string Value { get; set; } = "";
}

internal sealed class PatientFieldMapping : IEntityTypeConfiguration<PatientField>, IEntityTypeConfiguration<PatientFieldValue>
{
    public void Configure(EntityTypeBuilder<PatientField> builder)
    {
        builder.ToTable("PatientFields").HasKey(f => f.Id);
        builder.Property(f => f.Label).HasMaxLength(60);
        builder.HasIndex(f => f.PracticeId);
    }

    public void Configure(EntityTypeBuilder<PatientFieldValue> builder)
    {
        builder.ToTable("PatientFieldValues").HasKey(v => v.Id);
        builder.Property(v => v.Value).HasMaxLength(PatientField.LongestText);
        builder.HasIndex(v => new { v.PatientId, v.FieldId }).IsUnique();
        builder.HasIndex(v => new { v.FieldId, v.Value });
        builder.HasOne<PatientField>().WithMany().HasForeignKey(v => v.FieldId);
    }
}

internal static class PatientFieldTables
{
    extension(Db db)
    {
        public DbSet<PatientField> PatientFields => db.Set<PatientField>();

        /// <summary>Those that a practice still asks for.</summary>
        public IQueryable<PatientField> FieldsInUse(PracticeId practice) => db.PatientFields.AsNoTracking().Where(f => f.PracticeId == practice && f.RetiredAt == null);
    }
}
