using Kindline.Flows.Outside;
using Kindline.Flows.Steps;
using Kindline.Flows.Transfers;
using Kindline.Telephony;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Kindline.Flows;

internal static class FlowsSlice
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<Speech>();
        services.AddSingleton<PromptLibrary>();
        services.AddSingleton<EditPrompts>();
        services.AddSingleton<PromptQueries>();
        services.AddSingleton<PlayStep>();
        services.AddSingleton<HoursStep>();
        services.AddSingleton<QueueStep>();
        services.AddSingleton<VoicemailStep>();
        services.AddSingleton<NamedOffer>();
        services.AddSingleton<Talk>();
        services.AddSingleton<Whisper>();
        services.AddSingleton<OutsideDoor>();
        services.AddSingleton<OutsideParty>();
        services.AddSingleton<BackInLine>();
        services.AddSingleton<ReturnToSender>();
        services.AddSingleton<BlindTransfer>();
        services.AddSingleton<PhoneKeys>();
        services.AddSingleton<RingConsulted>();
        services.AddSingleton<TalkWithConsulted>();
        services.AddSingleton<EndConsultation>();
        services.AddSingleton<Consultation>();
        services.AddSingleton<ParkingLot>();
        services.AddSingleton<Parking>();
        services.AddSingleton<Conversation>();
        services.AddSingleton<InboundCallOpening>();
        services.AddSingleton<InboundCallEnding>();
        services.AddSingleton<IInboundCalls, InboundCall>();
        services.AddSingleton<EchoCall>();
        services.AddSingleton<WayForHelp>();
        services.AddSingleton<IDialledCalls, DialledCall>();
        services.AddSingleton<Emergencies>();
        services.AddSingleton<EmergencyViews>();
        services.AddSingleton<TransferTargets>();
        services.AddSingleton<OutboundTalk>();
        services.AddSingleton<OutboundCall>();
        services.AddHostedService(s => s.GetRequiredService<OutsideDoor>());
        services.AddHostedService<InterruptedCalls>();
        services.AddHostedService<PreparedPrompts>();
        // Last of all: from here on calls come in.
        services.AddHostedService(s => s.GetRequiredService<VoiceHost>());
        services.AddHealthChecks().AddCheck<SpeechHealth>("speech");
    }

    public static void Map(IEndpointRouteBuilder api)
    {
        CallsApi.Map(api);
        TransfersApi.Map(api);
        EmergenciesApi.Map(api);
        OutsideLimitsApi.Map(api);
        PromptsApi.Map(api);
    }
}

/// <summary>Speaks the prompts before the first call; says in plain words when nothing can.</summary>
internal sealed partial class PreparedPrompts(PromptLibrary library, Whisper whisper, Speech speech, ILogger<PreparedPrompts> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (speech.Program is null)
        {
            LogMute();
        }
        await library.PrepareAsync(cancellationToken);
        await whisper.PrepareAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Error, Message = "Neither flite nor espeak-ng is installed: prompts without uploaded audio stay silent, and calls whose announcement is silent are not recorded")]
    private partial void LogMute();
}

internal sealed class SpeechHealth(Speech speech) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(speech.Program is null
            ? HealthCheckResult.Degraded("No text-to-speech program (flite or espeak-ng): prompts without uploaded audio stay silent, and calls whose announcement is silent are not recorded.")
            : HealthCheckResult.Healthy());
}
