using System.Reflection;
using Kindline.Foundation;

namespace Kindline.Identity;

/// <summary>GET /api/settings: how this server was started, without its secrets.</summary>
internal static class SettingsApi
{
    private static readonly string Version =
        typeof(SettingsApi).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/settings", (KindlineOptions options, ReadyPorts ports) => new Settings(
        Version, options.Demo, options.Postgres is null ? "SQLite" : "PostgreSQL", options.DataFolder, options.Bind.ToString(),
        ports.Http, options.TlsCertificate is not null, ports.Sip, ports.Mllp,
        options.SessionIdle.TotalMinutes, options.SessionLimit.TotalHours, options.LockoutFailures, options.Lockout.TotalMinutes))
        .Requires(Permission.SettingsRead);

    internal sealed record Settings(
        string Version, bool Demo, string Database, string DataFolder, string Bind, int HttpPort, bool Tls, int SipPort, int MllpPort,
        double SessionIdleMinutes, double SessionHours, int LockoutFailures, double LockoutMinutes);
}
