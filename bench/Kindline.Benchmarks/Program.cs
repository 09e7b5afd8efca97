using System.Globalization;
using Kindline.Benchmarks;
using Kindline.Benchmarks.Desktops;
using Kindline.Benchmarks.Loss;
using Kindline.Benchmarks.Profile;

return args switch
{
    ["voice", .. var options] when Quick(options) is { } quick => await VoiceBench.RunAsync(quick),
    ["loss", .. var options] when Quick(options) is { } quick => await LossBench.RunAsync(quick),
    ["floor", .. var options] when Quick(options) is { } quick => await FloorBench.RunAsync(quick),
    ["attack", .. var options] when Quick(options) is { } quick => await AttackBench.RunAsync(quick),
    ["desktops", .. var options] when Quick(options) is { } quick => await DesktopsBench.RunAsync(quick),
    ["profile", var picture, .. var options] when Quick(options) is { } quick => await ProfileBench.RunAsync(picture, quick),
    ["simulate", "floor", .. var options] when Seeds(options) is { } seeds => await SimulatedFloor.RunAsync(seeds),
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

static int? Seeds(string[] options) => options switch
{
    [] => SimulatedFloor.DefaultSeeds,
    ["--seeds", var text] when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seeds) && seeds > 0 => seeds,
    _ => null,
};

static int Usage()
{
    Console.Error.WriteLine("usage: bench voice|loss|floor|attack|desktops [--quick]\n       bench profile PICTURE.svg [--quick]\n       simulate floor [--seeds N]");
    return 2;
}
