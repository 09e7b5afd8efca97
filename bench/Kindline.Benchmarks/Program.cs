using System.Globalization;
using Kindline.Benchmarks;
using Kindline.Benchmarks.Desktops;
using Kindline.Benchmarks.Load;
using Kindline.Benchmarks.Loss;
using Kindline.Benchmarks.People;
using Kindline.Benchmarks.Profile;
using Kindline.Benchmarks.Soak;

return args switch
{
    ["voice", .. var options] when Quick(options) is { } quick => await VoiceBench.RunAsync(quick),
    ["loss", .. var options] when Quick(options) is { } quick => await LossBench.RunAsync(quick),
    ["floor", .. var options] when Quick(options) is { } quick => await FloorBench.RunAsync(quick),
    ["attack", .. var options] when Quick(options) is { } quick => await AttackBench.RunAsync(quick),
    ["soak", "--quick"] => await SoakBench.RunAsync(SoakPlan.Quick),
    ["soak", .. var options] when Number(options, "--calls", SoakPlan.DefaultCalls) is { } calls => await SoakBench.RunAsync(SoakPlan.Hour(calls)),
    ["search", .. var options] when SearchPlan.Read(options) is { } plan => await SearchBench.RunAsync(plan),
    ["duplicates", .. var options] when Quick(options) is { } quick => await DuplicatesBench.RunAsync(quick),
    ["import", "--quick"] => await ImportBench.RunAsync(ImportBench.QuickRows),
    ["import", .. var options] when Number(options, "--rows", ImportBench.DefaultRows) is { } rows => await ImportBench.RunAsync(rows),
    ["desktops", .. var options] when Quick(options) is { } quick => await DesktopsBench.RunAsync(quick),
    ["profile", var picture, .. var options] when Quick(options) is { } quick => await ProfileBench.RunAsync(picture, quick),
    ["simulate", "floor", .. var options] when Number(options, "--seeds", SimulatedFloor.DefaultSeeds) is { } seeds => await SimulatedFloor.RunAsync(seeds),
    [LoadPeer.Verb] => await LoadPeer.RunAsync(),
    [AttackPeer.Verb, .. var ports] => AttackPeer.Run([.. ports.Select(p => int.Parse(p, CultureInfo.InvariantCulture))]),
    [ProfiledProcess.Verb, var calls] => await ProfiledProcess.RunAsync(int.Parse(calls, CultureInfo.InvariantCulture)),
    [DesktopPeer.Verb, var centre] => await DesktopPeer.RunAsync(centre),
    _ => Usage(),
};

static bool? Quick(string[] options) => options switch
{
    [] => false,
    ["--quick"] => true,
    _ => null,
};

static int? Number(string[] options, string name, int otherwise) => options switch
{
    [] => otherwise,
    [var first, var text] when first == name && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 => number,
    _ => null,
};

static int Usage()
{
    Console.Error.WriteLine("usage: bench voice|loss|floor|attack|desktops|duplicates [--quick]\n       bench search [--quick] [--people N] [--keep FOLDER]\n       bench import [--quick | --rows N]\n       bench soak [--quick | --calls N]\n       bench profile PICTURE.svg [--quick]\n       simulate floor [--seeds N]");
    return 2;
}
