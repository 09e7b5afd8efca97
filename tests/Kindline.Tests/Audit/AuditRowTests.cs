using System.Text;
using Kindline.Audit;

namespace Kindline.Tests.Audit;

public sealed class AuditRowTests
{
    private static readonly AuditRow Row = new(
        7, new DateTimeOffset(2026, 11, 16, 9, 30, 0, TimeSpan.FromHours(-6)), null, "system", null, null, "trail.tested", 'E', null, null, null,
        ["name", "phone"], "said \"yes\" <é>", 4, []);

    [Fact]
    public void The_canonical_form_has_its_keys_in_order_and_nothing_absent()
    {
        Encoding.UTF8.GetString(Row.CanonicalForm()).ShouldBe(
            """{"action":"E","actorRole":"system","at":"2026-11-16T15:30:00.0000000+00:00","code":"trail.tested","fields":"name,phone","outcome":4,"reason":"said \"yes\" <é>","seq":7}""");
    }

    [Fact]
    public void The_mac_is_that_of_an_independent_implementation()
    {
        // python3: hmac.new(bytes(32), bytes(32) + canonical, "sha256").hexdigest()
        Convert.ToHexStringLower(Row.ComputeMac(new byte[32], new byte[32])).ShouldBe("fefcc19511935b5e14f21009f23cc920fb4a6d7cbbb789a35ad2fabe5af02bb2");
    }
}
