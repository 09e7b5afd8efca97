using Kindline.Engine.Routing;

namespace Kindline.Engine.Tests.Routing;

public sealed class WaitingLineTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_line_agrees_with_a_plain_list_whoever_joins_steps_out_comes_back_or_goes(int seed)
    {
        var random = new Random(seed);
        var line = new WaitingLine();
        var plain = new PlainLine();

        foreach (var step in Enumerable.Range(1, 800))
        {
            Change(line, plain, random, step);

            var waiting = plain.Waiting;
            line.Waiting.ShouldBe(waiting.Count);
            line.First.ShouldBe(waiting.FirstOrDefault());
            line.LongestWaitingSince.ShouldBe(waiting.MinBy(contact => contact.WaitingSince)?.WaitingSince);
            var anyone = random.Next(Math.Max(1, waiting.Count));
            waiting.Skip(anyone).Take(1).ShouldAllBe(contact => line.PlaceOf(contact) == anyone + 1);
        }
    }

    private static void Change(WaitingLine line, PlainLine plain, Random random, int step)
    {
        switch (random.Next(10))
        {
            case < 5:
                var contact = new Contact(new InteractionId(new Guid(step, 0, 0, new byte[8])), random.Next(-1, 2), null)
                {
                    AtHead = random.Next(10) == 0,
                    ArrivalOrder = step,
                    WaitingSince = DateTimeOffset.UnixEpoch.AddSeconds(step),
                };
                line.Join(contact);
                plain.Add(contact);
                break;
            case < 7 when plain.Waiting is [_, ..] waiting:
                var offered = random.Next(2) == 0 ? waiting[0] : waiting[random.Next(waiting.Count)];
                line.StepOut(offered);
                offered.State = ContactState.Offered;
                break;
            case < 8 when plain.Offered is [var back, ..]:
                line.StepIn(back);
                break;
            case < 9 when plain.Offered is [.., var taken]:
                WaitingLine.GiveUpSlot(taken);
                plain.Remove(taken);
                break;
            case 9 when plain.Waiting is [_, ..] waiting:
                var leaver = waiting[random.Next(waiting.Count)];
                line.StepOut(leaver);
                WaitingLine.GiveUpSlot(leaver);
                plain.Remove(leaver);
                break;
        }
    }

    private sealed class PlainLine
    {
        private readonly List<Contact> _all = [];

        public List<Contact> Waiting =>
            [.. _all.Where(contact => contact.State == ContactState.Waiting)
                .OrderBy(contact => (contact.AtHead ? 0 : 1, contact.AtHead ? 0 : -contact.Priority, contact.ArrivalOrder))];

        public List<Contact> Offered => [.. _all.Where(contact => contact.State == ContactState.Offered)];

        public void Add(Contact contact) => _all.Add(contact);

        public void Remove(Contact contact) => _all.Remove(contact);
    }
}
