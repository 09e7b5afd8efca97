namespace Kindline.Foundation;

/// <summary>What the program does instead of serving, by name: <c>kindline VERB ARGUMENTS</c>.</summary>
internal sealed class Verbs(IReadOnlyDictionary<string, Func<string[], Task<int>>> table)
{
    public const int Unknown = 2;

    public async Task<int> RunAsync(string[] args)
    {
        if (!table.TryGetValue(args[0], out var verb))
        {
            await Console.Error.WriteLineAsync($"kindline: no verb \"{args[0]}\". Without one the server starts; the verbs are: {string.Join(", ", table.Keys)}.");
            return Unknown;
        }
        try
        {
            return await verb(args[1..]);
        }
        catch (Exception e) when (e is SettingException or CannotStartException)
        {
            await Console.Error.WriteLineAsync($"kindline: {e.Message}");
            return Unknown;
        }
    }

    /// <summary>A verb that is promised and not here yet.</summary>
    public static Func<string[], Task<int>> NotYet(string verb) => async _ =>
    {
        await Console.Error.WriteLineAsync($"kindline: this version does not have \"{verb}\" yet.");
        return Unknown;
    };
}
