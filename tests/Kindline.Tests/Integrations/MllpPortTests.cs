using System.Text;
using Kindline.Integrations;

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

    [Theory]
    [InlineData("")]
    [InlineData("PID|1|2|3")]
    [InlineData("MSH")]
    public void What_is_no_message_gets_no_answer(string text) => MllpPort.Reject(Encoding.Latin1.GetBytes(text), Now).ShouldBeNull();
}
