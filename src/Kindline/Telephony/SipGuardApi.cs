using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Voice.Sip.Guard;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Telephony;

/// <summary>Networks or addresses, parted by blanks or commas; a field that is absent stays as it is.</summary>
internal sealed record SipGuardInput(string? Denied, string? AllowedOnly);

internal sealed record UnblockInput(string? Source);

/// <param name="Silenced">Messages and connections met with silence since the start.</param>
internal sealed record SipGuardView(string Denied, string AllowedOnly, long Silenced, int BlockedTotal, IReadOnlyList<BlockedSource> Blocked);

/// <summary>The guard before the SIP ports: from where calls are heard, and who is blocked now.</summary>
internal static class SipGuardApi
{
    // A flood of forged addresses is no list that anybody reads.
    private const int MostShown = 200;

    public static void Map(IEndpointRouteBuilder api)
    {
        var guard = api.MapGroup("/sip-guard").WithTags("Trunks");
        guard.MapGet("/", async (VoiceHost voice, DbFactory database, CancellationToken ct) => await ViewAsync(voice, database, ct))
            .Requires(Permission.SettingsRead);
        guard.MapPut("/", SetAsync).Produces<SipGuardView>().Requires(Permission.SettingsEdit);
        guard.MapPost("/unblock", UnblockAsync).Produces<SipGuardView>().Requires(Permission.SettingsEdit);
    }

    private static async Task<IResult> SetAsync(
        SipGuardInput input, SignedInUser user, VoiceHost voice, DbFactory database, AuditTrail trail, CancellationToken ct)
    {
        var errors = new FieldErrors();
        Check("denied", input.Denied);
        Check("allowedOnly", input.AllowedOnly);
        if (!errors.None)
        {
            return Problems.Invalid(errors.ToDictionary());
        }
        await using var db = database.Create();
        var row = await db.Set<SipAccess>().SingleOrDefaultAsync(ct);
        if (row is null)
        {
            row = new SipAccess();
            db.Add(row);
        }
        (row.Denied, row.AllowedOnly) = (input.Denied?.Trim() ?? row.Denied, input.AllowedOnly?.Trim() ?? row.AllowedOnly);
        await trail.AppendAsync(new AuditEntry("sipGuard.changed", 'U', user.AsActor()) { ObjectType = "SipAccess" }, ct);
        await db.SaveChangesAsync(ct);
        await voice.LoadAccessAsync(ct);
        return Results.Ok(await ViewAsync(voice, database, ct));

        void Check(string field, string? text)
        {
            if (text?.Length > SipAccess.LongestList)
            {
                errors.Add(field, $"must have {SipAccess.LongestList} characters at most");
            }
            else if (text is not null && AccessLists.Parse(text, out _) is { } wrong)
            {
                errors.Add(field, $"\"{wrong}\" is no address or network, such as 203.0.113.7 or 203.0.113.0/24");
            }
        }
    }

    private static async Task<IResult> UnblockAsync(
        UnblockInput input, SignedInUser user, VoiceHost voice, DbFactory database, AuditTrail trail, CancellationToken ct)
    {
        if (input.Source is not { Length: > 0 and <= 60 } source || !voice.Exchange.BlockedSources.Any(b => b.Source == source))
        {
            return Problems.NotFound();
        }
        await trail.AppendAsync(new AuditEntry("sipGuard.unblocked", 'U', user.AsActor()) { ObjectType = "SipSource", ObjectId = source }, ct);
        voice.Exchange.Unblock(source);
        return Results.Ok(await ViewAsync(voice, database, ct));
    }

    private static async Task<SipGuardView> ViewAsync(VoiceHost voice, DbFactory database, CancellationToken ct)
    {
        await using var db = database.Create();
        var row = await db.Set<SipAccess>().AsNoTracking().SingleOrDefaultAsync(ct) ?? new SipAccess();
        var blocked = voice.Exchange.BlockedSources;
        return new SipGuardView(
            row.Denied, row.AllowedOnly, voice.Exchange.SilencedMessages, blocked.Count,
            [.. blocked.OrderByDescending(b => b.Proven).ThenByDescending(b => b.Since).Take(MostShown)]);
    }
}
