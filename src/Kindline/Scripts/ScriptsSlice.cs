using Kindline.Foundation;
using Kindline.Identity;

namespace Kindline.Scripts;

/// <summary>What agents say on calls, at /api/scripts; on a call the desk has the one that is meant for it.</summary>
internal static class ScriptsSlice
{
    public static void Add(IServiceCollection services) => services.AddSingleton<EditScripts>();

    public static void Map(IEndpointRouteBuilder api)
    {
        var scripts = api.MapGroup("/scripts").WithTags("Scripts");
        scripts.MapGet("/", (SignedInUser user, EditScripts edit, CancellationToken ct) => edit.ListAsync(user, ct)).Produces<ScriptList>().Requires(Permission.PracticesEdit);
        scripts.MapPost("/", async (ScriptInput input, SignedInUser user, EditScripts edit, CancellationToken ct) => Answer(await edit.RunAsync(null, input, user, ct)))
            .Produces<ScriptRow>().Requires(Permission.PracticesEdit);
        scripts.MapPut("/{id}", async (ScriptId id, ScriptInput input, SignedInUser user, EditScripts edit, CancellationToken ct) => Answer(await edit.RunAsync(id, input, user, ct)))
            .Produces<ScriptRow>().Requires(Permission.PracticesEdit);
    }

    private static IResult Answer(ScriptEdit edit) => edit switch
    {
        ScriptEdit.Done done => TypedResults.Ok(done.Row),
        ScriptEdit.Invalid invalid => Problems.Invalid(invalid.Errors.ToDictionary()),
        _ => Problems.NotFound(),
    };
}
