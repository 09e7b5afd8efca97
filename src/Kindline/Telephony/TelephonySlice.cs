namespace Kindline.Telephony;

internal static class TelephonySlice
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<LiveCalls>();
        services.AddSingleton<Drain>();
        services.AddSingleton<IHostLifetime, DrainingLifetime>();
        services.AddSingleton<TrunkSecrets>();
        services.AddSingleton<VoiceHost>();
        services.AddSingleton<IIceServers, NoIceServers>();
        services.AddSingleton<RtpEngineHealth>();
        services.AddHostedService<RtpEngine>();
        services.AddHealthChecks().AddCheck<RtpEngineHealth>("rtpengine");
    }

    public static void Map(IEndpointRouteBuilder app, IEndpointRouteBuilder api)
    {
        TrunksApi.Map(api);
        SipSocket.Map(app);
    }
}
