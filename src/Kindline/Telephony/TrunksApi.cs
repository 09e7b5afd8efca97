using System.Net;
using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Voice.Calls;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Telephony;

internal sealed record TrunkInput(string? From, string? Outbound, string? User, string? Password);

internal sealed record TrunkView(string Name, string From, string? Outbound, string? User, bool HasPassword);

/// <summary>Trunks: the carriers' gateways, in force at once; running calls stay.</summary>
internal static class TrunksApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var trunks = api.MapGroup("/trunks").WithTags("Trunks");
        trunks.MapGet("/", ListAsync).Requires(Permission.SettingsEdit);
        trunks.MapPut("/{name}", SaveAsync).Requires(Permission.SettingsEdit);
        trunks.MapDelete("/{name}", RemoveAsync).Requires(Permission.SettingsEdit);
    }

    private static async Task<IResult> ListAsync(DbFactory database, CancellationToken ct)
    {
        await using var db = database.Create();
        var rows = await db.Trunks.AsNoTracking().OrderBy(t => t.Name).ToListAsync(ct);
        return Results.Ok(new { items = rows.Select(View), total = rows.Count });
    }

    private static async Task<IResult> SaveAsync(
        string name, TrunkInput input, SignedInUser user, DbFactory database, VoiceHost voice, TrunkSecrets secrets, AuditTrail trail, CancellationToken ct)
    {
        await using var db = database.Create();
        var isDemo = await db.Trunks.AnyAsync(t => t.Name == TrunkLine.DemoName, ct);
        var errors = Check(name, input, isDemo);
        if (!errors.None)
        {
            return Results.ValidationProblem(errors.ToDictionary());
        }
        var row = await db.Trunks.SingleOrDefaultAsync(t => t.Name == name, ct);
        if (row is null)
        {
            row = new TrunkLine { Name = name };
            db.Add(row);
        }
        (row.From, row.Outbound, row.User) = (input.From ?? row.From, input.Outbound ?? row.Outbound, input.User ?? row.User);
        row.ProtectedPassword = input.Password is { } password ? secrets.Protect(password) : row.ProtectedPassword;
        await trail.AppendAsync(new AuditEntry("trunk.changed", 'U', user.AsActor()) { ObjectType = "Trunk", ObjectId = name }, ct);
        await db.SaveChangesAsync(ct);
        await voice.LoadTrunksAsync(ct);
        return Results.Ok(View(row));
    }

    private static async Task<IResult> RemoveAsync(string name, SignedInUser user, DbFactory database, VoiceHost voice, AuditTrail trail, CancellationToken ct)
    {
        await using var db = database.Create();
        if (!await db.Trunks.AnyAsync(t => t.Name == name, ct))
        {
            return Results.NotFound();
        }
        await trail.AppendAsync(new AuditEntry("trunk.removed", 'D', user.AsActor()) { ObjectType = "Trunk", ObjectId = name }, ct);
        await db.Trunks.Where(t => t.Name == name).ExecuteDeleteAsync(ct);
        await voice.LoadTrunksAsync(ct);
        return Results.NoContent();
    }

    /// <summary>A demo centre, whose password is known, takes loopback addresses only (design decision 11).</summary>
    private static FieldErrors Check(string name, TrunkInput input, bool isDemo)
    {
        var errors = new FieldErrors();
        if (name.Length > 80)
        {
            errors.Add("name", "must have 80 characters at most");
        }
        foreach (var part in (input.From ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!TrunkSource.TryParse(part, out var source))
            {
                errors.Add("from", $"\"{part}\" is no address, ADDRESS:PORT or prefix");
            }
            else if (isDemo && !IPAddress.IsLoopback(source.Network.BaseAddress))
            {
                errors.Add("from", "a demo centre takes calls from this machine only: start with KINDLINE_DEMO=0 on an empty folder");
            }
        }
        if (input.Outbound is { Length: > 0 } outbound)
        {
            if (!IPEndPoint.TryParse(outbound, out var endpoint) || endpoint.Port == 0)
            {
                errors.Add("outbound", "must be ADDRESS:PORT, such as 203.0.113.7:5060");
            }
            else if (isDemo && !IPAddress.IsLoopback(endpoint.Address))
            {
                errors.Add("outbound", "a demo centre calls this machine only: start with KINDLINE_DEMO=0 on an empty folder");
            }
        }
        return errors;
    }

    private static TrunkView View(TrunkLine row) => new(row.Name, row.From, row.Outbound, row.User, row.ProtectedPassword is not null);
}

/// <summary>Keeps the trunks' digest passwords under data protection.</summary>
internal sealed class TrunkSecrets(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("telephony.trunk");

    public string Protect(string password) => protector.Protect(password);

    public string Unprotect(string kept) => protector.Unprotect(kept);
}
