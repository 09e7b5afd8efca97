using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Kindline.Foundation;

/// <summary>One run of the server, from the settings to the exit code.</summary>
internal static class Server
{
    /// <summary>Serves until it is told to stop. Prints one line to standard output, when everything accepts.</summary>
    public static async Task<int> RunAsync(Func<KindlineOptions, MasterKey, WebApplication> build)
    {
        try
        {
            var options = KindlineOptions.FromEnvironment(Environment.GetEnvironmentVariable);
            using var folder = DataFolder.Take(options);
            Listener.Probe(options);
            await using var app = build(options, folder.Key);
            await StartAsync(app, CancellationToken.None);
            await Console.Out.WriteLineAsync($"kindline ready {app.Services.GetRequiredService<ReadyPorts>()}");
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (SettingException e)
        {
            return await RefuseAsync(e.Message, CannotStartException.Settings);
        }
        catch (CannotStartException e)
        {
            return await RefuseAsync(e.Message, e.ExitCode);
        }
        catch (Exception e) when (Listener.WhyNot(e) is { } why)
        {
            return await RefuseAsync(why, CannotStartException.Settings);
        }
    }

    /// <summary>Starts all services and Kestrel, and notes the port it really has.</summary>
    public static async Task StartAsync(WebApplication app, CancellationToken ct)
    {
        try
        {
            await app.StartAsync(ct);
        }
        catch
        {
            // The services that run already are cancelled next: that is their end, not a failure to be logged.
            app.Lifetime.StopApplication();
            throw;
        }
        var addresses = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;
        app.Services.GetRequiredService<ReadyPorts>().Http = BindingAddress.Parse(addresses.First()).Port;
    }

    private static async Task<int> RefuseAsync(string line, int exitCode)
    {
        await Console.Error.WriteLineAsync($"kindline: {line}");
        return exitCode;
    }
}
