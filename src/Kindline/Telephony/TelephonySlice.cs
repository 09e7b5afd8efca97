namespace Kindline.Telephony;

internal static class TelephonySlice
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<LiveCalls>();
        services.AddSingleton<Drain>();
        services.AddSingleton<IHostLifetime, DrainingLifetime>();
        services.AddSingleton<VoiceHost>();
        services.AddSingleton<RtpEngine>();
        services.AddHostedService(s => s.GetRequiredService<RtpEngine>());
        services.AddHealthChecks().AddCheck<RtpEngine>("rtpengine");
    }
}
