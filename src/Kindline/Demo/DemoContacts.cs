using Kindline.Foundation;
using Kindline.Practices.Contacts;

namespace Kindline.Demo;

/// <summary>Whom the demo practice works with: invented, with numbers kept for fiction.</summary>
internal static class DemoContacts
{
    public static IEnumerable<Organisation> Of(PracticeId practice, DateTimeOffset now) =>
    [
        Make(practice, now, OrganisationKind.ReferralPartner, "Cedar Pediatrics", "+15125550171", "Screens children at school; calls before three in the afternoon",
            new OrganisationPerson { Name = "Dr. Elena Ruiz", Role = "Owner", Phone = "+15125550173", Decides = true }),
        Make(practice, now, OrganisationKind.Pharmacy, "Walnut Pharmacy", "+15125550177", "Open until nine; ask for the pharmacist by the second key"),
        Make(practice, now, OrganisationKind.Payer, "Blue Ridge Health", "+18005550130", "Provider line: the second key, then the practice's tax number"),
        Make(practice, now, OrganisationKind.Vendor, "Acme Lenses", "+15125550181", "Orders are due before noon",
            new OrganisationPerson { Name = "Noor Haddad", Role = "Account manager" }),
    ];

    private static Organisation Make(
        PracticeId practice, DateTimeOffset now, OrganisationKind kind, string name, string phone, string note, params OrganisationPerson[] people) => new()
        {
            Id = new OrganisationId(Guid.CreateVersion7(now)),
            PracticeId = practice,
            Kind = kind,
            Name = name,
            Phone = phone,
            Note = note,
            ChangedAt = now,
            People = [.. people],
        };
}
