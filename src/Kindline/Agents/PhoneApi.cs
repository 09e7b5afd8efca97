using System.Net;
using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Telephony;

namespace Kindline.Agents;

internal sealed record PhoneInput(string? Kind);

/// <summary>What a phone needs to register: MD5 digest by user and secret, in the realm that is the domain.</summary>
internal sealed record PhoneView(
    string Kind, string User, string Secret, string Domain, PhoneAddresses Addresses, IReadOnlyList<IceServer> IceServers, bool Reachable, int Contacts);

/// <summary>ADDRESS:PORT each, and the URL of the WebSocket as this request's page reaches it; no TLS without a certificate.</summary>
internal sealed record PhoneAddresses(string Udp, string Tcp, string? Tls, string Ws);

internal sealed record DeskView(Guid DeskId);

/// <summary>What an agent's phone registers with.</summary>
internal sealed class PhoneAccounts(AgentRegister agents, TakeDesk take, VoiceHost voice, IIceServers ice, KindlineOptions options)
{
    private const string Domain = "kindline";

    /// <summary>Null where the account takes no calls. A browser phone's secret belongs to a desk: where nobody has it, whoever asks takes it.</summary>
    public async Task<PhoneView?> FindAsync(SignedInUser user, HttpRequest request, CancellationToken ct)
    {
        if (await agents.FindOrLoadAsync(user.AgentId, ct) is not { } agent)
        {
            return null;
        }
        var secret = agent.PhoneKind == PhoneKind.Sip ? agents.SecretOf(agent)
            : await take.FindOrTakeAsync(user, ct) is { } desk ? agents.DeskSecretOf(agent.Id, desk)
            : null;
        return secret is null ? null : new PhoneView(
            AgentQueries.Word(agent.PhoneKind), agent.SipUser, secret, Domain, Addresses(request), ice.For(agent.Id),
            agents.IsReachable(agent.Id), voice.Exchange.Registrar.Contacts(agent.SipUser).Count);
    }

    private PhoneAddresses Addresses(HttpRequest request)
    {
        var host = options.Advertised ?? (options.Bind.Equals(IPAddress.Any) ? IPAddress.Loopback : options.Bind);
        var plain = new IPEndPoint(host, voice.Exchange.SipPort).ToString();
        var tls = voice.Exchange.TlsPort is { } port ? new IPEndPoint(host, port).ToString() : null;
        return new PhoneAddresses(plain, plain, tls, SipSocket.UrlFor(request));
    }
}

/// <summary>The agent's phone account, and the claim to the desk.</summary>
internal static class PhoneApi
{
    public static void Map(IEndpointRouteBuilder agents)
    {
        agents.MapGet("/me/phone", GetAsync).Produces<PhoneView>().Requires(Permission.AgentWork);
        agents.MapPut("/me/phone", SetAsync).Produces<PhoneView>().Requires(Permission.AgentWork);
        agents.MapPost("/me/desk", TakeAsync).Produces<DeskView>().Requires(Permission.AgentWork)
            .WithSummary("Makes the caller the agent's one desk, and its phone the agent's browser phone.")
            .WithDescription(
                "Whoever had the desk loses it: its registrations are forgotten, its WebSockets closed, and its secret is worth nothing, so read "
                + "/api/agents/me/phone and register after this call, never before. Only a call that it has answered keeps its connection until the "
                + "sound has moved to the phone that registers within 15 seconds. SIP phones are not touched.");
    }

    private static async Task<IResult> GetAsync(SignedInUser user, PhoneAccounts phones, HttpRequest request, CancellationToken ct) =>
        await phones.FindAsync(user, request, ct) is { } phone ? Results.Ok(phone) : NoAgent();

    private static async Task<IResult> SetAsync(
        PhoneInput input, SignedInUser user, AgentRegister agents, PhoneAccounts phones, AuditTrail trail, HttpRequest request, CancellationToken ct)
    {
        if (!Enum.TryParse<PhoneKind>(input.Kind, ignoreCase: true, out var kind) || int.TryParse(input.Kind, out _))
        {
            return Results.ValidationProblem(new Dictionary<string, string[]> { ["kind"] = ["must be sip or browser"] });
        }
        if (await agents.FindOrLoadAsync(user.AgentId, ct) is { } agent && agent.PhoneKind != kind)
        {
            await trail.AppendAsync(
                new AuditEntry("agent.phoneChanged", 'U', user.AsActor()) { ObjectType = "Agent", ObjectId = agent.Id.ToString(), Fields = ["kind"] }, ct);
            await agents.SetPhoneKindAsync(agent.Id, kind, ct);
        }
        return await GetAsync(user, phones, request, ct);
    }

    private static async Task<IResult> TakeAsync(SignedInUser user, TakeDesk take, CancellationToken ct) =>
        await take.RunAsync(user, ct) is { } desk ? Results.Ok(new DeskView(desk)) : NoAgent();

    private static IResult NoAgent() => Results.Problem(statusCode: 404, title: "You are not set up to take calls.");
}
