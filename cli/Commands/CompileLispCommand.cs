using System.Text;
using TinyTotIL.Compiler;
using TinyTotIL.Compiler.Formats;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Hosting;

namespace TinyTotIL.Cli.Commands;

/// <summary>Writes a program in Lisp as text of the instruction set.</summary>
/// <param name="File">The program; it is Scheme whatever its name.</param>
/// <param name="Output">The file to write.</param>
internal sealed record CompileLispCommand(string File, string Output)
{
    /// <summary>How it is called, in the form in which upstream says so.</summary>
    public const string Usage = "ttil compile-lisp <input.lisp> <output.ttvm>";

    /// <summary>Whether the program is in upstream's Lisp of seven operators, and the output what upstream writes for it.</summary>
    public bool IsUpstream { get; init; }

    /// <summary>Writes it.</summary>
    /// <param name="context">Shared by all commands.</param>
    /// <returns>The exit code.</returns>
    public int Execute(CommandContext context)
    {
        if (Objection() is { } objection)
        {
            return context.RefuseUsage(objection, "ttil compile-lisp");
        }

        var source = new FileModuleSource(context.Host.Files, AppContext.BaseDirectory);
        if (source.ReadProgram(File).Bytes is null)
        {
            context.Diagnostics.WriteError($"Failed to read Lisp file: {source.ReadProgram(File).Error}");
            return ExitCodes.Failure;
        }

        var (text, diagnostics) = IsUpstream ? Compilation.TranslateUpstreamLisp(File, source) : Translate(source, context);
        if (text is null)
        {
            context.Diagnostics.WriteRejection(diagnostics);
            return ExitCodes.Failure;
        }

        context.Diagnostics.WriteAll(diagnostics);
        // A link may have been put in the way since the names were compared.
        string? reason = Objection() ?? OutputFiles.TryWrite(context.Host.Files, [new OutputFile(Output, Encoding.UTF8.GetBytes(text))])?.Reason;
        if (reason is not null)
        {
            context.Diagnostics.WriteError($"Failed to create output file: {reason}");
            return ExitCodes.Failure;
        }

        context.Host.Console.Write($"Compiled Lisp to {Output}\n");
        return ExitCodes.Success;
    }

    private string? Objection()
    {
        string shown = DisplayText.Escape(Output);
        return Path.GetExtension(Output) != FileExtensions.Text ? $"'{shown}' must end in {FileExtensions.Text}"
            : Path.GetFileNameWithoutExtension(Output).Length == 0 ? $"'{shown}' has no name before its extension"
            : SourceGuard.WouldReplace(Output, File) ? $"'{shown}' is the program itself, which would be overwritten" : null;
    }

    private (string? Text, IReadOnlyCollection<Compiler.Diagnostics.Diagnostic> Diagnostics) Translate(FileModuleSource source, CommandContext context)
    {
        var loaded = Compilation.LoadLisp(File, source, context.References);
        if (loaded.Program is not { } program)
        {
            return (null, loaded.Diagnostics);
        }

        var (text, diagnostics) = Compilation.WriteText(program);
        return (text, text is null ? diagnostics : loaded.Diagnostics);
    }
}
