using System.Text.RegularExpressions;
using TinyTotIL.Conformance.Tests.Cases;

namespace TinyTotIL.Conformance.Tests.Lisp;

/// <summary>A Scheme program among the cases, as far as the page on conformance needs to know it.</summary>
internal sealed partial class LispCase
{
    private LispCase(string name, string text)
    {
        Name = name;
        string header = text.Split('\n')[0];
        Sections = [.. SectionNumber().Matches(header).Select(match => match.Value)];
        IsLibraryList = header.Contains("exports every name", StringComparison.Ordinal);
        Words = Word().Matches(Skipped().Replace(text, " ")).Select(match => match.Value).ToHashSet();
    }

    /// <summary>Folder and file.</summary>
    public string Name { get; }

    /// <summary>The sections of the report that its first line names.</summary>
    public IReadOnlyList<string> Sections { get; }

    /// <summary>Whether it only says what a library exports.</summary>
    public bool IsLibraryList { get; }

    /// <summary>Every identifier in its code.</summary>
    public IReadOnlySet<string> Words { get; }

    /// <summary>The Scheme cases, in order.</summary>
    public static IReadOnlyList<LispCase> LoadAll()
    {
        string folder = Path.Combine(CaseCatalog.CaseFolder, "lisp");
        return [.. Directory.EnumerateFiles(folder, "*.scm", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
            .Where(name => !name.Split('/').Contains("parts"))
            .Order(StringComparer.Ordinal)
            .Select(name => new LispCase(name, File.ReadAllText(Path.Combine(folder, name)).ReplaceLineEndings("\n")))];
    }

    [GeneratedRegex(@"[0-9]+(\.[0-9]+)+")]
    private static partial Regex SectionNumber();

    /// <summary>Strings, characters, comments and names between bars.</summary>
    [GeneratedRegex("""
        "(\\.|[^"\\])*"|\#\\.[^\s()]*|\|[^|]*\||\#\|[\s\S]*?\|\#|;[^\n]*
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Skipped();

    [GeneratedRegex("""[^\s()'`",;]+""")]
    private static partial Regex Word();
}
