using Kindline.Foundation;
using Kindline.Identity;

namespace Kindline.Practices;

/// <summary>A practice's directory at /api/practices/{id}/directory; each change answers all of it anew.</summary>
internal static class DirectoryApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var directory = api.MapGroup("/practices/{id}").WithTags("Practices");
        directory.MapGet("/directory", async (PracticeId id, SignedInUser user, EditDirectory edit, CancellationToken ct) =>
            await edit.ReadAsync(id, user, ct) is { } view ? TypedResults.Ok(view) : (IResult)Problems.NotFound()).Produces<DirectoryView>().Requires(Permission.PracticesRead);
        directory.MapPut("/closures", async (PracticeId id, ClosuresInput input, SignedInUser user, EditDirectory edit, CancellationToken ct) =>
            Answer(await edit.SetClosuresAsync(id, input.Closures ?? [], user, ct))).Produces<DirectoryView>().Requires(Permission.PracticesEdit);
        directory.MapPost("/locations", async (PracticeId id, LocationInput input, SignedInUser user, EditDirectory edit, CancellationToken ct) =>
            Answer(await edit.SaveLocationAsync(id, null, input, user, ct))).Produces<DirectoryView>().Requires(Permission.PracticesEdit);
        directory.MapPut("/locations/{one}", async (PracticeId id, LocationId one, LocationInput input, SignedInUser user, EditDirectory edit, CancellationToken ct) =>
            Answer(await edit.SaveLocationAsync(id, one, input, user, ct))).Produces<DirectoryView>().Requires(Permission.PracticesEdit);
        directory.MapPost("/providers", async (PracticeId id, ProviderInput input, SignedInUser user, EditDirectory edit, CancellationToken ct) =>
            Answer(await edit.SaveProviderAsync(id, null, input, user, ct))).Produces<DirectoryView>().Requires(Permission.PracticesEdit);
        directory.MapPut("/providers/{one}", async (PracticeId id, ProviderId one, ProviderInput input, SignedInUser user, EditDirectory edit, CancellationToken ct) =>
            Answer(await edit.SaveProviderAsync(id, one, input, user, ct))).Produces<DirectoryView>().Requires(Permission.PracticesEdit);
        directory.MapPost("/visit-types", async (PracticeId id, VisitTypeInput input, SignedInUser user, EditDirectory edit, CancellationToken ct) =>
            Answer(await edit.SaveVisitTypeAsync(id, null, input, user, ct))).Produces<DirectoryView>().Requires(Permission.PracticesEdit);
        directory.MapPut("/visit-types/{one}", async (PracticeId id, VisitTypeId one, VisitTypeInput input, SignedInUser user, EditDirectory edit, CancellationToken ct) =>
            Answer(await edit.SaveVisitTypeAsync(id, one, input, user, ct))).Produces<DirectoryView>().Requires(Permission.PracticesEdit);
    }

    private static IResult Answer(DirectoryEdit edit) => edit switch
    {
        DirectoryEdit.Done done => TypedResults.Ok(done.Directory),
        DirectoryEdit.Invalid invalid => Problems.Invalid(invalid.Errors.ToDictionary()),
        _ => Problems.NotFound(),
    };

    internal sealed record ClosuresInput(IReadOnlyList<ClosureInput>? Closures);
}
