using Kindline.Compliance;
using Kindline.Foundation;
using Kindline.Patients.Notices;

namespace Kindline.Patients;

/// <summary>A patient's record as a page shows it and sends it back (<see cref="RecordInput"/>).</summary>
/// <param name="WhyNoCall">Why nobody may call, in words; null where they may.</param>
/// <param name="Partner">The referral partner that sent them, where it is known as one.</param>
/// <param name="Death">Where a death was reported.</param>
/// <param name="ReleasesHeldUntil">No records leave until then; null where they may.</param>
/// <param name="AsOf">As of when this is known (R116); null where that was not kept.</param>
/// <param name="AsOfSource">"import", or who typed it.</param>
/// <param name="CoverageEnded">Whether the last day of the first coverage has passed.</param>
/// <param name="Coverages">Those behind the first, in their order.</param>
internal sealed record RecordView(
    int Version, string FirstName, string LastName, string? Email, string? Street, string? City, string? State, string? Zip, IReadOnlyList<RecordPhoneView> Phones,
    PatientStatus Status, DateTimeOffset? DoNotCallSince, string? WhyNoCall, DeathView? Death, WishesView Wishes, string? Payer, string? Plan, string? MemberId,
    string? ReferredBy, ReferringPartner? Partner, string? Source, PortalState Portal, string? Remarks, IReadOnlyList<ProxyView> Proxies, IReadOnlyList<FieldView> Fields,
    DateTimeOffset? ReleasesHeldUntil, DateTimeOffset? AsOf, string? AsOfSource, bool Vip, string? GroupNumber, PolicyHolder? PolicyHolder, DateOnly? CoveredFrom,
    DateOnly? CoveredUntil, bool CoverageEnded, IReadOnlyList<CoverageRow> Coverages)
{
    /// <summary>Who works on the account; null where nobody was told to.</summary>
    public AssignedView? Assigned { get; init; }

    /// <summary>How far their old contacts were told of the change for which releases are held.</summary>
    public OldContactView? OldContact { get; init; }

    /// <summary>What the EMR says; null where it says nothing, or it is not for whoever asks (compliance 1.3).</summary>
    public ChartView? Chart { get; init; }

    /// <param name="person">With phones, proxies and values.</param>
    /// <param name="partner">Who sent them.</param>
    /// <param name="fields">Those of the practice; of the retired ones only those with a value are shown.</param>
    /// <param name="now">The instant, and the day in the practice's own zone.</param>
    public static RecordView Of(Patient person, ReferringPartner? partner, IReadOnlyList<PatientField> fields, AgeOfMajority majority, (DateTimeOffset At, DateOnly Today) now)
    {
        DateOnly? comesOfAge = person.BornOn is { } born ? born.AddYears(majority.In(person.State, now.Today)) : null;
        return new RecordView(
            person.Version, person.FirstName, person.LastName, person.Email, person.Street, person.City, person.State, person.Zip,
            [.. person.Phones.OrderBy(p => p.Id).Select(p => new RecordPhoneView(p.Number, p.Type, p.IsWork, person.WhyNotCall(p)))],
            person.Status, person.DoNotCallSince, person.WhyNotCall(),
            person.DeathReportedAt is { } reported ? new DeathView(reported, person.DeathConfirmedAt) : null,
            new WishesView(person.NeverAtWork, person.NoVoicemail, person.NoTexts, person.NoEmail, person.NoMail, person.WishNote),
            person.Payer, person.Plan, person.MemberId, person.ReferredBy, partner, person.Source, person.Portal, person.Remarks,
            [.. person.Proxies.OrderBy(p => p.Id).Select(p => ProxyView.Of(p, comesOfAge, now.Today))],
            [.. Values(person, fields)], person.ReleasesHeldUntil is { } held && held > now.At ? held : null, person.AsOf, person.AsOfSource, person.Vip,
            person.GroupNumber, person.PolicyHolder, person.CoveredFrom, person.CoveredUntil, person.CoveredUntil < now.Today, CoverageRow.Of(person, now.Today));
    }

    private static IEnumerable<FieldView> Values(Patient person, IReadOnlyList<PatientField> fields) =>
        from field in fields
        let value = person.FieldValues.Find(v => v.FieldId == field.Id)?.Value
        where field.RetiredAt is null || value is not null
        orderby field.Position, field.Label
        select new FieldView(field.Id, field.Label, field.Kind, field.Choices, value);
}

internal sealed record ReferringPartner(OrganisationId Id, string Name);

/// <param name="WhyNoCall">What stands against calling this number; null where nothing does.</param>
internal sealed record RecordPhoneView(string Number, LineType Type, bool Work, string? WhyNoCall);

/// <param name="To">The agent's name.</param>
internal sealed record AssignedView(string To, DateTimeOffset At);

/// <param name="AsOf">When it last changed here.</param>
internal sealed record ChartView(IReadOnlyList<string> Medications, string? Notes, DateTimeOffset? AsOf)
{
    public static ChartView? Of(Patient person) =>
        person is { Medications: null, ChartNotes: null } ? null : new ChartView(person.Medications?.Split('\n') ?? [], person.ChartNotes, person.ChartAsOf);
}

internal sealed record DeathView(DateTimeOffset ReportedAt, DateTimeOffset? ConfirmedAt);

internal sealed record WishesView(bool NeverAtWork, bool NoVoicemail, bool NoTexts, bool NoEmail, bool NoMail, string? Note);

/// <param name="LastOn">The last day that they may; null without an end.</param>
/// <param name="Ended">That day has passed: they may nothing any more.</param>
internal sealed record ProxyView(
    long Id, string Name, Relationship Relationship, string? Phone, bool MayBook, bool MayHear, bool MayBill, bool EndsAtMajority, DateOnly? EndsOn,
    string? Note, DateOnly? LastOn, bool Ended)
{
    public static ProxyView Of(PatientProxy proxy, DateOnly? comesOfAge, DateOnly today)
    {
        var last = proxy.LastOn(comesOfAge);
        return new ProxyView(
            proxy.Id, proxy.Name, proxy.Relationship, proxy.Phone, proxy.MayBook, proxy.MayHear, proxy.MayBill, proxy.EndsAtMajority, proxy.EndsOn,
            proxy.Note, last, last < today);
    }
}

internal sealed record FieldView(PatientFieldId Id, string Label, FieldKind Kind, IReadOnlyList<string> Choices, string? Value);
