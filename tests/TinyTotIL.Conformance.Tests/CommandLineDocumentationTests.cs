using System.Text.RegularExpressions;
using TinyTotIL.Conformance.Tests.Cases;

namespace TinyTotIL.Conformance.Tests;

/// <summary>The page about the command line and the command line itself name the same.</summary>
public sealed partial class CommandLineDocumentationTests : IDisposable
{
    private const string Shared = "Options of several commands";

    private static readonly Dictionary<string, string> Sections = File.ReadAllText(Path.Combine(CaseCatalog.Root, "docs", "cli.md"))
        .Split("\n## ")[1..]
        .ToDictionary(section => section.Split('\n')[0].Trim());

    private readonly CommandSession _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Every_option_of_every_command_is_documented()
    {
        string[] commands = [.. CommandRow().Matches(_session.Run("help").Output).Select(match => match.Groups[1].Value)];
        Assert.Contains("run", commands);
        Assert.Contains("test-process-registry", commands);
        Assert.Empty(commands.AsParallel().SelectMany(Undocumented));
    }

    [Fact]
    public void Every_variable_that_is_read_is_documented()
    {
        string[] variables =
        [
            .. ((string[])["cli", "compiler", "runtime"])
                .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(CaseCatalog.Root, folder), "*.cs", SearchOption.AllDirectories))
                .SelectMany(file => Variable().Matches(File.ReadAllText(file)))
                .Select(match => match.Groups[1].Value)
                .Distinct(),
        ];
        Assert.Contains("TTIL_HOOK", variables);
        Assert.All(variables, variable => Assert.True(IsNamed(variable, Sections["Variables"]), variable));
    }

    private IEnumerable<string> Undocumented(string command)
    {
        string own = SectionOf(command);
        string page = own.Contains("`run`", StringComparison.Ordinal) || own.Contains("(#run)", StringComparison.Ordinal) || own.Contains("(#processes)", StringComparison.Ordinal)
            ? own + Sections["run"]
            : own;
        string options = _session.Run("help", command).Output.Split("Options:\n")[1].Split("\n\n")[0];
        return OptionName().Matches(options)
            .SelectMany(match => match.Groups[1].Value.Split(", "))
            .Where(option => !IsNamed(option, page) && !IsNamed(option, Sections[Shared]))
            .Select(option => $"{command} {option}");
    }

    private static string SectionOf(string command) =>
        Sections.FirstOrDefault(section => section.Key.Split(", ").Contains(command)).Value ?? Sections["Tests of ttil itself"];

    private static bool IsNamed(string word, string text) => Regex.IsMatch(text, $@"(?<![\w-]){Regex.Escape(word)}(?![\w-])", RegexOptions.CultureInvariant);

    [GeneratedRegex(@"^  ([a-z][a-z-]*)  +[A-Z]", RegexOptions.Multiline)]
    private static partial Regex CommandRow();

    /// <summary>Names stand at the beginning of a row, with commas between, before what the option takes.</summary>
    [GeneratedRegex(@"^  (-[\w-]+(?:, -[\w-]+)*)", RegexOptions.Multiline)]
    private static partial Regex OptionName();

    [GeneratedRegex("\"(TTIL_[A-Z_]+)\"")]
    private static partial Regex Variable();
}
