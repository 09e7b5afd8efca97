namespace Kindline.Benchmarks;

/// <summary>The exchange: calls that run with recording first, then calls that are answered and hung up at once.</summary>
internal static class VoiceBench
{
    public static async Task<int> RunAsync(bool quick)
    {
        await RecordedCallsBench.RunAsync(quick);
        return await AnswerBench.RunAsync(quick);
    }
}
