using Kindline.Benchmarks;

var runners = new Dictionary<string, Func<bool, Task>>(StringComparer.Ordinal)
{
    ["floor"] = FloorBench.RunAsync,
};

if (args is [var name, .. var options] && runners.TryGetValue(name, out var run) && options is [] or ["--quick"])
{
    await run(options.Length > 0);
    return 0;
}

Console.Error.WriteLine($"usage: Kindline.Benchmarks {string.Join('|', runners.Keys)} [--quick]");
return 2;
