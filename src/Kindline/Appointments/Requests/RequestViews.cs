using Kindline.Foundation;
using Kindline.Patients;
using Kindline.Practices.Contacts;

namespace Kindline.Appointments.Requests;

/// <summary>A request as lists and cards show it.</summary>
/// <param name="Sender">The referral partner that asks; null where it is the patient.</param>
/// <param name="VisitType">What for, where it was said.</param>
/// <param name="Provider">With whom, where it was said.</param>
/// <param name="DueAt">The end of the second working day after it came.</param>
/// <param name="Overdue">Whether it is open and that has passed.</param>
/// <param name="StateAt">Since when it stands so.</param>
/// <param name="Said">The note of the last step.</param>
/// <param name="Visit">What was booked.</param>
internal sealed record RequestView(
    RequestId Id, PatientPractice Practice, RequestPatient Patient, RequestSender? Sender, RequestSource Source, string? VisitType, string? Provider,
    DateTimeOffset ReceivedAt, DateTimeOffset DueAt, bool Overdue, string? Note, RequestState State, DateTimeOffset StateAt, string? Said, DateTimeOffset? HandledAt,
    RequestVisit? Visit, int Version);

/// <param name="Hidden">A VIP whose record is not open to whoever asks: of the request there is how far it is, and not what for.</param>
internal sealed record RequestPatient(PatientId Id, string Name, bool Vip, bool Hidden);

internal sealed record RequestSender(OrganisationId Id, string Name);

/// <summary>A visit that a request led to, or may have led to.</summary>
/// <param name="State">What became of it; a confidential one is booked, whatever became of it.</param>
/// <param name="Meant">The next one that was booked after the request came: it is likely the one.</param>
internal sealed record RequestVisit(AppointmentId Id, VisitView Visit, AppointmentState State, bool Meant);

/// <summary>A request with its steps, the first first.</summary>
/// <param name="Visits">The patient's visits that it may have led to.</param>
internal sealed record RequestDetail(RequestView Request, IReadOnlyList<RequestStep> Steps, IReadOnlyList<RequestVisit> Visits);

/// <param name="By">Whose step it was.</param>
internal sealed record RequestStep(RequestState State, DateTimeOffset At, string By, string? Note, VisitView? Visit);

/// <summary>A page of requests, the oldest first.</summary>
/// <param name="Open">How many are new or tried, of all whom the same practice and sender are asked for.</param>
/// <param name="Overdue">How many of those are late.</param>
internal sealed record RequestList(IReadOnlyList<RequestView> Items, int Total, int Open, int Overdue);
