using Kindline.Foundation;

namespace Kindline.Practices.Contacts;

/// <summary>An organisation as agents read it in a call.</summary>
/// <param name="Acceptances">Of a payer: all answers, past and to come.</param>
/// <param name="OpenIssues">How many are not closed; of referral partners alone.</param>
internal sealed record OrganisationView(
    OrganisationId Id, PracticeId Practice, OrganisationKind Kind, string Name, string? Phone, string? Fax, string? Email, string? Address, string? WebLink,
    string? PortalLink, string? Aliases, string? Note, IReadOnlyList<OrganisationPersonView> People, IReadOnlyList<AcceptanceView> Acceptances,
    int OpenIssues, bool Retired, DateTimeOffset ChangedAt)
{
    /// <param name="row">With its people and answers.</param>
    /// <param name="today">By the practice's own calendar.</param>
    public static OrganisationView Of(Organisation row, int openIssues, DateOnly today) => new(
        row.Id, row.PracticeId, row.Kind, row.Name, row.Phone, row.Fax, row.Email, row.Address, row.WebLink, row.PortalLink, row.Aliases, row.Note,
        [.. row.People.OrderByDescending(p => p.Decides).ThenBy(p => p.Id).Select(p => new OrganisationPersonView(p.Id, p.Name, p.Role, p.Phone, p.Email, p.Decides))],
        [.. row.Acceptances.OrderBy(a => a.Id).Select(a => new AcceptanceView(a.ProviderId, a.LocationId, a.Answer, a.Plans, a.FromOn, a.UntilOn, a.HoldsOn(today)))],
        openIssues, row.RetiredAt is not null, row.ChangedAt);
}

internal sealed record OrganisationPersonView(long Id, string Name, string? Role, string? Phone, string? Email, bool Decides);

/// <param name="Provider">Null for all.</param>
/// <param name="Location">Null for all.</param>
/// <param name="Holds">Whether it holds today.</param>
internal sealed record AcceptanceView(
    ProviderId? Provider, LocationId? Location, Acceptance Answer, string? Plans, DateOnly? FromOn, DateOnly? UntilOn, bool Holds);

/// <summary>An organisation with what was talked about.</summary>
/// <param name="Today">By the practice's own calendar.</param>
/// <param name="Meetings">The latest first.</param>
/// <param name="Issues">The open ones first, then the latest closed.</param>
internal sealed record OrganisationDetail(DateOnly Today, OrganisationView Organisation, IReadOnlyList<MeetingView> Meetings, IReadOnlyList<IssueView> Issues)
{
    /// <param name="row">With all that belongs to it.</param>
    public static OrganisationDetail Of(Organisation row, DateOnly today) => new(
        today, OrganisationView.Of(row, row.Issues.Count(i => i.ClosedOn is null), today),
        [.. row.Meetings.OrderByDescending(m => m.On).ThenByDescending(m => m.Id.Value)
            .Select(m => new MeetingView(m.Id, m.On, m.With, m.By, m.Agreed, m.NextStep, m.NextOn))],
        [.. row.Issues.OrderBy(i => i.ClosedOn is not null).ThenByDescending(i => i.ClosedOn ?? i.Since).ThenBy(i => i.Id.Value)
            .Select(i => new IssueView(i.Id, i.Text, i.Since, i.ClosedOn))]);
}

internal sealed record MeetingView(MeetingId Id, DateOnly On, string With, string By, string? Agreed, string? NextStep, DateOnly? NextOn);

internal sealed record IssueView(IssueId Id, string Text, DateOnly Since, DateOnly? ClosedOn);
