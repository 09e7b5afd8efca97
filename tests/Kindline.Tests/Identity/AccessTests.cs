using System.Net;
using System.Reflection;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Patients;
using Kindline.Practices;
using Kindline.Tests.Foundation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kindline.Tests.Identity;

public sealed class AccessTests
{
    // Whatever is asked of these by id shows a patient.
    private static readonly string[] PatientResources = ["/api/patients/{id", "/api/interactions/{id", "/api/desk/calls/{id"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_route_declares_who_may_use_it()
    {
        await using var centre = await TestCentre.StartAsync();

        Routes(centre).Count.ShouldBeGreaterThan(10);
        Routes(centre).Where(r => r.Metadata.GetMetadata<AccessRule>() is null).Select(r => r.RoutePattern.RawText).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_public_that_is_not_meant_to_be()
    {
        await using var centre = await TestCentre.StartAsync();

        Routes(centre).Where(r => r.Metadata.GetMetadata<AccessRule>() is { Public: true })
            .Select(r => $"{string.Join(',', r.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [])} {r.RoutePattern.RawText}".Trim())
            .Where(r => !r.Contains("nonfile", StringComparison.Ordinal))
            .Order().ShouldBe(["/healthz", "/sip", "GET /api/session/first", "GET /openapi/{documentName}.json", "GET,HEAD /", "POST /api/session", "POST /api/session/first"]);
    }

    [Fact]
    public async Task Every_route_to_one_patients_data_is_audited()
    {
        await using var centre = await TestCentre.StartAsync();

        Routes(centre)
            .Where(r => PatientResources.Any(p => r.RoutePattern.RawText!.StartsWith(p, StringComparison.Ordinal)))
            .Where(r => r.Metadata.GetMetadata<AuditRule>() is null)
            .Select(r => r.DisplayName).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_permission_that_a_route_asks_exists_and_somebody_has_it()
    {
        await using var centre = await TestCentre.StartAsync();
        var granted = RoleTable.Roles.SelectMany(r => r.Grants).Select(g => g.Permission).ToHashSet();
        var existing = typeof(Permission).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetValue(null)!).ToHashSet();

        var asked = Routes(centre).Select(r => r.Metadata.GetMetadata<AccessRule>()?.Permission).OfType<string>().ToHashSet();

        asked.Except(existing).ShouldBeEmpty();
        existing.Except(granted).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_endpoint_without_a_rule_answers_nobody()
    {
        await using var centre = await TestCentre.StartAsync(map: app => app.MapGet("/api/forgotten", () => "seen"));
        using var admin = await centre.SignInAsRoleAsync("admin");

        using var answer = await admin.GetAsync("/api/forgotten", Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await answer.Content.ReadAsStringAsync(Ct)).ShouldNotContain("forgotten");
    }

    [Theory]
    [InlineData("agent", "/api/users", HttpStatusCode.Forbidden)]
    [InlineData("supervisor", "/api/users", HttpStatusCode.Forbidden)]
    [InlineData("admin", "/api/users", HttpStatusCode.OK)]
    [InlineData("agent", "/api/audit", HttpStatusCode.Forbidden)]
    [InlineData("supervisor", "/api/audit", HttpStatusCode.OK)]
    [InlineData("agent", "/api/settings", HttpStatusCode.Forbidden)]
    [InlineData("lead", "/api/settings", HttpStatusCode.Forbidden)]
    [InlineData("supervisor", "/api/settings", HttpStatusCode.OK)]
    [InlineData("marketing", "/api/practices", HttpStatusCode.OK)]
    public async Task A_role_reaches_what_it_is_granted(string role, string path, HttpStatusCode expected)
    {
        await using var centre = await TestCentre.StartAsync();
        using var client = await centre.SignInAsRoleAsync(role);

        using var answer = await client.GetAsync(path, Ct);

        answer.StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task Another_practices_record_is_not_found()
    {
        await using var centre = await TestCentre.StartAsync();
        var practice = new Practice { Id = new PracticeId(Guid.CreateVersion7()), Name = "Cedar Family Medicine" };
        var patient = new Patient { Id = new PatientId(Guid.CreateVersion7()), PracticeId = practice.Id, Mrn = "1", FirstName = "A", LastName = "B" };
        await using (var db = centre.Databases.Create())
        {
            db.AddRange(practice, patient);
            await db.SaveChangesAsync(Ct);
        }
        using var own = await centre.SignInAsRoleAsync("director", practice.Id);
        using var stranger = await centre.SignInAsRoleAsync("frontdesk");

        (await own.GetAsync($"/api/patients/{patient.Id}", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await stranger.GetAsync($"/api/patients/{patient.Id}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static List<RouteEndpoint> Routes(TestCentre centre) =>
        [.. centre.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()];
}
