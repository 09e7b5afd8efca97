using Kindline.Foundation;
using Kindline.Identity;

namespace Kindline.Desk;

/// <summary>How callers of a practice are verified, at /api/practices/{id}/verification.</summary>
internal static class VerificationRulesApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var rules = api.MapGroup("/practices/{id}/verification").WithTags("Practices");
        rules.MapGet("/", async (PracticeId id, SignedInUser user, EditVerificationRules edit, CancellationToken ct) =>
            Answer(await edit.ReadAsync(id, user, ct))).Produces<Page<VerificationRuleView>>().Requires(Permission.PracticesRead);
        rules.MapPut("/", async (PracticeId id, VerificationRulesInput input, SignedInUser user, EditVerificationRules edit, CancellationToken ct) =>
            Answer(await edit.SaveAsync(id, input, user, ct))).Produces<Page<VerificationRuleView>>().Requires(Permission.PracticesEdit);
    }

    private static IResult Answer(VerificationRulesEdit edit) => edit switch
    {
        VerificationRulesEdit.Done done => TypedResults.Ok(new Page<VerificationRuleView>(done.Rules, done.Rules.Count)),
        VerificationRulesEdit.Invalid invalid => Problems.Invalid(invalid.Errors.ToDictionary()),
        _ => Problems.NotFound(),
    };
}
