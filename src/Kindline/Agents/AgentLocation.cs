using Kindline.Audit;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kindline.Agents;

/// <summary>
/// Where an agent sits, as the agent said at a sign-in: the dispatchable location of whoever dials 911 there (47 CFR 9.16(b)(3)).
/// Each saying is kept.
/// </summary>
public sealed class AgentLocation
{
    public long Id { get; set; }
    public AgentId AgentId { get; set; }

    /// <summary>Street, floor or room, town and ZIP, as a dispatcher needs them.</summary>
    public string Address { get; set; } = "";

    /// <summary>Two letters, as <see cref="UsState"/> knows them; calls out are announced by its law too.</summary>
    public string State { get; set; } = "";

    public DateTimeOffset SetAt { get; set; }

    /// <summary>The session in which it was said: whoever signs in elsewhere is asked again.</summary>
    public string SessionId { get; set; } = "";
}

internal sealed class AgentLocationMapping : IEntityTypeConfiguration<AgentLocation>
{
    public void Configure(EntityTypeBuilder<AgentLocation> builder)
    {
        builder.ToTable("AgentLocations").HasKey(l => l.Id);
        builder.Property(l => l.Address).HasMaxLength(AgentLocationApi.LongestAddress);
        builder.Property(l => l.State).HasMaxLength(2);
        builder.Property(l => l.SessionId).HasMaxLength(60);
        builder.HasIndex(l => new { l.AgentId, l.SetAt });
    }
}

internal sealed record AgentLocationInput(string? Address, string? State);

/// <summary>The last location an agent said; current means in the session at hand. All null where none was ever said.</summary>
internal sealed record LocationView(string? Address, string? State, DateTimeOffset? SetAt, bool Current);

/// <summary>GET and PUT /api/agents/me/location.</summary>
internal static class AgentLocationApi
{
    public const int LongestAddress = 240;

    private const int ShortestAddress = 8;

    public static void Map(IEndpointRouteBuilder api)
    {
        var location = api.MapGroup("/agents/me/location").WithTags("Agents");
        location.MapGet("/", ReadAsync).Produces<LocationView>().Requires(Permission.AgentWork);
        location.MapPut("/", SetAsync).Produces<LocationView>().Requires(Permission.AgentWork);
    }

    private static async Task<IResult> ReadAsync(SignedInUser user, DbFactory database, CancellationToken ct)
    {
        await using var db = database.Create();
        var last = await db.Set<AgentLocation>().AsNoTracking().Where(l => l.AgentId == user.AgentId).OrderByDescending(l => l.SetAt).FirstOrDefaultAsync(ct);
        return TypedResults.Ok(new LocationView(last?.Address, last?.State, last?.SetAt, last?.SessionId == user.SessionId));
    }

    private static async Task<IResult> SetAsync(
        AgentLocationInput input, SignedInUser user, DbFactory database, AuditTrail trail, TimeProvider clock, CancellationToken ct)
    {
        var errors = new FieldErrors();
        var (address, state) = (input.Address?.Trim() ?? "", input.State?.Trim().ToUpperInvariant() ?? "");
        if (address.Length is < ShortestAddress or > LongestAddress)
        {
            errors.Add("address", $"must be the street, the room and the town where you sit, {LongestAddress} characters at most");
        }
        if (!UsState.IsCode(state))
        {
            errors.Add("state", "must be the two letters of a state, such as TX");
        }
        if (!errors.None)
        {
            return Problems.Invalid(errors.ToDictionary());
        }
        var said = new AgentLocation { AgentId = user.AgentId, Address = address, State = state, SetAt = clock.GetUtcNow(), SessionId = user.SessionId };
        await using var db = database.Create();
        db.Add(said);
        await db.SaveChangesAsync(ct);
        await trail.AppendAsync(
            [new AuditEntry("agent.location", 'U', user.AsActor()) { ObjectType = "Agent", ObjectId = user.AgentId.ToString(), Fields = ["address", "state"] }], ct);
        return TypedResults.Ok(new LocationView(said.Address, said.State, said.SetAt, Current: true));
    }
}
