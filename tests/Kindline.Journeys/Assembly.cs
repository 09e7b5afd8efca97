// Sound is measured in real time on real sockets: beside a journey with a browser one more, without, has room on two cores.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
[assembly: TestCollectionOrderer(typeof(BrowsersFirst))]
[assembly: AssemblyFixture(typeof(FilledCentre))]
