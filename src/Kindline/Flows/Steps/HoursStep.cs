using Kindline.Foundation;
using Kindline.Practices;

namespace Kindline.Flows.Steps;

/// <summary>Whether a practice is open now, by its own clock on the wall.</summary>
internal sealed class HoursStep(OpeningTimes times, TimeProvider clock)
{
    public Task<bool> IsOpenAsync(PracticeId id, CancellationToken ct) => times.IsOpenAtAsync(id, clock.GetUtcNow(), ct);
}
