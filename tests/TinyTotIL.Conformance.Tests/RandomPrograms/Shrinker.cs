using System.Collections.Immutable;

namespace TinyTotIL.Conformance.Tests.RandomPrograms;

/// <summary>Makes a failing program smaller while it still fails.</summary>
/// <remarks>
/// Delta debugging over units: it tries to drop whole modules, then runs of units, halving the length of the runs, then
/// to replace operands by simpler ones, and starts over until nothing helps. Candidates that no longer load do not count as
/// failures, so labels stay while something refers to them.
/// </remarks>
internal sealed class Shrinker
{
    private static readonly (string Mnemonic, string Simple)[] SimplerOperands =
    [
        ("PUSH_INT", "PUSH_INT 0"), ("PUSH_FLOAT", "PUSH_FLOAT 1.0"), ("PUSH_STR", "PUSH_STR \"a\""), ("PUSH_TEXT", "PUSH_STR \"a\""),
        ("PUSH_BOOL", "TRUE"), ("NULL", "PUSH_INT 0"), ("STORE", "STORE x"), ("LOAD", "LOAD x"), ("MAKE_LAMBDA", "PUSH_INT 0"),
        ("MAKE_FUNCTION", "PUSH_INT 0"), ("GET_TIME", "PUSH_INT 0"), ("MAKE_OBJECT", "PUSH_INT 0"), ("NEW_LIST", "PUSH_INT 0"),
    ];

    private readonly Func<GeneratedProgram, bool> _fails;
    private int _triesLeft;

    private Shrinker(Func<GeneratedProgram, bool> fails, int tries)
    {
        _fails = fails;
        _triesLeft = tries;
    }

    /// <summary>Shrinks a program.</summary>
    /// <param name="program">A program that fails.</param>
    /// <param name="fails">Whether a program fails; asked about programs that may not even load.</param>
    /// <param name="tries">How often to ask at most.</param>
    public static GeneratedProgram Shrink(GeneratedProgram program, Func<GeneratedProgram, bool> fails, int tries = 3000)
    {
        var shrinker = new Shrinker(fails, tries);
        for (var before = program; ; before = program)
        {
            program = shrinker.DropModules(program);
            for (int module = 0; module < program.Modules.Length; module++)
            {
                program = shrinker.DropUnits(program, module);
                program = shrinker.SimplifyOperands(program, module);
            }

            if (ReferenceEquals(program, before))
            {
                return program;
            }
        }
    }

    private GeneratedProgram DropModules(GeneratedProgram program)
    {
        for (int module = program.Modules.Length - 1; module > 0; module--)
        {
            program = Better(program, new GeneratedProgram(program.Modules.RemoveAt(module)));
        }

        return program;
    }

    private GeneratedProgram DropUnits(GeneratedProgram program, int module)
    {
        for (int length = Math.Max(1, program.Modules[module].Units.Length / 2); length > 0; length /= 2)
        {
            for (int start = 0; start < program.Modules[module].Units.Length;)
            {
                var units = program.Modules[module].Units;
                var smaller = Better(program, With(program, module, units.RemoveRange(start, Math.Min(length, units.Length - start))));
                start += ReferenceEquals(smaller, program) ? length : 0;
                program = smaller;
            }
        }

        return program;
    }

    private GeneratedProgram SimplifyOperands(GeneratedProgram program, int module)
    {
        for (int index = 0; index < program.Modules[module].Units.Length; index++)
        {
            var units = program.Modules[module].Units;
            if (units[index].Lines is not [var line])
            {
                continue;
            }

            string mnemonic = line.Split(' ')[0];
            foreach (var (_, simple) in SimplerOperands.Where(entry => entry.Mnemonic == mnemonic && entry.Simple != line))
            {
                program = Better(program, With(program, module, units.SetItem(index, new GeneratedUnit(simple))));
            }
        }

        return program;
    }

    private GeneratedProgram Better(GeneratedProgram current, GeneratedProgram candidate) =>
        _triesLeft-- > 0 && _fails(candidate) ? candidate : current;

    private static GeneratedProgram With(GeneratedProgram program, int module, ImmutableArray<GeneratedUnit> units) =>
        new(program.Modules.SetItem(module, program.Modules[module] with { Units = units }));
}
