using Kindline.Foundation;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.SignalR;

namespace Kindline.Identity;

/// <summary>People, their roles and their sessions.</summary>
internal static class IdentitySlice
{
    // OWASP's count for PBKDF2 with HMAC-SHA512, which is what the framework's format takes; equals 600,000 with SHA-256.
    private const int HashIterations = 210_000;

    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<IPasswordHasher<User>, PasswordHasher<User>>();
        services.AddSingleton<ILookupNormalizer, UpperInvariantLookupNormalizer>();
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = HashIterations);
        services.AddIdentityCore<User>(o =>
        {
            o.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
            o.Password.RequiredLength = PasswordRules.LeastLength;
            o.Password.RequireDigit = o.Password.RequireLowercase = o.Password.RequireUppercase = o.Password.RequireNonAlphanumeric = false;
            o.User.AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-@";
        }).AddEntityFrameworkStores<Db>().AddPasswordValidator<PasswordRules>();
        services.AddSingleton<IUserIdProvider, LiveUsers>();
        services.AddSingleton<ILiveAudience, LiveUsers>();
        services.AddSingleton<Roles>();
        services.AddHostedService(sp => sp.GetRequiredService<Roles>());
        services.AddSingleton<Sessions>();
        services.AddSingleton<SignIn>();
        services.AddSingleton<SignOut>();
        services.AddSingleton(_ => new SetUpCode(Console.Error));
        services.AddSingleton<KeepKeys>();
        services.AddSingleton<UserQueries>();
        services.AddScoped<UserInputRules>();
        services.AddScoped<CreateUser>();
        services.AddScoped<FirstAdministrator>();
        services.AddScoped<ChangeUser>();
    }

    public static void Use(WebApplication app)
    {
        app.UseMiddleware<RequestIdentity>();
        app.UseMiddleware<AccessCheck>();
    }

    public static void Map(IEndpointRouteBuilder app, IEndpointRouteBuilder api)
    {
        OpenEndpoints.Map(app);
        IdentityApi.Map(api);
        AuditApi.Map(api);
        SettingsApi.Map(api);
    }
}
