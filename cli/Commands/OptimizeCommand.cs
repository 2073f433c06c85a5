using System.Text;
using TinyTotIL.Compiler;
using TinyTotIL.Compiler.BytecodePasses;
using TinyTotIL.Compiler.Formats;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Hosting;

namespace TinyTotIL.Cli.Commands;

/// <summary>Writes a program that does the same with fewer instructions, and says on standard output what was done.</summary>
/// <param name="File">The program.</param>
/// <param name="Output">The file to write; its extension says in which form.</param>
internal sealed record OptimizeCommand(string File, string Output)
{
    /// <summary>How it is called, in the form in which upstream says so.</summary>
    public const string Usage = "ttil optimize <input.ttvm> <output.ttvm>";

    /// <summary>Names of the passes that do not run.</summary>
    public IReadOnlyCollection<string> DisabledPasses { get; init; } = [];

    /// <summary>Whether to show on standard error what each pass changes.</summary>
    public bool ShowPasses { get; init; }

    /// <summary>Optimizes it.</summary>
    /// <param name="context">Shared by all commands.</param>
    /// <returns>The exit code.</returns>
    public int Execute(CommandContext context)
    {
        if (Objection() is { } objection)
        {
            return context.RefuseUsage(objection, "ttil optimize");
        }

        var loaded = Compilation.Load(File, new FileModuleSource(context.Host.Files, AppContext.BaseDirectory), context.References);
        if (loaded.Program is not { } program)
        {
            context.Diagnostics.WriteRejection(loaded.Diagnostics, "Parse error: ");
            return ExitCodes.Failure;
        }

        context.Diagnostics.WriteAll([.. loaded.Diagnostics, .. Compilation.Review(program)]);
        var options = new OptimizationOptions { DisabledPasses = DisabledPasses, OnChange = ShowPasses ? change => Show(change, context) : null };
        context.Host.Console.Write(Compilation.Analyze(program));
        var (optimized, report) = Compilation.OptimizeMain(program, options);
        context.Host.Console.Write(report.Results());
        return Write(optimized, context);
    }

    private string? Objection()
    {
        string shown = DisplayText.Escape(Output);
        if (Extension is not (FileExtensions.Binary or FileExtensions.Text))
        {
            return $"'{shown}' says no form to write: the output must end in {FileExtensions.Text} or {FileExtensions.Binary}";
        }

        return Path.GetFileNameWithoutExtension(Output).Length == 0 ? $"'{shown}' has no name before its extension"
            : SourceGuard.WouldReplace(Output, File) ? $"'{shown}' is the program itself, which would be overwritten" : null;
    }

    private string Extension => Path.GetExtension(Output).ToLowerInvariant();

    private int Write(LoadedProgram optimized, CommandContext context)
    {
        byte[] content;
        if (Extension == FileExtensions.Binary)
        {
            content = Compilation.WriteBinary(optimized);
        }
        else
        {
            var (text, diagnostics) = Compilation.WriteText(optimized);
            if (text is null)
            {
                context.Diagnostics.WriteRejection(diagnostics);
                return ExitCodes.Failure;
            }

            content = Encoding.UTF8.GetBytes(text);
        }

        // A link may have been put in the way since the names were compared.
        string? reason = Objection() ?? SourceGuard.ModuleObjection(Output, optimized) ?? OutputFiles.TryWrite(context.Host.Files, [new OutputFile(Output, content)])?.Reason;
        if (reason is not null)
        {
            context.Host.Console.WriteErrorLine($"Failed to write optimized program: {reason}");
            return ExitCodes.Failure;
        }

        context.Host.Console.Write($"Optimized program written to {Output}\n");
        return ExitCodes.Success;
    }

    private static void Show(PassChange change, CommandContext context)
    {
        context.Host.Console.WriteErrorLine($"{change.Pass}, round {change.Round}:");
        foreach (string line in change.Lines)
        {
            context.Host.Console.WriteErrorLine($"  {line}");
        }
    }
}
