using System.Globalization;
using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Interactions;
using Kindline.Patients;
using Kindline.Patients.Duplicates;
using Kindline.Practices.Links;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Desk;

/// <summary>A link as a card offers it.</summary>
/// <param name="WhyNot">Why it cannot be opened for this person, in words; null where it can.</param>
internal sealed record CardLink(LinkId Id, string Name, LinkKind Kind, string? WhyNot);

/// <param name="Url">Names the patient: it goes to a new tab and is kept nowhere.</param>
internal sealed record OpenedLink(string Url);

/// <summary>What came of opening a link.</summary>
internal abstract record OpenLinkResult
{
    public sealed record Opened(OpenedLink Link) : OpenLinkResult;

    public sealed record NoReason : OpenLinkResult;

    /// <summary>Why not, in words.</summary>
    public sealed record Refused(string Why) : OpenLinkResult;

    public sealed record NotFound : OpenLinkResult;
}

/// <summary>
/// Fills a link into another system with what is known of a person, on the same grounds as their card: a verified caller who may be told, or a
/// reason that is kept. The trail has the link's id; the address itself is stored and logged nowhere.
/// </summary>
internal sealed class OpenLink(DbFactory databases, RecordGrounds grounds, AuditTrail trail)
{
    public const string Code = "link.opened";

    public async Task<OpenLinkResult> RunAsync(PatientId id, LinkId link, GroundInput ground, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        id = await db.LeadOnAsync(id, ct);
        var (why, refused) = await WhyAsync(id, ground, user, ct);
        if (why is null)
        {
            return refused;
        }
        var person = await db.Patients.AsNoTracking().Include(p => p.Phones).SingleAsync(p => p.Id == id, ct);
        if (await db.RecordLinks.AsNoTracking().SingleOrDefaultAsync(l => l.Id == link && l.PracticeId == person.PracticeId && l.RetiredAt == null, ct) is not { } row)
        {
            return new OpenLinkResult.NotFound();
        }
        var values = Values(person);
        if (LinkTemplate.MissingIn(row.Template, values) is { } missing)
        {
            return new OpenLinkResult.Refused(Missing(missing));
        }
        await trail.AppendAsync([new AuditEntry(Code, 'R', user.AsActor()) { ObjectType = "RecordLink", ObjectId = link.ToString(), PatientId = id, Reason = why }], ct);
        return new OpenLinkResult.Opened(new OpenedLink(LinkTemplate.Fill(row.Template, values)));
    }

    /// <summary>What a card offers of the practice's links.</summary>
    /// <param name="person">With phones.</param>
    public static async Task<IReadOnlyList<CardLink>> OfAsync(Db db, Patient person, CancellationToken ct)
    {
        var rows = await db.RecordLinks.AsNoTracking().Where(l => l.PracticeId == person.PracticeId && l.RetiredAt == null).OrderBy(l => l.Name).ThenBy(l => l.Id).ToListAsync(ct);
        var values = Values(person);
        return rows.ConvertAll(l => new CardLink(l.Id, l.Name, l.Kind, LinkTemplate.MissingIn(l.Template, values) is { } missing ? Missing(missing) : null));
    }

    /// <summary>What it is opened for; or why it is not.</summary>
    private async Task<(string? Why, OpenLinkResult Refused)> WhyAsync(PatientId id, GroundInput ground, SignedInUser user, CancellationToken ct)
    {
        if (await grounds.WhyNotReadAsync(id, ground.Call, user, ct) is { } not)
        {
            return (null, not is EditPersonOutcome.Refused refused ? new OpenLinkResult.Refused(refused.Why) : new OpenLinkResult.NotFound());
        }
        return !(await grounds.RightsAsync(ground.Call, id, user, ct)).HasFlag(CallerRights.Hear) ? (null, new OpenLinkResult.Refused("Who speaks may not be told what is on file."))
            : ground.Call is { } call ? ($"call {call}", new OpenLinkResult.NotFound())
            : (LookUpPerson.Reason(ground.Reason), new OpenLinkResult.NoReason());
    }

    private static string Missing(string what) => $"No {what} is known.";

    private static Dictionary<string, string?> Values(Patient p) => new(StringComparer.Ordinal)
    {
        ["mrn"] = p.Mrn,
        ["firstName"] = p.FirstName,
        ["lastName"] = p.LastName,
        ["bornOn"] = p.BornOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["memberId"] = p.MemberId,
        ["phone"] = p.Phones.OrderBy(n => n.Id).FirstOrDefault()?.Number,
        ["payer"] = p.Payer,
    };
}
