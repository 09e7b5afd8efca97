using Kindline.Audit;
using Kindline.Foundation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Identity;

/// <summary>
/// GET /api/audit. It stands here because who may see what of the trail is a matter of people. An administrator reads all of it
/// without the patients; a supervisor reads what the team did.
/// </summary>
internal static class AuditApi
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/audit", ReadAsync).Requires(Permission.AuditRead).Audits("audit.read");

    private static async Task<Results<Ok<Page<AuditLine>>, ValidationProblem, ProblemHttpResult>> ReadAsync(
        [AsParameters] AuditQuestion question, SignedInUser user, AuditTrail trail, DbFactory databases, CancellationToken ct)
    {
        var errors = new FieldErrors();
        if (!Paging.TryRead(question.Page, question.Size, errors, out var paging))
        {
            return Problems.Invalid(errors.ToDictionary());
        }
        var seesPatients = user.Can(Permission.PatientsRead);
        if (question.Patient is not null && !seesPatients)
        {
            return Problems.Refused("Your role reads the audit trail without patients.");
        }
        await using var db = databases.Create();
        var people = await db.Users.AsNoTracking().Select(u => new Person(u.Id, u.UserName ?? "", u.TeamId)).ToListAsync(ct);
        var filter = new AuditFilter
        {
            From = question.From,
            To = question.To,
            Code = question.Code,
            Patient = question.Patient,
            Actors = Actors(question.Actor, user, people),
            Page = paging.Page,
            Size = paging.Size,
        };
        await trail.AppendAsync(new AuditEntry("audit.read", 'R', user.AsActor()) { PatientId = question.Patient }, ct);
        var found = await trail.FindAsync(filter, ct);
        var names = people.ToDictionary(p => p.Id, p => p.Name);
        return TypedResults.Ok(new Page<AuditLine>([.. found.Items.Select(r => Line(r, names, seesPatients))], found.Total));
    }

    /// <summary>Whose doings are asked for and may be seen; null is everybody's, the program's own included.</summary>
    private static List<Guid>? Actors(string? asked, SignedInUser user, List<Person> people)
    {
        var seen = user.ScopeOf(Permission.AuditRead) is Scope.All
            ? people
            : people.FindAll(p => p.Id == user.Id || (user.TeamId is not null && p.Team == user.TeamId));
        return asked is { Length: > 0 }
            ? seen.FindAll(p => p.Name.Contains(asked, StringComparison.OrdinalIgnoreCase) || p.Id.ToString() == asked).ConvertAll(p => p.Id)
            : user.ScopeOf(Permission.AuditRead) is Scope.All ? null : seen.ConvertAll(p => p.Id);
    }

    private static AuditLine Line(AuditRow row, Dictionary<Guid, string> names, bool seesPatients)
    {
        var actor = row.ActorId is { } id ? names.GetValueOrDefault(id, id.ToString()) : row.ActorRole;
        var isOfPatient = row.ObjectType is "Patient";
        return new AuditLine(row.Seq, row.At, actor, row.ActorRole, row.Code, row.Action.ToString(), row.ObjectType,
            seesPatients || !isOfPatient ? row.ObjectId : null,
            seesPatients ? row.PatientId : null,
            // A reason is free text: it may name a patient.
            seesPatients ? row.Reason : null,
            row.Fields, row.Outcome switch { 0 => "success", 4 => "minor failure", 8 => "serious failure", _ => "major failure" }, row.Ip);
    }

    private sealed record Person(Guid Id, string Name, TeamId? Team);

    /// <summary>What of the trail; actor is a part of a user name.</summary>
    internal sealed record AuditQuestion
    {
        public DateTimeOffset? From { get; init; }
        public DateTimeOffset? To { get; init; }
        public string? Actor { get; init; }
        public string? Code { get; init; }
        public PatientId? Patient { get; init; }
        public int? Page { get; init; }
        public int? Size { get; init; }
    }

    internal sealed record AuditLine(
        long Seq, DateTimeOffset At, string Actor, string Role, string Code, string Action, string? ObjectType, string? ObjectId,
        Guid? PatientId, string? Reason, IReadOnlyList<string> Fields, string Outcome, string? Ip);
}
