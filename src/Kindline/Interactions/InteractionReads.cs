using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;

namespace Kindline.Interactions;

/// <summary>Tells the audit trail whose data an answer shows: one entry for each patient, one without where there is none.</summary>
internal static class InteractionReads
{
    extension(AuditTrail trail)
    {
        public Task SeenAsync(string code, SignedInUser user, IEnumerable<InteractionView> seen, CancellationToken ct)
        {
            var views = seen.ToList();
            var one = views.Count == 1 ? views[0].Id.ToString() : null;
            var patients = views.SelectMany(Patients).Distinct().ToList();
            var entry = new AuditEntry(code, 'R', user.AsActor()) { ObjectType = "Interaction", ObjectId = one };
            return trail.AppendAsync(patients.Count == 0 ? [entry] : [.. patients.Select(p => entry with { PatientId = p })], ct);
        }
    }

    private static IEnumerable<PatientId> Patients(InteractionView view)
    {
        var matches = view is InteractionDetail detail ? detail.Matches.Select(m => m.PatientId) : [];
        return view.Subjects.Select(s => s.PatientId).Append(view.CallerPatientId).OfType<PatientId>().Concat(matches);
    }
}
