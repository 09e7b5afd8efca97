using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Lists.Columns;
using Kindline.Lists.Filters;
using Kindline.Patients;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Lists;

/// <summary>How much of people somebody sees in lists. What is not to be seen cannot be asked for either: who is on a list would tell it.</summary>
/// <param name="Masks">Names, numbers and record numbers in part, and nothing else that says who it is.</param>
/// <param name="SeesBalance">What people owe (compliance 1.3).</param>
/// <param name="OpenTo">To whom VIPs are shown whose record they have opened; null on paper and in files, which outlive an opening: there all VIPs are hidden.</param>
internal sealed record ListReach(bool Masks, bool SeesBalance, SignedInUser? OpenTo)
{
    public static ListReach Of(SignedInUser user) => new(
        user.ScopeOf(Permission.ListsRead) is Scope.Masked,
        user.Can(Permission.PatientsBalance) && user.ScopeOf(Permission.PatientsBalance) is not Scope.Own, user);

    public static ListReach OnPaper(SignedInUser user) => Of(user) with { OpenTo = null };

    /// <summary>The columns that there are for them.</summary>
    public IReadOnlyList<ListColumn> Columns(IReadOnlyList<PatientField> fields) => ListColumns.For(fields, Masks, SeesBalance);

    /// <summary>The conditions that there are for them.</summary>
    public IReadOnlyDictionary<string, ConditionKind> Kinds(IReadOnlyList<PatientField> fields)
    {
        var hidden = Masks ? ListColumns.KeysOf(fields).Except(Columns(fields).Select(c => c.Key)).ToHashSet() : [];
        return ListFilter.KindsOf(fields).Where(k => !hidden.Contains(k.On) && (SeesBalance || !k.IsMoney)).ToDictionary(k => k.On);
    }

    /// <summary>Lists of their practices: their own, and what others share.</summary>
    public static IQueryable<PatientList> ListsOf(Db db, SignedInUser user)
    {
        var all = db.PatientLists.Where(l => l.OwnerId == user.Id || l.IsShared);
        return user.ScopeOf(Permission.ListsRead) is Scope.All ? all : all.Where(l => user.Practices.Contains(l.PracticeId));
    }

    /// <summary>Its owner changes a list; a shared one whoever may change the practice too, so that lists outlive their owners.</summary>
    public static bool MayChange(SignedInUser user, PatientList list) => list.OwnerId == user.Id || (list.IsShared && user.Can(Permission.PracticesEdit));
}
