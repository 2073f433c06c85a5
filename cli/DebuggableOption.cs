using System.CommandLine;
using TinyTotIL.Compiler;

namespace TinyTotIL.Cli;

/// <summary>The option that makes a program which .NET debuggers can step through.</summary>
internal sealed class DebuggableOption
{
    private readonly Option<bool> _option = new("--debuggable")
    {
        Description = "For .NET debuggers: stop at every line, see every variable; implies -O0",
        Arity = ArgumentArity.Zero,
    };

    /// <summary>Adds the option to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="passes">Its options for optimization, which this one excludes.</param>
    public DebuggableOption(Command command, PassOptions passes)
    {
        command.Options.Add(_option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_option) && passes.AreOptimizing(result))
            {
                result.AddError("--debuggable cannot be combined with -O1 or -O2: what is optimized cannot be stepped through");
            }
        });
    }

    /// <summary>Puts what was asked for into the options of a compilation.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="context">Shared by all commands.</param>
    /// <param name="options">The other options.</param>
    /// <remarks>
    /// Debuggers look for files by their full path. Other programs keep paths as they were given, so that they are the same wherever they are compiled.
    /// </remarks>
    public CompilationOptions Apply(ParseResult result, CommandContext context, CompilationOptions options)
    {
        if (!result.GetValue(_option))
        {
            return options;
        }

        var source = new FileModuleSource(context.Host.Files, AppContext.BaseDirectory);
        return options with { Debuggable = true, OptimizationLevel = 0, DocumentName = source.FullPathOf };
    }
}
