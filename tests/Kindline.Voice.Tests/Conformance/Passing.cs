using Kindline.Voice.Calls;
using Kindline.Voice.Tests.Calls;

namespace Kindline.Voice.Tests.Conformance;

/// <summary>Waits for messages by what the exchange itself saw pass.</summary>
internal static class Passing
{
    extension(Exchange exchange)
    {
        /// <summary>Completes when so many messages of the call with this CSeq have passed.</summary>
        public async Task PassesAsync(string callId, bool sent, string cseq, int times = 1)
        {
            var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            void Look(string of, TracedMessage message)
            {
                if (of == callId && exchange.Trace.Of(callId)?.Messages.Count(m => m.Sent == sent && Is(m, cseq)) >= times)
                {
                    enough.TrySetResult();
                }
            }
            exchange.Trace.Passed += Look;
            // What had passed before we looked.
            if (exchange.Trace.Of(callId) is { Messages: [.., var last] })
            {
                Look(callId, last);
            }
            await enough.Task.Soon();
            exchange.Trace.Passed -= Look;
        }

        /// <summary>Completes when a message with this CSeq has been sent, whatever call it is of.</summary>
        public async Task SendsAsync(string cseq)
        {
            var sent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            void Look(string of, TracedMessage message)
            {
                if (message.Sent && Is(message, cseq))
                {
                    sent.TrySetResult();
                }
            }
            exchange.Trace.Passed += Look;
            await sent.Task.Soon();
            exchange.Trace.Passed -= Look;
        }
    }

    private static bool Is(TracedMessage message, string cseq) => message.Text.Contains($"\r\nCSeq: {cseq}\r\n", StringComparison.Ordinal);
}
