using TinyTotIL.Compiler;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Hosting;

namespace TinyTotIL.Cli.Commands;

/// <summary>Shows a program as it is after a stage of the compiler.</summary>
/// <param name="File">The program.</param>
/// <param name="Stage">One of <see cref="Compilation.DumpStages"/>; null for the last.</param>
/// <param name="Options">How much to optimize.</param>
internal sealed record DumpCommand(string File, string? Stage, CompilationOptions Options)
{
    /// <summary>Whether to show what each optimizer pass changed in place of a stage.</summary>
    public bool Passes { get; init; }

    /// <summary>Whether to show that as JSON.</summary>
    public bool Json { get; init; }

    /// <summary>Shows it on standard output.</summary>
    /// <param name="context">Shared by all commands.</param>
    /// <returns>The exit code.</returns>
    public int Execute(CommandContext context)
    {
        if (Objection() is { } objection)
        {
            return context.RefuseUsage(objection, "ttil dump");
        }

        if (context.Load(File, showWarnings: false) is not { } program)
        {
            return ExitCodes.Failure;
        }

        if (Stage == Compilation.ExpandStage)
        {
            return WriteExpansion(program, context);
        }

        context.Host.Console.Write(Passes ? ShowPasses(program) : Compilation.Dump(program, Stage ?? Compilation.DumpStages[^1], Options));
        return ExitCodes.Success;
    }

    private int WriteExpansion(LoadedProgram program, CommandContext context)
    {
        if (Compilation.DumpExpansion(program) is not { } text)
        {
            return context.RefuseUsage($"'{DisplayText.Escape(File)}' is not in Scheme, so nothing in it is expanded", "ttil dump");
        }

        context.Host.Console.Write(text);
        return ExitCodes.Success;
    }

    private string? Objection() =>
        Json && !Passes ? "--json needs --passes" : Passes && Stage is not null ? "--after and --passes ask for different things: one of them is enough" : null;

    private string ShowPasses(LoadedProgram program)
    {
        var reports = Compilation.DumpPasses(program, Options);
        return Json ? PassReportWriter.Json(reports) : PassReportWriter.Text(reports);
    }
}
