namespace Kindline.Engine.Routing.Strategies;

/// <summary>The strategies there are, by name.</summary>
public static class RoutingStrategies
{
    private static readonly Dictionary<string, IRoutingStrategy> ByName =
        new IRoutingStrategy[] { new LongestIdle() }.ToDictionary(strategy => strategy.Name, StringComparer.Ordinal);

    /// <summary>All names, for the settings of a queue.</summary>
    public static IReadOnlyCollection<string> Names => ByName.Keys;

    /// <summary>The strategy of this name, or null.</summary>
    public static IRoutingStrategy? Find(string name) => ByName.GetValueOrDefault(name);
}
