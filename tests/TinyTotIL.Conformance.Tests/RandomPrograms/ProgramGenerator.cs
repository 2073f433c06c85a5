using System.Collections.Immutable;

namespace TinyTotIL.Conformance.Tests.RandomPrograms;

/// <summary>Makes programs that terminate, from a seed.</summary>
/// <remarks>
/// <para>
/// A program is planned first - modules, functions, what they take and leave - and then written body by body, tracking
/// roughly what is on the stack and in variables, so that most of it works. Half of the programs are structured throughout,
/// with wrong values here and there; the others break one or two of the <see cref="BrokenRules"/>, or all of them.
/// </para>
/// <para>
/// Termination: everything that can go backwards - calls, jumps back, wild jumps, catch labels - first uses up fuel, and
/// without fuel the program ends. The fuel is the clock, which the test advances at each reading, because it is the only
/// thing all frames and modules share. Counted loops have counters nothing else can touch.
/// </para>
/// <para>
/// Growth: text, lists and objects grow by new pieces only, never by themselves, so no value doubles in a loop.
/// </para>
/// </remarks>
internal static class ProgramGenerator
{
    /// <summary>How many seconds, at one per reading, a program has; when they are over it exits with code 99.</summary>
    public const int FuelSeconds = 1200;

    private static readonly KnownKind[] ValueKinds =
        [KnownKind.Int, KnownKind.Int, KnownKind.Int, KnownKind.Float, KnownKind.Text, KnownKind.Bool, KnownKind.List, KnownKind.Object, KnownKind.Null];

    /// <summary>Makes the program of a seed.</summary>
    /// <param name="seed">The seed; equal seeds give equal programs.</param>
    public static GeneratedProgram Generate(int seed)
    {
        var random = new Random(seed);
        int modules = random.Weighted([55, 25, 12, 8]);
        var rules = RulesToBreak(random);
        var paths = Enumerable.Range(0, modules + 1).Select(number => number == 0 ? "main.ttvm" : $"m{number}.ttvm").ToImmutableArray();
        var functions = ImmutableArray.CreateBuilder<FunctionPlan>();
        for (int module = 0; module <= modules; module++)
        {
            int count = module == 0 ? random.Next(1, 7) : random.Next(0, 4);
            for (int rank = 0; rank < count; rank++)
            {
                functions.Add(Plan(random, rules, module, rank));
            }
        }

        var plan = new ProgramPlan(random, rules, paths, functions.ToImmutable());
        var files = new GeneratedModule[modules + 1];

        // Imported modules first, so that importers know what they export.
        for (int module = modules; module >= 0; module--)
        {
            files[module] = new GeneratedModule(paths[module], Module(plan, module));
        }

        return new GeneratedProgram([.. files]);
    }

    private static BrokenRules RulesToBreak(Random random)
    {
        BrokenRules One() => (BrokenRules)(1 << random.Next(9));
        return random.Weighted([50, 20, 15, 15]) switch
        {
            0 => BrokenRules.None,
            1 => One(),
            2 => One() | One(),
            _ => BrokenRules.All,
        };
    }

    private static FunctionPlan Plan(Random random, BrokenRules rules, int module, int rank)
    {
        int Weight(BrokenRules rule, int weight) => rules.HasFlag(rule) ? weight : 0;
        var shape = (FunctionShape)random.Weighted(
        [
            40, 12, 14, 12, Weight(BrokenRules.LeakedHandlers, 10), Weight(BrokenRules.ForeignEndTry, 6), Weight(BrokenRules.UnbalancedBranches, 12),
        ]);
        string[] names = random.Percent(70) ? ["n", "a", "b", "x"] : ["y", "n", "two", "z"];
        bool counts = shape is FunctionShape.Recursive or FunctionShape.TailRecursive;
        int parameters = Math.Max(counts ? 1 : 0, random.Weighted([15, 35, 30, 15, 5]));
        var signature = Enumerable.Range(0, parameters)
            .Select(index => (names[index], counts && index == 0 ? KnownKind.Int : random.Pick(ValueKinds)))
            .ToImmutableArray();
        var captured = shape == FunctionShape.Ordinary && random.Percent(30)
            ? Kinds(random, random.Next(1, 3)).Select((kind, index) => ($"c{index}", kind)).ToImmutableArray()
            : [];
        int results = shape switch
        {
            FunctionShape.Recursive => 1,
            FunctionShape.HandlerLeaker or FunctionShape.HandlerCloser => random.Next(2),
            _ => random.Weighted([20, 60, 14, 6]),
        };
        var takes = random.Percent(18) ? Kinds(random, random.Next(1, 3)) : [];
        return new FunctionPlan($"f{module}{(char)('a' + rank)}", module, rank, shape, signature, captured, takes, Kinds(random, results));
    }

    private static ImmutableArray<KnownKind> Kinds(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => random.Pick(ValueKinds))];

    private static ImmutableArray<GeneratedUnit> Module(ProgramPlan plan, int module)
    {
        var random = plan.Random;
        var units = new List<GeneratedUnit>();
        var top = new BodyGenerator(plan, module, rank: -1, units);
        top.TopLevel(module == 0 ? random.Next(8, 22) : random.Next(2, 6));
        if (!plan.Breaks(BrokenRules.FallingThrough, 25))
        {
            units.Add(new GeneratedUnit("HALT"));
        }

        foreach (var function in plan.FunctionsOf(module))
        {
            new BodyGenerator(plan, module, function.Rank, units).Function(function);
        }

        return [.. units];
    }
}
