using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using TinyTotIL.Compiler;
using TinyTotIL.Compiler.Formats;

namespace TinyTotIL.Cli;

/// <summary>The options that say how much to optimize, the same for every command that compiles.</summary>
internal sealed class PassOptions
{
    private const int NamesInLine = 5;

    private readonly Option<bool>[] _levels =
    [
        new("-O0") { Description = "Do not optimize", Arity = ArgumentArity.Zero },
        new("-O1") { Description = "Optimize what always pays (the default)", Arity = ArgumentArity.Zero },
        new("-O2") { Description = "Optimize also where the program becomes larger", Arity = ArgumentArity.Zero },
    ];

    private readonly Option<string[]> _disabled = new("--disable-pass")
    {
        HelpName = "PASS",
        Description = "Leave an optimizer pass out; may be repeated ('ttil help dump' names them)",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    public PassOptions(Command command)
    {
        foreach (var level in _levels)
        {
            command.Options.Add(level);
        }

        string[] names = [.. Compilation.OptimizerPasses.Select(pass => pass.Name)];
        _disabled.Validators.Add(result =>
        {
            foreach (string name in result.Tokens.Select(token => token.Value).Except(names))
            {
                string hint = SpellingSuggestion.Nearest(name, names) is { } near ? $"did you mean '{near}'?" : $"they are {string.Join(", ", names)}";
                result.AddError($"there is no pass '{name}'; {hint}");
            }
        });
        command.Options.Add(_disabled);
    }

    /// <summary>The names of the passes, in lines for the help.</summary>
    public static string Names() =>
        string.Join(",\n", Compilation.OptimizerPasses.Select(pass => pass.Name).Chunk(NamesInLine).Select(line => "  " + string.Join(", ", line)));

    /// <summary>Whether optimization was asked for.</summary>
    /// <param name="result">The command line.</param>
    public bool AreOptimizing(CommandResult result) => _levels[1..].Any(level => result.GetResult(level) is { Implicit: false });

    /// <summary>Puts what was asked for into the options of a compilation. Of several levels the highest counts.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="options">The other options.</param>
    public CompilationOptions Apply(ParseResult result, CompilationOptions options)
    {
        int level = Array.FindLastIndex(_levels, result.GetValue);
        return options with
        {
            OptimizationLevel = level < 0 ? options.OptimizationLevel : level,
            DisabledPasses = (result.GetValue(_disabled) ?? []).ToImmutableHashSet(),
        };
    }
}
