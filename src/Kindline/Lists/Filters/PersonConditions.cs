using System.Linq.Expressions;
using Kindline.Foundation;
using Kindline.Patients;

#pragma warning disable CA1304, CA1311, CA1862 // Said to the database, which compares and lowers by rules of its own.

namespace Kindline.Lists.Filters;

/// <summary>Conditions on what stands in the record.</summary>
internal static class PersonConditions
{
    private const string Person = "Person";
    private const string Reach = "How to reach them";
    private const string Money = "Insurance and money";
    private const string Record = "Record";

    public static readonly IReadOnlyList<ConditionKind> All =
    [
        Kinds.Named<PatientStatus>("status", Person, "Status", _ => p => p.Status),
        Kinds.Named<PatientKind>("kind", Person, "Kind", _ => p => p.Kind),
        Kinds.Flag("vip", Person, "VIP", _ => p => p.Vip),
        new("age", Person, "Age", ValueShape.Number, [Verb.Between, Verb.Unknown], Age),
        new("bornOn", Person, "Date of birth", ValueShape.Day, [Verb.Between, Verb.Known, Verb.Unknown], Born),
        Kinds.Words("language", Person, "Language", p => p.Language),
        Kinds.Words("city", Person, "City", p => p.City),
        Kinds.Words("state", Person, "State", p => p.State),
        new("zip", Person, "ZIP code", ValueShape.Words, [Verb.Any, Verb.None, Verb.Known, Verb.Unknown], Zip),
        Kinds.Flag("cameOfAge", Person, "Came of age, with a proxy of their childhood in the record", CameOfAge),
        Kinds.Flag("mobile", Reach, "Has a mobile number", _ => p => p.Phones.Any(n => n.Type == LineType.Mobile)),
        Kinds.Flag("phone", Reach, "Has a telephone number", _ => p => p.Phones.Any()),
        Kinds.Flag("email", Reach, "Has an e-mail address", _ => p => p.Email != null && p.Email != ""),
        Kinds.Named<PortalState>("portal", Reach, "Portal", _ => p => p.Portal),
        Kinds.Flag("doNotCall", Reach, "Asked not to be called", _ => p => p.DoNotCallSince != null),
        new("wishes", Reach, "Wishes", ValueShape.Choice, [Verb.Any, Verb.None], Wishes)
        {
            Choices = ["neverAtWork", "noVoicemail", "noTexts", "noEmail", "noMail"],
        },
        Kinds.Flag("death", Reach, "Was reported to have died", _ => p => p.Status == PatientStatus.Deceased || p.DeathReportedAt != null),
        new("payer", Money, "Payer", ValueShape.Words, Kinds.WordVerbs, CoverageConditions.Payer),
        Kinds.Words("plan", Money, "Plan", p => p.Plan),
        Kinds.Money("balance", Money, "Balance", p => p.BalanceCents),
        Kinds.Words("source", Record, "Source", p => p.Source),
        Kinds.Words("referredBy", Record, "Referred by", p => p.ReferredBy),
        new("alert", Record, "Alert", ValueShape.Words, [Verb.Contains, Verb.Known, Verb.Unknown], Alert),
        Kinds.Chosen<ImportId?>("import", Record, "Came with the import", _ => p => p.ImportId, static id => new ImportId(Guid.Parse(id))),
        Kinds.Flag("duplicate", Record, "May be registered twice", Duplicate),
        Kinds.Last("asOf", Record, "Record last confirmed", p => p.AsOf),
    ];

    private static Expression<Func<Patient, bool>> Age(Condition c, ListMoment moment)
    {
        var (youngest, oldest) = (c.From is null ? 0 : int.Parse(c.From, null), c.To is null ? 200 : int.Parse(c.To, null));
        var (last, first) = (Kinds.BornFor(youngest, moment.Today), Kinds.BornFor(oldest + 1, moment.Today));
        return c.Is is Verb.Between ? p => p.BornOn != null && p.BornOn <= last && p.BornOn > first : p => p.BornOn == null;
    }

    private static Expression<Func<Patient, bool>> Born(Condition c, ListMoment moment)
    {
        var (first, last) = (c.From is null ? DateOnly.MinValue : Kinds.Day(c.From), c.To is null ? DateOnly.MaxValue : Kinds.Day(c.To));
        return c.Is is Verb.Between ? p => p.BornOn >= first && p.BornOn <= last : Kinds.Signed(c, p => p.BornOn != null);
    }

    /// <summary>By its beginning: 787 is all of central Austin.</summary>
    private static Expression<Func<Patient, bool>> Zip(Condition c, ListMoment moment)
    {
        if (c.Is is Verb.Known or Verb.Unknown)
        {
            return Kinds.Signed(c, p => p.Zip != null && p.Zip != "");
        }
        var any = (c.Values ?? []).Select(v => v.Trim()).Select(start => (Expression<Func<Patient, bool>>)(p => p.Zip != null && p.Zip.StartsWith(start))).Aggregate(Predicates.Or);
        return Kinds.Signed(c, any);
    }

    private static Expression<Func<Patient, bool>> Wishes(Condition c, ListMoment moment) =>
        Kinds.Signed(c, (c.Values ?? []).Select(Wish).Aggregate(Predicates.Or));

    private static Expression<Func<Patient, bool>> Wish(string wish) => wish switch
    {
        "neverAtWork" => p => p.NeverAtWork,
        "noVoicemail" => p => p.NoVoicemail,
        "noTexts" => p => p.NoTexts,
        "noEmail" => p => p.NoEmail,
        _ => p => p.NoMail,
    };

    private static Expression<Func<Patient, bool>> Alert(Condition c, ListMoment moment)
    {
        if (c.Is is not Verb.Contains)
        {
            return Kinds.Signed(c, p => p.Alerts.Any());
        }
        return (c.Values ?? []).Select(v => v.Trim().ToLowerInvariant())
            .Select(word => (Expression<Func<Patient, bool>>)(p => p.Alerts.Any(a => a.Text.ToLower().Contains(word)))).Aggregate(Predicates.Or);
    }

    private static Expression<Func<Patient, bool>> Duplicate(ListMoment moment)
    {
        var pairs = moment.Pairs;
        return p => pairs.Any(x => x.OneId == p.Id) || pairs.Any(x => x.OtherId == p.Id);
    }

    /// <summary>By the age of the person's own state (<see cref="Compliance.AgeOfMajority"/>); the rights that such proxies had have ended with it.</summary>
    private static Expression<Func<Patient, bool>> CameOfAge(ListMoment moment)
    {
        var usual = moment.Majority.In(null, moment.Today);
        var others = UsState.All.Select(s => (State: s, Age: moment.Majority.In(s, moment.Today))).Where(s => s.Age != usual).ToLookup(s => s.Age, s => s.State);
        var elsewhere = others.SelectMany(states => states).ToList();
        var born = Kinds.BornFor(usual, moment.Today);
        Expression<Func<Patient, bool>> grown = p => p.BornOn <= born && (p.State == null || !elsewhere.Contains(p.State));
        foreach (var states in others)
        {
            var (there, bornThere) = (states.ToList(), Kinds.BornFor(states.Key, moment.Today));
            grown = Predicates.Or(grown, p => p.BornOn <= bornThere && p.State != null && there.Contains(p.State));
        }
        return Predicates.And(p => p.Proxies.Any(x => x.EndsAtMajority), grown);
    }
}
