using System.Net;
using Kindline.Flows;
using Kindline.Foundation;
using Kindline.Patients;
using Kindline.Voice.Audio;
using Kindline.Voice.Calls;
using Kindline.Voice.Rtp;
using Kindline.Voice.Sip;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Demo;

/// <summary>
/// A first caller for the demo, until a whole town calls: an exchange of its own on loopback that dials the practice over real SIP
/// and RTP every minute or two, says what it wants, and hangs up when its patience ends. KINDLINE_TOWN=0 silences it.
/// </summary>
internal sealed partial class DemoCaller(
    KindlineOptions options, ReadyPorts ports, DbFactory database, Speech speech, TimeProvider clock, IHostApplicationLifetime host, ILogger<DemoCaller> logger)
    : BackgroundService, ICallDesk
{
    private static readonly string[] Wishes =
    [
        "Hello, I would like to book an appointment for an eye exam, please.",
        "Hi, I need to move my appointment to another day. Can you help me?",
        "Good morning. My glasses broke, and I wonder how soon I can be seen.",
        "Hello, I am calling about the drops the doctor gave me. I have a question.",
    ];

    private readonly Random chance = new(PatienceSeed);

    // The same people call in the same order on every fresh demo.
    private const int PatienceSeed = 512;

    public Task OnIncomingAsync(IncomingCall call, CancellationToken ct) => call.Leg.RejectAsync(480, "Temporarily Unavailable");

    public ValueTask<IReadOnlyList<string>> SecretsOfAsync(string user, CancellationToken ct) => ValueTask.FromResult<IReadOnlyList<string>>([]);

    public void OnRegistrationChanged(string user, bool reachable)
    {
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Demo || !options.Town)
        {
            return;
        }
        await using var media = new MediaEngine(IPAddress.Loopback, 0, 0, clock, logger);
        await using var phone = new Exchange(new ExchangeOptions { Bind = IPAddress.Loopback, SipPort = 0, UserAgent = "Demo caller" }, media, this, clock, logger);
        try
        {
            await StartedAsync(stoppingToken);
            await phone.StartAsync(stoppingToken);
            while (true)
            {
                await CallOnceAsync(phone, stoppingToken);
                await Task.Delay(TimeSpan.FromSeconds(chance.Next(30, 90)), clock, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The centre stops.
        }
    }

    private async Task StartedAsync(CancellationToken ct)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = host.ApplicationStarted.Register(() => started.TrySetResult());
        await started.Task.WaitAsync(ct);
    }

    private async Task CallOnceAsync(Exchange phone, CancellationToken ct)
    {
        var number = await AnyPatientAsync(ct) ?? "+15125550199";
        var wish = await speech.SpeakAsync(Wishes[chance.Next(Wishes.Length)], ct);
        var practice = new DialTarget.Address(SipUri.Sip("+15125550100", IPAddress.Loopback.ToString(), ports.Sip));
        var outcome = await phone.DialAsync(new DialRequest(practice, number), ct);
        if (outcome is not DialOutcome.Answered { Leg: var leg })
        {
            LogRefused(outcome.GetType().Name);
            return;
        }
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct, leg.Ended);
        patience.CancelAfter(TimeSpan.FromSeconds(chance.Next(20, 75)));
        while (wish is not null && !patience.IsCancellationRequested)
        {
            await leg.Media.PlayAsync(new ClipSource(wish.Samples), patience.Token);
            await Task.Delay(TimeSpan.FromSeconds(2), clock, patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await leg.HangUpAsync();
    }

    private async Task<string?> AnyPatientAsync(CancellationToken ct)
    {
        await using var db = database.Create();
        var count = await db.PatientPhones.CountAsync(ct);
        return count == 0 ? null : await db.PatientPhones.OrderBy(p => p.Id).Skip(chance.Next(count)).Select(p => p.Number).FirstAsync(ct);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The demo caller was not answered: {Outcome}")]
    private partial void LogRefused(string outcome);
}
