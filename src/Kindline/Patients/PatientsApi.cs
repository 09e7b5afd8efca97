using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;

namespace Kindline.Patients;

/// <summary>POST /api/patients/search (a body, because an address is logged) and GET /api/patients/{id}.</summary>
internal static class PatientsApi
{
    private const string Search = "patient.search";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/patients/search", SearchAsync).Produces<Page<PatientView>>().Requires(Permission.PatientsSearch).Audits(Search);
        api.MapGet("/patients/{id}", ReadAsync).Produces<PatientView>().Requires(Permission.PatientsRead).Audits("patient.read");
    }

    private static async Task<IResult> SearchAsync(
        SearchInput input, SignedInUser user, PatientQueries queries, AuditTrail trail, CancellationToken ct)
    {
        var errors = new FieldErrors();
        Paging.TryRead(input.Page, input.Size, errors, out var paging);
        var query = input.Query?.Trim() ?? "";
        if (query.Length is 0 or > PatientSearch.Longest || PatientSearch.Parse(query) is { Empty: true })
        {
            errors.Add("query", $"must be a name, a date of birth, a number or a record number, {PatientSearch.Longest} characters at most");
        }
        if (!errors.None)
        {
            return Problems.Invalid(errors.ToDictionary());
        }
        var found = await queries.SearchAsync(PatientSearch.Parse(query), paging, user, ct);
        await trail.AppendAsync(Seen(Search, user, found.Items), ct);
        return TypedResults.Ok(found);
    }

    private static async Task<IResult> ReadAsync(PatientId id, SignedInUser user, PatientQueries queries, AuditTrail trail, CancellationToken ct)
    {
        if (await queries.ReadAsync(id, user, ct) is not { } patient)
        {
            return Problems.NotFound();
        }
        await trail.AppendAsync(Seen("patient.read", user, [patient]), ct);
        return TypedResults.Ok(patient);
    }

    /// <summary>An entry for each patient shown; a search that found nobody is one too.</summary>
    private static IReadOnlyList<AuditEntry> Seen(string code, SignedInUser user, IReadOnlyList<PatientView> shown)
    {
        var entry = new AuditEntry(code, 'R', user.AsActor()) { ObjectType = "Patient", Reason = code == Search ? "search" : null };
        return shown.Count == 0 ? [entry] : [.. shown.Select(p => entry with { ObjectId = p.Id.ToString(), PatientId = p.Id })];
    }

    internal sealed record SearchInput(string? Query, int? Page, int? Size);
}
