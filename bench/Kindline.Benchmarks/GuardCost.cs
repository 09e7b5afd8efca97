using System.Net;
using Kindline.Voice.Sip;
using Kindline.Voice.Sip.Guard;

namespace Kindline.Benchmarks;

/// <summary>What it takes to drop a datagram of a blocked source, beside reading one that is malformed; in nanoseconds, the socket left out.</summary>
internal static class GuardCost
{
    private const int Turns = 1_000_000;

    public static (double Drop, double Parse) Measure()
    {
        var guard = new SipGuard(new GuardOptions(), new OpenCalls(), TimeProvider.System, _ => { });
        var blocked = new IPEndPoint(new IPAddress([203, 0, 113, 9]), 5060);
        var flow = new SipFlow(SipProtocol.Udp, blocked, 0);
        for (var n = 0; n < new GuardOptions().OffencePoints; n++)
        {
            guard.AnswersRubbish(flow);
        }
        return (Time(n => guard.Opens(SipProtocol.Udp, blocked)), Time(n => SipParser.Parse(AttackPeer.Rubbish[n % AttackPeer.Rubbish.Length])));
    }

    private static double Time(Action<int> act)
    {
        Run(Turns / 10);
        return Run(Turns) / Turns;

        double Run(int turns)
        {
            var cpu = Environment.CpuUsage.TotalTime;
            for (var n = 0; n < turns; n++)
            {
                act(n);
            }
            return (Environment.CpuUsage.TotalTime - cpu).TotalNanoseconds;
        }
    }
}
