using Kindline.Telephony.Signalling;
using Kindline.Voice.Calls;

namespace Kindline.Telephony;

internal static class TelephonySlice
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<LiveCalls>();
        services.AddSingleton<Drain>();
        services.AddSingleton<IHostLifetime, DrainingLifetime>();
        services.AddSingleton<TrunkSecrets>();
        services.AddSingleton<DemoCarrier>();
        services.AddSingleton<SignallingKeeper>();
        services.AddHostedService(s => s.GetRequiredService<SignallingKeeper>());
        services.AddSingleton<TrunkAlarms>();
        services.AddSingleton<VoiceHost>();
        services.AddSingleton<RtpEngineHealth>();
        services.AddSingleton<NgClient>();
        services.AddSingleton<RtpEngineRelay>();
        services.AddSingleton<IMediaRelay>(s => s.GetRequiredService<RtpEngineRelay>());
        services.AddHostedService<RtpEngine>();
        services.AddSingleton<TurnHealth>();
        services.AddSingleton<TurnCredentials>();
        services.AddSingleton<IIceServers>(s => s.GetRequiredService<TurnCredentials>());
        services.AddHostedService<TurnServer>();
        services.AddHealthChecks().AddCheck<RtpEngineHealth>("rtpengine").AddCheck<TurnHealth>("turn").AddCheck<TrunkHealthCheck>("trunks");
    }

    public static void Map(IEndpointRouteBuilder app, IEndpointRouteBuilder api)
    {
        TrunksApi.Map(api);
        SignallingApi.Map(api);
        SipGuardApi.Map(api);
        SipSocket.Map(app);
    }
}
