using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Kindline.Agents;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Telephony;
using Kindline.Tests.Foundation;
using Kindline.Voice.Calls;
using Kindline.Voice.Tests.Calls;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Kindline.Tests.Agents;

/// <summary>The desk is taken over in a call, and the call's sound follows it.</summary>
public sealed class MoveSoundTests : IAsyncLifetime
{
    private TestCentre centre = null!;
    private HttpClient api = null!;
    private AgentId agent;
    private LiveCall call = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        centre = await TestCentre.StartAsync(replace: s => s.Replace(ServiceDescriptor.Singleton<IMediaRelay, PlainRelay>()));
        agent = new AgentId(await centre.AddUserAsync("maria", "agent"));
        api = await centre.SignInAsync("maria");
        call = new LiveCall(
            new InteractionId(Guid.CreateVersion7()), new PracticeId(Guid.CreateVersion7()), "Bayview Eye", Direction.Inbound, "+15125550142",
            "+15125550100", "Bayview Eye, Appointments", centre.Clock.GetUtcNow())
        { Agent = agent };
        call.Became(InteractionState.Talking, centre.Clock.GetUtcNow());
        centre.Services.GetRequiredService<LiveCalls>().Add(call);
    }

    public async ValueTask DisposeAsync()
    {
        api.Dispose();
        await centre.DisposeAsync();
    }

    [Fact]
    public async Task The_new_desk_s_phone_answers_by_itself_and_is_given_to_the_call()
    {
        await TakeDeskAsync();
        using var phone = await RegisterAsync();

        await AnswerAsync(phone);
        var move = (await call.Commands.ReadAsync(Ct)).ShouldBeOfType<CallCommand.Move>();
        var before = call.SoundIsElsewhere(agent);
        move.Accept();

        move.By.ShouldBe(agent);
        move.Leg.IsBrowser.ShouldBeTrue();
        before.ShouldBeTrue();
        await UntilHereAsync();
        move.Leg.End.ShouldBeNull();
    }

    [Fact]
    public async Task A_call_that_does_not_want_it_hangs_up_the_new_phone_and_stays_where_it_was()
    {
        await TakeDeskAsync();
        using var phone = await RegisterAsync();

        await AnswerAsync(phone);
        (await call.Commands.ReadAsync(Ct)).Refuse("The sound of the call cannot be moved there.");

        await phone.NextAsync("BYE");
        call.SoundIsElsewhere(agent).ShouldBeTrue();
    }

    [Fact]
    public async Task It_is_tried_again_while_the_call_is_not_in_a_state_for_that()
    {
        await TakeDeskAsync();
        using var phone = await RegisterAsync();
        await AnswerAsync(phone);

        (await call.Commands.ReadAsync(Ct)).Refuse(CallCommand.NotNow);
        await phone.SendAsync(phone.Answer(await phone.NextAsync("BYE"), 200));

        await AnswerAsync(phone);
        (await call.Commands.ReadAsync(Ct)).ShouldBeOfType<CallCommand.Move>();
    }

    [Fact]
    public async Task A_phone_that_comes_too_late_is_not_rung()
    {
        await TakeDeskAsync();
        centre.Clock.Advance(TimeSpan.FromSeconds(15));
        using var phone = await RegisterAsync();

        centre.Clock.Advance(TimeSpan.FromSeconds(1));
        await phone.SendAsync(phone.Request("OPTIONS"));

        await phone.NextAsync(200);
        call.SoundIsElsewhere(agent).ShouldBeTrue();
    }

    [Fact]
    public async Task A_page_that_takes_its_desk_back_has_the_sound_still()
    {
        await TakeDeskAsync();
        using var page = await RegisterAsync();
        await AnswerAsync(page);
        (await call.Commands.ReadAsync(Ct)).Accept();
        await UntilHereAsync();
        await TakeDeskAsync();
        var elsewhere = call.SoundIsElsewhere(agent);

        await TakeDeskAsync();
        var account = await AccountAsync();
        var again = new BrowserPhone(page.Socket, account.GetProperty("user").GetString()!, account.GetProperty("secret").GetString()!) { Instance = page.Instance };
        (await again.RegisterAsync()).StatusCode.ShouldBe(200);
        centre.Clock.Advance(TimeSpan.FromMilliseconds(200));

        elsewhere.ShouldBeTrue();
        await UntilHereAsync();
    }

    [Fact]
    public async Task A_desk_whose_agent_has_a_SIP_phone_moves_nothing()
    {
        using var chosen = await api.PutAsJsonAsync("/api/agents/me/phone", new { kind = "sip" }, Ct);

        await TakeDeskAsync();

        call.SoundIsElsewhere(agent).ShouldBeFalse();
    }

    private async Task TakeDeskAsync()
    {
        using var answer = await api.PostAsJsonAsync("/api/agents/me/desk", new { }, Ct);
        answer.EnsureSuccessStatusCode();
    }

    private Task<JsonElement> AccountAsync() => api.GetFromJsonAsync<JsonElement>("/api/agents/me/phone", Ct);

    private async Task<BrowserPhone> RegisterAsync()
    {
        var phone = await DeskPhone.OpenAsync(await AccountAsync());
        (await phone.RegisterAsync()).StatusCode.ShouldBe(200);
        centre.Clock.Advance(TimeSpan.FromMilliseconds(200));
        return phone;
    }

    private static async Task AnswerAsync(BrowserPhone phone)
    {
        var invite = await phone.NextAsync("INVITE");
        invite.Headers["Call-Info"].ShouldBe("<sip:kindline>;answer-after=0");
        var answer = phone.Answer(invite, 200);
        answer.Headers["Content-Type"] = "application/sdp";
        answer.Body = Encoding.ASCII.GetBytes("v=0\r\no=- 7 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 40000 RTP/AVP 0\r\n");
        await phone.SendAsync(answer);
        await phone.NextAsync("ACK");
    }

    private async Task UntilHereAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (call.SoundIsElsewhere(agent))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
        }
    }
}
