using System.CommandLine;
using System.Text;

namespace TinyTotIL.Cli;

/// <summary>What <c>--help</c> shows.</summary>
internal static class HelpText
{
    private const string ExitCodeLines =
        """
        Exit codes:
          0      the program ended normally, or the command did its work
          n      the program executed EXIT with n (its low 8 bits)
          1      the program is wrong or ended with an error, or a file could not be written
          2      the command line makes no sense
          35     all processes of the program wait and nothing can wake them
          70     an error in ttil itself
          141    standard output was closed

        """;

    /// <summary>Help for the whole of ttil.</summary>
    /// <param name="root">The root command.</param>
    public static string ForAll(RootCommand root)
    {
        var text = new StringBuilder().Append(root.Description).Append("\n\n");
        text.Append(
            """
            Usage:
              ttil [run] [options] FILE [args...]
              ttil COMMAND [options] FILE
              ttil bench [options] [NAME...]
              ttil help [COMMAND]


            """);
        var demonstrations = root.Subcommands.OfType<DocumentedCommand>().Where(command => command.IsDemonstration).ToList();
        AppendTable(text, "Commands", root.Subcommands.Except(demonstrations).Select(command => (command.Name, command.Description)));
        AppendTable(text, "Demonstrations, which check what they show", demonstrations.Select(command => (command.Name, command.Description)));
        AppendTable(text, "Options", root.Options.Select(option => (Spelling(option), option.Description)));
        AppendExamples(text, root.Subcommands.Except(demonstrations).OfType<DocumentedCommand>().Select(command => command.Examples[0]));
        return text.Append(ExitCodeLines).Append("\n'ttil COMMAND --help' tells more about a command.\n").ToString();
    }

    /// <summary>Help for one command.</summary>
    /// <param name="command">The command.</param>
    public static string For(DocumentedCommand command)
    {
        var text = new StringBuilder().Append(command.Description).Append("\n\nUsage:\n  ").Append(command.Usage).Append("\n\n");
        if (command.Remarks.Length > 0)
        {
            text.Append(command.Remarks).Append("\n\n");
        }

        AppendTable(text, "Options", command.Options.Select(option => (Spelling(option), option.Description)));
        AppendExamples(text, command.Examples);
        return text.Remove(text.Length - 1, 1).ToString();
    }

    private static string Spelling(Option option)
    {
        string names = string.Join(", ", option.Aliases.Append(option.Name).OrderBy(name => name.Length));
        return option.HelpName is null ? names : option.Arity.MinimumNumberOfValues == 0 ? $"{names}[={option.HelpName}]" : $"{names} {option.HelpName}";
    }

    private static void AppendTable(StringBuilder text, string title, IEnumerable<(string Name, string? Description)> rows)
    {
        var all = rows.ToList();
        int width = all.Max(row => row.Name.Length);
        text.Append(title).Append(":\n");
        foreach (var (name, description) in all)
        {
            text.Append("  ").Append(name.PadRight(width)).Append("  ").Append(description).Append('\n');
        }

        text.Append('\n');
    }

    private static void AppendExamples(StringBuilder text, IEnumerable<string> examples)
    {
        text.Append("Examples:\n");
        foreach (string example in examples)
        {
            text.Append("  ").Append(example).Append('\n');
        }

        text.Append('\n');
    }
}
