namespace Kindline.Journeys.Toolkit;

/// <summary>Journeys with a Chromium that is a telephone run one after the other: two that talk at once starve each other's sound on two cores.</summary>
[CollectionDefinition(nameof(WithBrowser))]
public sealed class WithBrowser;
