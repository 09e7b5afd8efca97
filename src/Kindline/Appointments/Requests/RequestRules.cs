using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Patients;

namespace Kindline.Appointments.Requests;

/// <summary>What holds for requests everywhere.</summary>
internal static class RequestRules
{
    public const int LongestNote = 300;

    /// <summary>So many working days a practice has to handle one.</summary>
    public const int WorkingDays = 2;

    extension(RequestState state)
    {
        /// <summary>Whether somebody still has something to do.</summary>
        public bool IsOpen => state is RequestState.New or RequestState.Trying;
    }

    extension(IQueryable<AppointmentRequest> requests)
    {
        /// <summary>Those of the practices that a permission reaches.</summary>
        public IQueryable<AppointmentRequest> Seen(SignedInUser user, string permission) =>
            user.ScopeOf(permission) is Scope.All ? requests : requests.Where(r => user.Practices.Contains(r.PracticeId));
    }
}

/// <summary>What came of adding or changing a request.</summary>
internal abstract record RequestEdit
{
    public sealed record Done(RequestId Id) : RequestEdit;

    public sealed record Invalid(FieldErrors Errors) : RequestEdit;

    /// <summary>Somebody else changed it since it was read.</summary>
    public sealed record Changed : RequestEdit;

    public sealed record NotFound : RequestEdit;
}
