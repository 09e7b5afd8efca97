// Journeys measure sound in real time on real sockets: one at a time, or they starve each other on a small machine.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
