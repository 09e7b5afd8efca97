// Sound is measured in real time on real sockets: more journeys at once than a small machine has cores would starve each other.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
[assembly: AssemblyFixture(typeof(FilledCentre))]
