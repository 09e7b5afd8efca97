namespace Kindline.Journeys.Toolkit;

/// <summary>
/// The data folder and key of a demo that was started once and drained: journeys begin with a copy, so that only the first pays for
/// migrations, people and spoken prompts. <see cref="Journeys.RunScriptTests"/> starts from nothing.
/// </summary>
public sealed class FilledCentre : IAsyncDisposable
{
    static readonly SemaphoreSlim Filling = new(1);
    static string? filled;

    /// <summary>Puts data folder and key into an empty folder.</summary>
    internal static async Task CopyAsync(string home)
    {
        await Filling.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            filled ??= await FillAsync();
        }
        finally
        {
            Filling.Release();
        }

        await ExternalProgram.RunAsync("cp", "-a", filled + "/.", home);
    }

    public ValueTask DisposeAsync()
    {
        if (filled is not null)
        {
            Directory.Delete(filled, recursive: true);
        }

        return ValueTask.CompletedTask;
    }

    static async Task<string> FillAsync()
    {
        var home = Places.NewFolder("filled-centre");
        await using var program = KindlineServer.StartRaw(home, []);
        await program.LineAsync("kindline ready", 90);
        program.Signal(ExternalProgram.Terminate);
        (await program.EndAsync(30)).ShouldBe(0, program.Everything);
        return home;
    }
}
