using System.CommandLine;
using System.CommandLine.Parsing;
using TinyTotIL.Compiler;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Profiling;

namespace TinyTotIL.Cli;

/// <summary>The options that write to a file what a program has called and which of its lines were reached.</summary>
internal sealed class ProfileOptions
{
    private const string TimeWord = "time";
    private const string InstructionsWord = "instructions";

    private readonly Option<string?> _profile = new("--profile-out")
    {
        HelpName = "FILE",
        Description = "Write a profile of calls: .json for speedscope, .folded or .txt as collapsed stacks, .html as a page",
        CustomParser = ReadFile,
    };

    private readonly Option<string?> _weight =
        CommandLine.Choice("--profile-by", "WHAT", $"What collapsed stacks carry: {TimeWord} (the default) or {InstructionsWord}", [TimeWord, InstructionsWord]);

    private readonly Option<string?> _coverage = new("--coverage")
    {
        HelpName = "FILE",
        Description = "Write which lines were reached, as Cobertura XML",
        Validators = { RefuseEmpty },
    };

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    public ProfileOptions(Command command)
    {
        command.Options.Add(_profile);
        command.Options.Add(_weight);
        command.Options.Add(_coverage);
    }

    /// <summary>What is asked for and does nothing; null when there is no such thing.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="environment">May name a file too.</param>
    public string? Idle(ParseResult result, IEnvironment environment)
    {
        string? file = result.GetValue(_profile) ?? environment.GetVariable("TTIL_PROFILE_OUT");
        bool isNeeded = file is not null && ProfileOutput.FormatOf(file) is ProfileFormat.CollapsedStacks;
        return result.GetValue(_weight) is null || isNeeded ? null : $"{_weight.Name} does nothing without a file of collapsed stacks, such as {_profile.Name} p.folded";
    }

    /// <summary>Compiles a program so that it counts what is to be written.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="options">How to compile it otherwise.</param>
    public CompilationOptions Apply(ParseResult result, CompilationOptions options)
    {
        var needed = Instrumentation.None;
        needed |= result.GetValue(_profile) is null ? Instrumentation.None : Instrumentation.Profile;
        needed |= result.GetValue(_coverage) is null ? Instrumentation.None : Instrumentation.Coverage;
        return options with { Instrumentation = options.Instrumentation | needed };
    }

    /// <summary>Says what to write.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="settings">What is asked for otherwise.</param>
    /// <param name="environment">Says whether colour is wanted.</param>
    public RunSettings Apply(ParseResult result, RunSettings settings, IEnvironment environment) => settings with
    {
        ProfileFile = result.GetValue(_profile),
        ProfileWeight = result.GetValue(_weight) == InstructionsWord ? ProfileWeight.Instructions : ProfileWeight.Time,
        CoverageFile = result.GetValue(_coverage),
        WithColour = TerminalColour.IsWanted(environment, Console.IsErrorRedirected),
    };

    private static void RefuseEmpty(OptionResult result)
    {
        if (result.Tokens is [{ Value.Length: 0 }])
        {
            result.AddError("--coverage needs the name of a file");
        }
    }

    private static string? ReadFile(ArgumentResult result)
    {
        if (RunSettings.TryReadProfileFile(result.Tokens[0].Value, out string? file, out string? problem))
        {
            return file;
        }

        result.AddError(problem);
        return null;
    }
}
