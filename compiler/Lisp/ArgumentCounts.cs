using System.Globalization;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Natives;

namespace TinyTotIL.Compiler.Lisp;

/// <summary>Finds calls of known procedures with a number of arguments that they do not take.</summary>
internal static class ArgumentCounts
{
    /// <summary>Looks at the calls of a unit.</summary>
    /// <param name="expander">The expander.</param>
    /// <param name="natives">The runtime functions.</param>
    /// <param name="diagnostics">Receives what is wrong.</param>
    public static void Check(Expander expander, NativeTable natives, DiagnosticBag diagnostics)
    {
        foreach (var (variable, count, call) in expander.Calls)
        {
            if (Wanted(variable, count, expander, natives) is { } wanted)
            {
                LispReport.Add(diagnostics, DiagnosticDescriptors.LispArgumentCount, call, variable.Name, wanted, count);
            }
        }
    }

    /// <summary>How many arguments a procedure takes, when it does not take as many as it is given.</summary>
    private static string? Wanted(LispVariable variable, int count, Expander expander, NativeTable natives)
    {
        if (variable is PrimitiveProcedure)
        {
            return PrimitiveTable.Takes(variable.Name, count, natives) ? null : Primitive(variable.Name, natives);
        }

        if (variable.IsAssigned || variable is GlobalVariable { IsOpen: true } or GlobalVariable { Definitions: not 1 })
        {
            return null;
        }

        return expander.Procedures.GetValueOrDefault(variable) switch
        {
            LispNode.Lambda lambda when !Takes(lambda, count) => Describe(lambda),
            LispNode.CaseLambda cases when !cases.Clauses.Any(clause => Takes(clause, count)) => Describe(cases),
            _ => null,
        };
    }

    private static bool Takes(LispNode.Lambda lambda, int count) =>
        lambda.Rest is null ? count == lambda.Parameters.Length : count >= lambda.Parameters.Length;

    private static string Describe(LispNode.Lambda lambda) => lambda.Rest is null
        ? Arguments(lambda.Parameters.Length)
        : $"at least {Arguments(lambda.Parameters.Length)}";

    private static string Describe(LispNode.CaseLambda cases)
    {
        int[] counts = [.. cases.Clauses.Where(clause => clause.Rest is null).Select(clause => clause.Parameters.Length).Distinct().Order()];
        string least = cases.Clauses.FirstOrDefault(clause => clause.Rest is not null) is { } open ? $"at least {open.Parameters.Length}" : "";
        string[] all = [.. counts.Select(count => count.ToString(CultureInfo.InvariantCulture)), .. least.Length > 0 ? [least] : Array.Empty<string>()];
        return all.Length == 0 ? "no call" : $"{string.Join(" or ", all)} argument{(all is ["1"] ? "" : "s")}";
    }

    private static string Arguments(int count) => count == 1 ? "1 argument" : string.Create(CultureInfo.InvariantCulture, $"{count} arguments");

    private static string Primitive(string name, NativeTable natives)
    {
        var counts = Enumerable.Range(0, 8).Where(count => PrimitiveTable.Takes(name, count, natives)).ToArray();
        return counts.Length == 1 ? Arguments(counts[0]) : $"{string.Join(" or ", counts)} arguments";
    }
}
