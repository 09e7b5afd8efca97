using Kindline.Foundation;
using Kindline.Identity;

namespace Kindline.Patients;

/// <summary>The fields that a practice keeps of its patients, at /api/patient-fields.</summary>
internal static class PatientFieldsApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var fields = api.MapGroup("/patient-fields").WithTags("Patients");
        fields.MapGet("/", (SignedInUser user, EditPatientFields edit, CancellationToken ct) => edit.ListAsync(user, ct))
            .Produces<Page<PatientFieldRow>>().Requires(Permission.PracticesEdit);
        fields.MapPost("/", async (PatientFieldInput input, SignedInUser user, EditPatientFields edit, CancellationToken ct) =>
            Answer(await edit.RunAsync(null, input, user, ct))).Produces<PatientFieldRow>().Requires(Permission.PracticesEdit);
        fields.MapPut("/{id}", async (PatientFieldId id, PatientFieldInput input, SignedInUser user, EditPatientFields edit, CancellationToken ct) =>
            Answer(await edit.RunAsync(id, input, user, ct))).Produces<PatientFieldRow>().Requires(Permission.PracticesEdit);
    }

    private static IResult Answer(FieldEdit edit) => edit switch
    {
        FieldEdit.Done done => TypedResults.Ok(done.Row),
        FieldEdit.Invalid invalid => Problems.Invalid(invalid.Errors.ToDictionary()),
        _ => Problems.NotFound(),
    };
}
