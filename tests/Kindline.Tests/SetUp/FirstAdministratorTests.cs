using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Kindline.Identity;
using Kindline.Tests.Foundation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Kindline.Tests.SetUp;

/// <summary>Nobody has an account in an empty centre; who reads the server's output makes the first.</summary>
public sealed partial class FirstAdministratorTests : IDisposable
{
    private readonly StringWriter printed = new();

    [Theory, BothEngines]
    public async Task The_printed_code_makes_one_administrator_and_signs_them_in(DatabaseEngine engine)
    {
        await using var centre = await StartAsync(engine);
        using var anyone = centre.Client();

        (await IsAwaitedAsync(anyone)).ShouldBeTrue();
        using var made = await MakeAsync(anyone, LastCode().ToLowerInvariant());

        made.StatusCode.ShouldBe(HttpStatusCode.OK);
        var token = (await made.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("token").GetString();
        using var admin = centre.Client(token);
        (await admin.GetFromJsonAsync<JsonElement>("/api/session", Ct)).GetProperty("role").GetProperty("key").GetString().ShouldBe("admin");
        (await IsAwaitedAsync(anyone)).ShouldBeFalse();
        using var second = await MakeAsync(anyone, LastCode());
        second.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Of_many_who_type_it_at_once_one_becomes_administrator()
    {
        await using var centre = await StartAsync();
        using var anyone = centre.Client();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => MakeAsync(anyone, LastCode(), $"admin{n}")));

        answers.Count(a => a.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(a => a.StatusCode == HttpStatusCode.Conflict).ShouldBe(5);
    }

    [Fact]
    public async Task Ten_wrong_codes_void_the_right_one_and_another_is_printed()
    {
        await using var centre = await StartAsync();
        using var anyone = centre.Client();
        var first = LastCode();

        for (var n = 0; n < 10; n++)
        {
            using var wrong = await MakeAsync(anyone, "AAAA-AAAA-AAAA");
            wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        }

        using var late = await MakeAsync(anyone, first);
        late.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        LastCode().ShouldNotBe(first);
        using var right = await MakeAsync(anyone, LastCode());
        right.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_weak_password_is_told_at_its_field_and_the_code_holds_on()
    {
        await using var centre = await StartAsync();
        using var anyone = centre.Client();

        using var weak = await MakeAsync(anyone, LastCode(), password: "short");
        using var better = await MakeAsync(anyone, LastCode());

        weak.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await weak.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("errors").TryGetProperty("password", out _).ShouldBeTrue();
        better.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("----")]
    public async Task Without_a_code_nobody_gets_in(string? code)
    {
        await using var centre = await StartAsync();
        using var anyone = centre.Client();

        using var refused = await MakeAsync(anyone, code);

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await IsAwaitedAsync(anyone)).ShouldBeTrue();
    }

    public void Dispose() => printed.Dispose();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<TestCentre> StartAsync(DatabaseEngine engine = DatabaseEngine.Sqlite)
    {
        var centre = await TestCentre.StartAsync(engine, services => services.Replace(ServiceDescriptor.Singleton(new SetUpCode(printed))));
        centre.Services.GetRequiredService<SetUpCode>().Begin();
        return centre;
    }

    private string LastCode() => Code().Matches(printed.ToString())[^1].Value;

    private static Task<HttpResponseMessage> MakeAsync(HttpClient anyone, string? code, string user = "avery", string password = TestCentre.Password) =>
        anyone.PostAsJsonAsync("/api/session/first", new { code, user, name = "Avery Stone", password }, Ct);

    private static async Task<bool> IsAwaitedAsync(HttpClient anyone) =>
        (await anyone.GetFromJsonAsync<JsonElement>("/api/session/first", Ct)).GetProperty("isAwaited").GetBoolean();

    [GeneratedRegex("[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}")]
    private static partial Regex Code();
}
