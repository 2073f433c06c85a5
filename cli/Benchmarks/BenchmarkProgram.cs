using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace TinyTotIL.Cli.Benchmarks;

/// <summary>A program of the suite. What it does and what it must print stands in the comments it begins with.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Summary">What it measures, in a few words.</param>
/// <param name="Unit">A unit of its work.</param>
/// <param name="Text">The program, as large as <paramref name="Full"/>.</param>
/// <param name="Full">A size that keeps compiled code busy.</param>
/// <param name="Small">A size for the interpreter; the same one where that is fast enough.</param>
internal sealed partial record BenchmarkProgram(string Name, string Summary, string Unit, string Text, BenchmarkSize Full, BenchmarkSize Small)
{
    /// <summary>Reads a program.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="text">Its text.</param>
    /// <exception cref="InvalidDataException">The comments do not say what they should.</exception>
    public static BenchmarkProgram Parse(string name, string text)
    {
        var summary = SummaryLine().Match(text);
        var unit = UnitLine().Match(text);
        var size = SizeInstruction().Match(text);
        var sizes = SizeLine().Matches(text).Select(ReadSize).ToList();
        if (summary.Groups["name"].Value == name && unit.Success && size.Success && sizes is [var full, ..] && Number(size) == full.Size)
        {
            return new BenchmarkProgram(name, summary.Groups["text"].Value, unit.Groups["text"].Value, text, full, sizes[^1]);
        }

        throw new InvalidDataException($"The benchmark '{name}' does not say what it measures.");
    }

    /// <summary>The program in another size.</summary>
    /// <param name="size">One of its sizes.</param>
    public byte[] WithSize(BenchmarkSize size) =>
        Encoding.UTF8.GetBytes(SizeInstruction().Replace(Text, string.Create(CultureInfo.InvariantCulture, $"PUSH_INT {size.Size} ; size")));

    private static BenchmarkSize ReadSize(Match line) =>
        new(Number(line), long.Parse(line.Groups["units"].Value, CultureInfo.InvariantCulture), line.Groups["output"].Value + "\n");

    private static long Number(Match match) => long.Parse(match.Groups["size"].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("^; (?<name>[a-z]+): (?<text>[^.\n]*)[.]")]
    private static partial Regex SummaryLine();

    [GeneratedRegex("^; unit: (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex UnitLine();

    [GeneratedRegex("^; size (?<size>[0-9]+): (?<units>[0-9]+) units, prints (?<output>.+)$", RegexOptions.Multiline)]
    private static partial Regex SizeLine();

    [GeneratedRegex("^PUSH_INT (?<size>[0-9]+) ; size$", RegexOptions.Multiline)]
    private static partial Regex SizeInstruction();
}
