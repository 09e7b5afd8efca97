using Kindline.Foundation;
using Kindline.Knowledge;

namespace Kindline.Demo;

/// <summary>Six invented cards of the demo practice.</summary>
internal static class DemoKnowledge
{
    public static IEnumerable<KnowledgeCard> Cards(PracticeId practice, Guid owner, DateTimeOffset now) => Texts.Select(text => new KnowledgeCard
    {
        Id = new CardId(Guid.CreateVersion7(now)),
        PracticeId = practice,
        Title = text.Title,
        Body = text.Body,
        Line = text.Line,
        Location = text.Location,
        OwnerId = owner,
        ExpiresOn = text.ForDays is { } days ? DateOnly.FromDateTime(now.UtcDateTime).AddDays(days) : null,
        ChangedAt = now,
        ChangedBy = owner,
    });

    private static readonly (string Title, string Body, string? Line, string? Location, int? ForDays)[] Texts =
    [
        ("Parking", "Free for patients in the **garage on Harbor Street**, levels 1 and 2.\n\n- Bring the ticket to the front desk, it is stamped there.\n- Two places for wheelchair vans beside the entrance.", null, "Harbor Street", 90),
        ("Fax number", "Records and referrals: **(512) 555-0199**.\n\nPut the patient's date of birth on the cover page. A fax is filed by the next working day.", null, null, null),
        ("Directions", "**1200 Harbor Street, second floor.** The elevator is left of the pharmacy.\n\nBus 7 stops at Harbor and 12th, one block away.", null, "Harbor Street", null),
        ("Preparing for a dilated eye exam", "1. Bring glasses, contact lens boxes and the list of medicines.\n2. Take out contact lenses **24 hours** before.\n3. Do not drive for about **four hours** after: bring somebody along.\n\nEating and drinking are fine.", "+15125550100", null, 180),
        ("Opening hours", "The lines are open at any hour. The office sees patients **Monday to Friday, 8:00 to 17:00**, and on the first Saturday of the month until noon.", null, null, 60),
        ("Where referrals go", "By fax to (512) 555-0199, or by post to Bayview Eye, Referrals, 1200 Harbor Street, Suite 210.\n\nOffices get a call back within **one working day**; retina referrals are called the same day.", null, null, null),
    ];
}
