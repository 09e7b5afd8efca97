using Kindline.Compliance;
using Kindline.Engine;
using Kindline.Flows.Outside;
using Kindline.Tests.Foundation;
using Microsoft.Extensions.DependencyInjection;

namespace Kindline.Tests.Flows.Outside;

public sealed class OutsideDoorTests : IAsyncLifetime
{
    private const string Number = "+15125550177";
    private static readonly AgentId Ana = new(Guid.CreateVersion7());
    private static readonly AgentId Ben = new(Guid.CreateVersion7());

    private TestCentre centre = null!;
    private OutsideDoor door = null!;

    public async ValueTask InitializeAsync()
    {
        centre = await TestCentre.StartAsync();
        door = centre.Services.GetRequiredService<OutsideDoor>();
    }

    public ValueTask DisposeAsync() => centre.DisposeAsync();

    [Theory]
    [InlineData("+15125550177", null)]
    [InlineData("+17875550177", null)]
    [InlineData("+19005550177", "destination")]
    [InlineData("+15129760177", "destination")]
    [InlineData("+18765550177", "destination")]
    [InlineData("+18095550177", "destination")]
    [InlineData("+442079460177", "destination")]
    public void By_default_the_numbering_plan_is_called_and_neither_premium_rate_nor_abroad(string number, string? limit) =>
        door.WhyNot(Ana, number)?.Kind.ShouldBe(limit);

    [Theory]
    [InlineData("+19005550177")]
    [InlineData("+442079460177")]
    public void What_is_refused_by_default_is_refused_in_words(string number) =>
        door.WhyNot(Ana, number).ShouldNotBeNull().Words.ShouldContain("premium rate");

    [Fact]
    public void A_person_has_so_many_calls_at_once_and_another_has_as_many()
    {
        Limit(l => l.CallsPerUser = 1);
        using var first = door.TryBegin(Ana, Number).Place;

        door.TryBegin(Ana, Number).Why.ShouldNotBeNull().Kind.ShouldBe("userCalls");
        door.TryBegin(Ben, Number).Place.ShouldNotBeNull();
        first.ShouldNotBeNull().Dispose();
        door.TryBegin(Ana, Number).Place.ShouldNotBeNull();
    }

    [Fact]
    public void The_centre_has_so_many_calls_at_once()
    {
        Limit(l => l.CallsOfCentre = 2);
        door.TryBegin(Ana, Number);
        door.TryBegin(Ben, Number);

        door.TryBegin(new AgentId(Guid.CreateVersion7()), Number).Why.ShouldNotBeNull().Kind.ShouldBe("centreCalls");
    }

    [Fact]
    public void A_persons_minutes_within_the_hour_count_running_calls_and_come_back_with_time()
    {
        Limit(l => l.MinutesPerUser = 30);
        var first = door.TryBegin(Ana, Number).Place;
        centre.Clock.Advance(TimeSpan.FromMinutes(30));
        door.TryBegin(Ana, Number).Why.ShouldNotBeNull().Kind.ShouldBe("userMinutes");

        first.ShouldNotBeNull().Dispose();
        first.Dispose();
        centre.Clock.Advance(TimeSpan.FromMinutes(29));
        door.TryBegin(Ana, Number).Why.ShouldNotBeNull();
        centre.Clock.Advance(TimeSpan.FromMinutes(2));

        door.TryBegin(Ana, Number).Why.ShouldBeNull();
    }

    [Fact]
    public void The_centres_minutes_are_those_of_all()
    {
        Limit(l => l.MinutesOfCentre = 30);
        door.TryBegin(Ana, Number);
        door.TryBegin(Ben, Number);
        centre.Clock.Advance(TimeSpan.FromMinutes(15));

        door.TryBegin(Ana, Number).Why.ShouldNotBeNull().Kind.ShouldBe("centreMinutes");
    }

    [Fact]
    public void A_persons_cost_within_the_hour_goes_by_the_price_of_each_number()
    {
        Limit(l => (l.Rates, l.DollarsPerUser) = ("+1=10 +1787=100", 3));
        var dear = door.TryBegin(Ana, "+17875550177").Place;
        centre.Clock.Advance(TimeSpan.FromMinutes(2));
        dear.ShouldNotBeNull().Dispose();
        door.TryBegin(Ana, Number).Why.ShouldBeNull();
        centre.Clock.Advance(TimeSpan.FromMinutes(10));

        door.TryBegin(Ana, Number).Why.ShouldNotBeNull().Kind.ShouldBe("userSpend");
        door.TryBegin(Ben, Number).Why.ShouldBeNull();
    }

    [Fact]
    public void The_centres_cost_is_that_of_all()
    {
        Limit(l => (l.Rates, l.DollarsOfCentre) = ("+1=100", 4));
        door.TryBegin(Ana, Number);
        door.TryBegin(Ben, Number);
        centre.Clock.Advance(TimeSpan.FromMinutes(2));

        door.TryBegin(Ana, Number).Why.ShouldNotBeNull().Kind.ShouldBe("centreSpend");
    }

    [Theory]
    [InlineData("911")]
    [InlineData("933")]
    [InlineData("988")]
    public void Help_passes_every_limit_and_takes_nothing_of_them(string number)
    {
        Limit(l => (l.Allowed, l.CallsPerUser, l.CallsOfCentre, l.MinutesPerUser, l.MinutesOfCentre, l.DollarsPerUser, l.DollarsOfCentre) = ("", 0, 0, 0, 0, 0, 0));
        door.TryBegin(Ana, number).Place.ShouldNotBeNull();
        door.WhyNot(Ana, number).ShouldBeNull();

        Limit(l => l.CallsPerUser = 1);
        door.TryBegin(Ana, Number).Place.ShouldNotBeNull();
    }

    [Fact]
    public void An_alarm_stands_for_a_quarter_of_an_hour()
    {
        door.Alarm(Ana);
        centre.Clock.Advance(TimeSpan.FromMinutes(14));
        door.Alarms.ShouldBe([Ana]);
        centre.Clock.Advance(TimeSpan.FromMinutes(2));

        door.Alarms.ShouldBeEmpty();
    }

    private void Limit(Action<OutsideLimits> change)
    {
        var limits = OutsideLimits.Usual(centre.Services.GetRequiredService<TollDestinations>());
        change(limits);
        door.Set(limits);
    }
}
