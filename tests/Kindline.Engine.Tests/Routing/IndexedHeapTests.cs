using Kindline.Engine.Routing;

namespace Kindline.Engine.Tests.Routing;

public sealed class IndexedHeapTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_first_is_the_lowest_whatever_was_added_and_removed(int seed)
    {
        var random = new Random(seed);
        var heap = new IndexedHeap<Item>();
        var plain = new List<Item>();

        foreach (var step in Enumerable.Range(1, 1000))
        {
            Change(heap, plain, random, step);

            heap.Count.ShouldBe(plain.Count);
            heap.First.ShouldBe(plain.MinBy(item => (item.Key.Major, item.Key.Minor)));
        }
    }

    [Fact]
    public void An_item_knows_whether_it_is_in_the_heap()
    {
        var heap = new IndexedHeap<Item>();
        var item = new Item(new HeapKey(1, 1));

        heap.Add(item, item.Key);
        item.HeapIndex.ShouldBe(0);
        heap.Remove(item);

        item.HeapIndex.ShouldBe(-1);
        heap.First.ShouldBeNull();
    }

    private static void Change(IndexedHeap<Item> heap, List<Item> plain, Random random, int step)
    {
        if (plain.Count > 0 && random.Next(5) < 2)
        {
            var gone = plain[random.Next(plain.Count)];
            plain.Remove(gone);
            heap.Remove(gone);
            return;
        }

        var item = new Item(new HeapKey(random.Next(20), step));
        plain.Add(item);
        heap.Add(item, item.Key);
    }

    private sealed class Item(HeapKey key) : IHeapItem
    {
        public HeapKey Key { get; } = key;

        public int HeapIndex { get; set; } = -1;
    }
}
