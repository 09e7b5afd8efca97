using Xunit.Sdk;
using Xunit.v3;

namespace Kindline.Journeys.Toolkit;

/// <summary>
/// The journeys with a browser go one after the other and are more than half of all: they begin first, so that none of them is left
/// for the end, when nothing could run beside it.
/// </summary>
public sealed class BrowsersFirst : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(static c => c.TestCollectionDisplayName == nameof(WithBrowser) ? 0 : 1)];
}
