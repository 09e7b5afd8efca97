using System.Net;
using System.Text;
using Kindline.Foundation;
using Kindline.Integrations;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kindline.Tests.Integrations;

public class MllpPortTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 30, 0, TimeSpan.Zero);

    [Fact]
    public void A_message_is_rejected_to_its_sender_with_its_own_control_id()
    {
        var message = Encoding.Latin1.GetBytes("MSH|^~\\&|EMR|CLINIC|KINDLINE|CENTRE|20261122093000||SIU^S12|MSG00042|P|2.5.1\rSCH|1\r");

        var answer = MllpPort.Reject(message, Now);

        answer.ShouldBe(
            "MSH|^~\\&|KINDLINE|CENTRE|EMR|CLINIC|20261122093000||ACK|MSG00042|P|2.5.1\rMSA|AR|MSG00042|No HL7 interface is set up on this server\r");
    }

    /// <summary>Stopped again and again at whatever point of its waiting it is, it never takes the whole program down.</summary>
    [Fact]
    public async Task It_stops_without_a_failure()
    {
        var options = new KindlineOptions { DataFolder = "", KeyFile = "", Bind = IPAddress.Loopback, MllpPort = 0 };
        for (var times = 0; times < 50; times++)
        {
            using var port = new MllpPort(options, new ReadyPorts(options), TimeProvider.System, NullLogger<MllpPort>.Instance);
            await port.StartAsync(TestContext.Current.CancellationToken);
            await port.StopAsync(TestContext.Current.CancellationToken);

            port.ExecuteTask.ShouldNotBeNull().IsFaulted.ShouldBeFalse();
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("PID|1|2|3")]
    [InlineData("MSH")]
    public void What_is_no_message_gets_no_answer(string text) => MllpPort.Reject(Encoding.Latin1.GetBytes(text), Now).ShouldBeNull();
}
