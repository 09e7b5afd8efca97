using Kindline.Audit;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Interactions;
using Kindline.Patients;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Scripts;

/// <summary>A script as somebody wants it.</summary>
/// <param name="Queue">Of whose calls alone; empty for all.</param>
/// <param name="Direction">Null for calls in and out.</param>
internal sealed record ScriptInput(PracticeId? Practice, string? Name, string? Queue, Direction? Direction, string? Text, bool? Retired);

internal sealed record ScriptRow(ScriptId Id, PracticeId Practice, string Name, QueueId? Queue, Direction? Direction, string Text, bool Retired);

/// <param name="Placeholders">What may stand in braces, beside the names of the practice's own fields.</param>
internal sealed record ScriptList(IReadOnlyList<ScriptRow> Items, int Total, IReadOnlyList<string> Placeholders);

/// <summary>What came of making or changing a script.</summary>
internal abstract record ScriptEdit
{
    public sealed record Done(ScriptRow Row) : ScriptEdit;

    public sealed record Invalid(FieldErrors Errors) : ScriptEdit;

    public sealed record NotFound : ScriptEdit;
}

/// <summary>Makes, changes and retires what agents of a practice say; one that was retired can be had back.</summary>
internal sealed class EditScripts(DbFactory databases, IQueueOwners queues, AuditTrail trail, TimeProvider clock)
{
    public const int LongestName = 80;
    private const int Most = 200;

    public async Task<ScriptList> ListAsync(SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        var scripts = await Mine(db, user).AsNoTracking().OrderBy(s => s.PracticeId).ThenBy(s => s.Name).ThenBy(s => s.Id).ToListAsync(ct);
        var practices = scripts.Select(s => s.PracticeId).Distinct().ToList();
        var fields = await db.PatientFields.AsNoTracking().Where(f => practices.Contains(f.PracticeId)).ToListAsync(ct);
        return new ScriptList(scripts.ConvertAll(s => Row(s, fields)), scripts.Count, ScriptText.Placeholders);
    }

    /// <param name="id">Null makes a new one.</param>
    public async Task<ScriptEdit> RunAsync(ScriptId? id, ScriptInput input, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        var script = id is null ? null : await Mine(db, user).SingleOrDefaultAsync(s => s.Id == id, ct);
        if (id is not null && script is null)
        {
            return new ScriptEdit.NotFound();
        }
        var errors = new FieldErrors();
        errors.Needed("name", input.Name, LongestName);
        errors.Needed("text", input.Text, ScriptText.Longest);
        if ((script?.PracticeId ?? input.Practice) is not { } practice || !user.Reaches(Permission.PracticesEdit, practice))
        {
            errors.Add("practice", "must be one of your practices");
            return new ScriptEdit.Invalid(errors);
        }
        var queue = await QueueAsync(input.Queue, practice, errors, ct);
        if (script is null && await db.Scripts.CountAsync(s => s.PracticeId == practice, ct) >= Most)
        {
            errors.Add("practice", $"has {Most} scripts, which is as many as can be");
        }
        var fields = await db.PatientFields.AsNoTracking().Where(f => f.PracticeId == practice).ToListAsync(ct);
        var text = ScriptText.Stored(input.Text?.Trim() ?? "", fields, errors);
        if (text.Length > ScriptText.LongestStored)
        {
            errors.Add("text", "has more fields of the practice's own in it than can be kept");
        }
        if (!errors.None)
        {
            return new ScriptEdit.Invalid(errors);
        }
        var now = clock.GetUtcNow();
        if (script is null)
        {
            script = new Script { Id = new ScriptId(Guid.CreateVersion7(now)), PracticeId = practice };
            db.Add(script);
        }
        (script.Name, script.QueueId, script.Direction, script.Text) = (input.Name!.Trim(), queue, input.Direction, text);
        script.RetiredAt = input.Retired == true ? script.RetiredAt ?? now : null;
        await trail.AppendAsync([new AuditEntry(id is null ? "script.created" : "script.changed", id is null ? 'C' : 'U', user.AsActor()) { ObjectType = "Script", ObjectId = script.Id.ToString() }], ct);
        await db.SaveChangesAsync(ct);
        return new ScriptEdit.Done(Row(script, fields));
    }

    private async Task<QueueId?> QueueAsync(string? given, PracticeId practice, FieldErrors errors, CancellationToken ct)
    {
        if (given.Known() is not { } text)
        {
            return null;
        }
        if (QueueId.TryParse(text, out var queue) && await queues.PracticeOfAsync(queue, ct) == practice)
        {
            return queue;
        }
        errors.Add("queue", "is no queue of this practice");
        return null;
    }

    private static IQueryable<Script> Mine(Db db, SignedInUser user) =>
        user.ScopeOf(Permission.PracticesEdit) is Scope.All ? db.Scripts : db.Scripts.Where(s => user.Practices.Contains(s.PracticeId));

    private static ScriptRow Row(Script script, IReadOnlyList<PatientField> fields) =>
        new(script.Id, script.PracticeId, script.Name, script.QueueId, script.Direction, ScriptText.Shown(script.Text, fields), script.RetiredAt is not null);
}
