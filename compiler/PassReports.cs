using System.Collections.Immutable;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Compiler.Passes;

namespace TinyTotIL.Compiler;

/// <summary>Compares a program before and after a pass, function by function.</summary>
internal static class PassReports
{
    /// <summary>The report of one run.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="before">The program before it.</param>
    /// <param name="after">The program afterwards.</param>
    public static PassReport Of(Pass pass, IrModule before, IrModule after) =>
        new(pass.Name, pass.Summary, Count(before), Count(after), before == after ? [] : Changes(before, after));

    private static int Count(IrModule module) => module.Functions.Sum(function => function.Blocks.Sum(block => block.Instructions.Length + 1));

    /// <summary>Functions are told apart by name: numbers change when others come and go.</summary>
    private static ImmutableArray<FunctionChange> Changes(IrModule before, IrModule after)
    {
        var old = before.Functions.ToDictionary(function => function.Name);
        var changes = ImmutableArray.CreateBuilder<FunctionChange>();
        foreach (var function in after.Functions)
        {
            old.Remove(function.Name, out var earlier);
            if (earlier == function)
            {
                continue;
            }

            string was = earlier is null ? "" : IrPrinter.Print(earlier);
            string isNow = IrPrinter.Print(function);
            if (was != isNow)
            {
                changes.Add(new FunctionChange(function.Name, was, isNow));
            }
        }

        changes.AddRange(old.Values.Select(function => new FunctionChange(function.Name, IrPrinter.Print(function), "")));
        return changes.ToImmutable();
    }
}
