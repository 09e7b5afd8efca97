using Kindline.Voice.Sip.Guard;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kindline.Telephony;

/// <summary>From where SIP is heard: one row for the centre; without it everybody is.</summary>
public sealed class SipAccess
{
    public const int TheOne = 1;
    public const int LongestList = 4000;

    public int Id { get; set; } = TheOne;

    /// <summary>Networks that are never heard, parted by blanks or commas.</summary>
    public string Denied { get; set; } = "";

    /// <summary>Where not empty, the only networks that are heard.</summary>
    public string AllowedOnly { get; set; } = "";

    public AccessLists ToLists()
    {
        AccessLists.Parse(Denied, out var denied);
        AccessLists.Parse(AllowedOnly, out var allowed);
        return new AccessLists(denied, allowed);
    }
}

internal sealed class SipAccessMapping : IEntityTypeConfiguration<SipAccess>
{
    public void Configure(EntityTypeBuilder<SipAccess> builder)
    {
        builder.ToTable("SipAccess").HasKey(a => a.Id);
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Denied).HasMaxLength(SipAccess.LongestList);
        builder.Property(a => a.AllowedOnly).HasMaxLength(SipAccess.LongestList);
    }
}
