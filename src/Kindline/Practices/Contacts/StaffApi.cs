using Kindline.Foundation;
using Kindline.Identity;

namespace Kindline.Practices.Contacts;

/// <summary>The people of a practice at /api/practices/{id}/staff; each change answers all of them anew.</summary>
internal static class StaffApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var staff = api.MapGroup("/practices/{id}/staff").WithTags("Contacts");
        staff.MapGet("/", async (PracticeId id, SignedInUser user, EditStaff edit, CancellationToken ct) =>
            await edit.ReadAsync(id, user, ct) is { } view ? TypedResults.Ok(view) : (IResult)Problems.NotFound()).Produces<StaffView>().Requires(Permission.ContactsRead);
        staff.MapPost("/", async (PracticeId id, StaffInput input, SignedInUser user, EditStaff edit, CancellationToken ct) =>
            Answer(await edit.SaveAsync(id, null, input, user, ct))).Produces<StaffView>().Requires(Permission.PracticesEdit);
        staff.MapPut("/{one}", async (PracticeId id, StaffId one, StaffInput input, SignedInUser user, EditStaff edit, CancellationToken ct) =>
            Answer(await edit.SaveAsync(id, one, input, user, ct))).Produces<StaffView>().Requires(Permission.PracticesEdit);
    }

    private static IResult Answer(StaffEdit edit) => edit switch
    {
        StaffEdit.Done done => TypedResults.Ok(done.Staff),
        StaffEdit.Invalid invalid => Problems.Invalid(invalid.Errors.ToDictionary()),
        _ => Problems.NotFound(),
    };
}
