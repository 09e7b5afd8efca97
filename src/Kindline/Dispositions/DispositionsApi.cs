using Kindline.Audit;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Interactions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kindline.Dispositions;

/// <summary>The tree at /api/dispositions, its favourites, and PUT /api/interactions/{id}/wrap-up.</summary>
internal static class DispositionsApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/dispositions", ListAsync).Requires(Permission.DispositionsRead);
        api.MapGet("/dispositions/favourites", FavouritesAsync).Produces<FavouriteList>().Requires(Permission.DispositionsRead);
        api.MapPut("/dispositions/favourites", SetFavouritesAsync).Produces<FavouriteList>().Requires(Permission.DispositionsEdit);
        api.MapPost("/dispositions", AddAsync).Produces<DispositionView>(StatusCodes.Status201Created).Requires(Permission.DispositionsEdit);
        api.MapPut("/dispositions/{key}", ChangeAsync).Produces<DispositionView>().Requires(Permission.DispositionsEdit);
        api.MapDelete("/dispositions/{key}", EndAsync).Produces<DispositionView>().Requires(Permission.DispositionsEdit);
        api.MapPut("/interactions/{id}/wrap-up", WrapUpAsync).Produces<InteractionDetail>().Requires(Permission.InteractionsWrapUp).Audits("interaction.wrapUp");
    }

    private static async Task<Ok<Page<DispositionView>>> ListAsync(string? tree, DispositionTexts texts, CancellationToken ct) =>
        TypedResults.Ok(await texts.ListAsync(tree, ct));

    private static async Task<IResult> FavouritesAsync(string? practice, SignedInUser user, FavouriteDispositions favourites, CancellationToken ct) =>
        Answer(await favourites.ReadAsync(practice, user, ct));

    private static async Task<IResult> SetFavouritesAsync(
        FavouritesInput input, SignedInUser user, FavouriteDispositions favourites, CancellationToken ct) =>
        Answer(await favourites.SetAsync(input, user, ct));

    private static IResult Answer(FavouritesResult result) => result switch
    {
        FavouritesResult.Done done => TypedResults.Ok(done.List),
        FavouritesResult.Invalid invalid => Problems.Invalid(invalid.Errors.ToDictionary()),
        _ => throw new InvalidOperationException("Favourites are read, or refused by field."),
    };

    private static async Task<IResult> AddAsync(DispositionInput input, SignedInUser user, EditDispositions edit, CancellationToken ct)
    {
        var added = await edit.AddAsync(input, user, ct);
        return added is DispositionEdit.Done done ? TypedResults.Created($"/api/dispositions/{done.View.Key}", done.View) : Answer(added);
    }

    private static async Task<IResult> ChangeAsync(
        string key, DispositionInput input, SignedInUser user, EditDispositions edit, CancellationToken ct) =>
        Answer(await edit.ChangeAsync(key, input, user, ct));

    private static async Task<IResult> EndAsync(string key, SignedInUser user, EditDispositions edit, CancellationToken ct) =>
        Answer(await edit.EndAsync(key, user, ct));

    private static IResult Answer(DispositionEdit edit) => edit switch
    {
        DispositionEdit.Done done => TypedResults.Ok(done.View),
        DispositionEdit.Invalid invalid => Problems.Invalid(invalid.Errors.ToDictionary()),
        DispositionEdit.KeyTaken => Problems.Conflict("There is or was a disposition with this key"),
        _ => Problems.NotFound(),
    };

    private static async Task<IResult> WrapUpAsync(
        InteractionId id, WrapUpInput input, SignedInUser user, WrapUp wrapUp, AuditTrail trail, CancellationToken ct)
    {
        switch (await wrapUp.RunAsync(id, input, user, ct))
        {
            case WrapUpResult.Saved { Interaction: var detail }:
                await trail.SeenAsync("interaction.read", user, [detail], ct);
                return TypedResults.Ok(detail);
            case WrapUpResult.Invalid invalid:
                return Problems.Invalid(invalid.Errors.ToDictionary());
            case WrapUpResult.StillRunning:
                return Problems.Conflict("The call is still running");
            default:
                return Problems.NotFound();
        }
    }
}
