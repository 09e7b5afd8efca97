using Kindline.Identity;

namespace Kindline.Desk;

/// <summary>What of a card is not for everybody who may open it (compliance 1.3).</summary>
/// <param name="Balance">What the person owes.</param>
/// <param name="Chart">Medicines and notes of the EMR.</param>
internal readonly record struct CardSight(bool Balance, bool Chart)
{
    /// <summary>Without a call: whoever may see balances in calls of their own alone sees none.</summary>
    public static CardSight Of(SignedInUser user) => new(
        user.Can(Permission.PatientsBalance) && user.ScopeOf(Permission.PatientsBalance) is not Scope.Own, user.Can(Permission.PatientsChart));
}
