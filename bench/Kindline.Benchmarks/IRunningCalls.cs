using Kindline.Benchmarks.Load;

namespace Kindline.Benchmarks;

/// <summary>Calls of two legs each between a <see cref="LoadProcess"/> and this process.</summary>
internal interface IRunningCalls : IAsyncDisposable
{
    /// <summary>Frames of each leg that were never made, because a stall was too long to catch up.</summary>
    long SkippedFrames { get; }

    /// <summary>Starts what is missing to so many calls; how many have audio on both legs.</summary>
    Task<int> RaiseToAsync(int calls);
}
