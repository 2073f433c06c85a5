using System.Text;
using TinyTotIL.Cli.Cases;

namespace TinyTotIL.Cli.Testing;

/// <summary>A program that is tested, with what it states about itself.</summary>
/// <param name="Name">The name of its file.</param>
/// <param name="Stated">What it states; null when that is nothing.</param>
/// <param name="Problem">Why what it states cannot be read; null when it can.</param>
internal sealed record ExampleCase(string Name, CaseFile? Stated, string? Problem)
{
    private const string Keyword = "expect";

    /// <summary>Reads a program.</summary>
    /// <remarks>Comments of people who know nothing of expectations may look like parts of them, so only a program that has a whole one has the rest.</remarks>
    /// <param name="name">The name of its file.</param>
    /// <param name="text">Its text.</param>
    public static ExampleCase Read(string name, ReadOnlySpan<byte> text)
    {
        if (!Encoding.UTF8.GetString(text).Split('\n').Any(IsExpectation))
        {
            return new ExampleCase(name, Stated: null, Problem: null);
        }

        try
        {
            return new ExampleCase(name, CaseFile.Parse(text), Problem: null);
        }
        catch (Exception error) when (error is FormatException or OverflowException or ArgumentException or IndexOutOfRangeException)
        {
            return new ExampleCase(name, Stated: null, error.Message.ReplaceLineEndings(" "));
        }
    }

    private static bool IsExpectation(string line)
    {
        try
        {
            return CaseDirective.Find(0, line.TrimEnd('\r')) is { } directive && directive.Keyword.StartsWith(Keyword, StringComparison.Ordinal);
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
