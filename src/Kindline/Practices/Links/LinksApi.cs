using Kindline.Foundation;
using Kindline.Identity;

namespace Kindline.Practices.Links;

/// <summary>A practice's links into other systems, at /api/practices/{id}/links; each change answers all of them anew.</summary>
internal static class LinksApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var links = api.MapGroup("/practices/{id}/links").WithTags("Practices");
        links.MapGet("/", async (PracticeId id, SignedInUser user, EditLinks edit, CancellationToken ct) =>
            await edit.ReadAsync(id, user, ct) is { } all ? TypedResults.Ok(all) : (IResult)Problems.NotFound()).Produces<Page<LinkRow>>().Requires(Permission.PracticesEdit);
        links.MapPost("/", async (PracticeId id, LinkInput input, SignedInUser user, EditLinks edit, CancellationToken ct) =>
            Answer(await edit.SaveAsync(id, null, input, user, ct))).Produces<Page<LinkRow>>().Requires(Permission.PracticesEdit);
        links.MapPut("/{one}", async (PracticeId id, LinkId one, LinkInput input, SignedInUser user, EditLinks edit, CancellationToken ct) =>
            Answer(await edit.SaveAsync(id, one, input, user, ct))).Produces<Page<LinkRow>>().Requires(Permission.PracticesEdit);
    }

    private static IResult Answer(LinkEdit edit) => edit switch
    {
        LinkEdit.Done done => TypedResults.Ok(done.Links),
        LinkEdit.Invalid invalid => Problems.Invalid(invalid.Errors.ToDictionary()),
        _ => Problems.NotFound(),
    };
}
