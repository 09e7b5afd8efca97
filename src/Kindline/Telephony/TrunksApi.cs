using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Telephony;

/// <summary>Trunks: the carriers' gateways, in force at once; running calls stay.</summary>
internal static class TrunksApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var trunks = api.MapGroup("/trunks").WithTags("Trunks");
        trunks.MapGet("/", ListAsync).Requires(Permission.SettingsEdit);
        trunks.MapPut("/{name}", SaveAsync).Produces<TrunkView>().Requires(Permission.SettingsEdit);
        trunks.MapPost("/{name}/ask", AskAsync).Produces<TrunkAnswerView>().Requires(Permission.SettingsEdit);
        trunks.MapDelete("/{name}", RemoveAsync).Produces(StatusCodes.Status204NoContent).Requires(Permission.SettingsEdit);
    }

    private static async Task<Page<TrunkView>> ListAsync(DbFactory database, VoiceHost voice, CancellationToken ct)
    {
        await using var db = database.Create();
        var rows = await db.Trunks.AsNoTracking().OrderBy(t => t.Priority).ThenBy(t => t.Name).ToListAsync(ct);
        return new Page<TrunkView>([.. rows.Select(r => ViewOf(r, voice))], rows.Count);
    }

    private static async Task<IResult> SaveAsync(
        string name, TrunkInput input, SignedInUser user, DbFactory database, VoiceHost voice, TrunkSecrets secrets, AuditTrail trail, CancellationToken ct)
    {
        await using var db = database.Create();
        var row = await db.Trunks.SingleOrDefaultAsync(t => t.Name == name, ct);
        if (row is null)
        {
            row = new TrunkLine { Name = name };
            db.Add(row);
        }
        input.Put(row, secrets);
        var errors = TrunkRules.Check(row, isDemo: await db.Trunks.AnyAsync(t => t.Name == TrunkLine.DemoName, ct));
        if (!errors.None)
        {
            return Problems.Invalid(errors.ToDictionary());
        }
        await trail.AppendAsync(new AuditEntry("trunk.changed", 'U', user.AsActor()) { ObjectType = "Trunk", ObjectId = name }, ct);
        await db.SaveChangesAsync(ct);
        await voice.LoadTrunksAsync(ct);
        return Results.Ok(ViewOf(row, voice));
    }

    private static TrunkView ViewOf(TrunkLine row, VoiceHost voice) =>
        TrunkView.Of(row, voice.Exchange.TrunkStatuses.FirstOrDefault(s => s.Name == row.Name), voice.TakesCallsOut(row.Name));

    private static async Task<IResult> AskAsync(string name, VoiceHost voice, CancellationToken ct) =>
        await voice.Exchange.AskTrunkAsync(name, ct) is { } answer
            ? Results.Ok(new TrunkAnswerView(answer.Status, answer.RoundTrip?.TotalMilliseconds))
            : Problems.NotFound();

    private static async Task<IResult> RemoveAsync(string name, SignedInUser user, DbFactory database, VoiceHost voice, AuditTrail trail, CancellationToken ct)
    {
        await using var db = database.Create();
        if (!await db.Trunks.AnyAsync(t => t.Name == name, ct))
        {
            return Problems.NotFound();
        }
        await trail.AppendAsync(new AuditEntry("trunk.removed", 'D', user.AsActor()) { ObjectType = "Trunk", ObjectId = name }, ct);
        await db.Trunks.Where(t => t.Name == name).ExecuteDeleteAsync(ct);
        await voice.LoadTrunksAsync(ct);
        return Results.NoContent();
    }
}

/// <summary>Keeps the trunks' digest passwords under data protection.</summary>
internal sealed class TrunkSecrets(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("telephony.trunk");

    public string Protect(string password) => protector.Protect(password);

    public string Unprotect(string kept) => protector.Unprotect(kept);
}
