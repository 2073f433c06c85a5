using System.Collections.Immutable;

namespace TinyTotIL.Conformance.Tests.RandomPrograms;

/// <summary>Lines of a generated program that only make sense together: usually one instruction or one label.</summary>
/// <remarks>
/// Termination rests on units. Whatever may go backwards stands in one unit with the check that uses up fuel, and every
/// address a program can name is the start of a unit, so that neither wild jumps nor the shrinker get around the check.
/// </remarks>
/// <param name="Lines">The lines. An operand that begins <c>{name}</c> stands for the address of a label, <c>{#n}</c> for the start of a unit.</param>
internal sealed record GeneratedUnit(ImmutableArray<string> Lines)
{
    /// <summary>A unit of one line.</summary>
    /// <param name="line">The line.</param>
    public GeneratedUnit(string line)
        : this([line])
    {
    }

    /// <summary>How many instructions it holds.</summary>
    public int Length => Lines.Count(line => !IsLabel(line));

    /// <summary>The name a label line defines.</summary>
    /// <param name="line">The line.</param>
    public static string LabelName(string line) => line["LABEL ".Length..];

    /// <summary>Whether a line defines a label.</summary>
    /// <param name="line">The line.</param>
    public static bool IsLabel(string line) => line.StartsWith("LABEL ", StringComparison.Ordinal);
}
