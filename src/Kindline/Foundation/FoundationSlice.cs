using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace Kindline.Foundation;

/// <summary>What every slice stands on: storage, keys, JSON, problem details, health, live changes, and the browser's files.</summary>
internal static class FoundationSlice
{
    public static WebApplicationBuilder CreateBuilder(KindlineOptions options, MasterKey key)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = "kindline",
            // From the current folder the whole tree below it would be watched.
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
        });
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(options));
        // Standard output carries the ready line alone.
        builder.Logging.ClearProviders().AddSystemdConsole()
            .AddFilter("Microsoft", LogLevel.Warning)
            // It would say at each start of a server without the desktop that there is none.
            .AddFilter("Microsoft.AspNetCore.StaticFiles", LogLevel.Error)
            // A refused bind is reported by the one who started us, and a stack trace would drown it.
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        builder.Services.Configure<ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
        Add(builder.Services, options, key);
        return builder;
    }

    /// <summary>What comes before routing: headers, problem details, and the files of the desktop.</summary>
    public static void Use(WebApplication app)
    {
        app.Use(SecurityHeaders.AddAsync);
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseStaticFiles(new StaticFileOptions
        {
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
                file.Context.Request.Path.StartsWithSegments("/assets") ? "public, max-age=31536000, immutable" : "no-cache",
        });
        app.UseRouting();
    }

    private static void Add(IServiceCollection services, KindlineOptions options, MasterKey key)
    {
        services.AddSingleton(options);
        services.AddSingleton(key);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(DbFactory.For(options));
        services.AddScoped(sp => sp.GetRequiredService<DbFactory>().Create());
        services.AddHostedService<SchemaUpgrade>();
        services.AddSingleton<ReadyPorts>();
        services.AddSingleton<LiveChanges>();
        services.AddSignalR().AddJsonProtocol(o => WireJson.Configure(o.PayloadSerializerOptions));
        services.ConfigureHttpJsonOptions(o => WireJson.Configure(o.SerializerOptions));
        services.AddProblemDetails();
        services.AddExceptionHandler<UnreadableRequests>();
        services.AddExceptionHandler<DatabaseAway>();
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        var health = services.AddHealthChecks().AddCheck<DatabaseHealth>("database").AddCheck<DiskHealth>("disk");
        if (options.TlsCertificate is not null)
        {
            services.AddSingleton<ServerCertificate>();
            services.AddHostedService(s => s.GetRequiredService<ServerCertificate>());
            health.AddCheck<ServerCertificate>("certificate");
        }
        services.AddDataProtection().SetApplicationName("kindline")
            .PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(options.DataFolder, "keys")));
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>, KeyRingEncryption>();
        ApiDocument.Add(services);
    }
}
