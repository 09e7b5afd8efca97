using System.Net;

namespace Kindline.Benchmarks.Load;

/// <summary>One call of the load to the exchange, as its caller knows it.</summary>
internal sealed class LoadCall(string id, LoadLeg leg)
{
    private volatile Answered? answer;
    private volatile bool over;

    /// <summary>The Call-ID, and the tag and branch of the caller.</summary>
    public string Id => id;

    public LoadLeg Leg => leg;

    /// <summary>What the exchange has answered; null until then.</summary>
    public Answered? Answer => answer;

    /// <summary>Whether the exchange has ended it, or refused it.</summary>
    public bool Over => over;

    /// <summary>The exchange's side of the dialog, as it wrote it, and where its audio is.</summary>
    public sealed record Answered(string From, string To, string Contact, IPEndPoint Exchange, int AudioPort);

    public void OnAnswer(Answered answered) => answer = answered;

    public void OnOver() => over = true;
}
