using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Lisp;
using TinyTotIL.Compiler.LispGeneration;
using TinyTotIL.Compiler.Modules;
using TinyTotIL.Compiler.Natives;
using TinyTotIL.Compiler.Text;
using TinyTotIL.Runtime.Errors;

namespace TinyTotIL.Compiler;

/// <summary>Programs in Scheme: from files to a linked program of one module.</summary>
internal static class LispPrograms
{
    /// <summary>Reads, expands and compiles a program with all it needs of libraries.</summary>
    /// <param name="path">The program.</param>
    /// <param name="modules">Where files come from.</param>
    /// <param name="natives">The runtime functions.</param>
    /// <param name="diagnostics">Receives what is wrong.</param>
    /// <returns>The program; null when something is wrong.</returns>
    public static BytecodeProgram? Load(string path, IModuleSource modules, NativeTable natives, DiagnosticBag diagnostics)
    {
        if (ReadText(path, modules, diagnostics) is not { } source
            || LispSession.ExpandProgram(source, modules, natives, diagnostics) is not { } expanded
            || CodeGenerator.Run(path, source, expanded, natives, diagnostics) is not { } module)
        {
            return null;
        }

        return new BytecodeProgram([(path, module, null)], natives: natives);
    }

    /// <summary>Shows a program, which can be loaded, in the core language.</summary>
    /// <param name="path">The program.</param>
    /// <param name="modules">Where files come from.</param>
    /// <param name="natives">The runtime functions.</param>
    public static string ShowExpansion(string path, IModuleSource modules, NativeTable natives)
    {
        var diagnostics = new DiagnosticBag();
        return ReadText(path, modules, diagnostics) is { } source && LispSession.ExpandProgram(source, modules, natives, diagnostics) is { } program
            ? LispNodePrinter.Print(program)
            : "";
    }

    /// <summary>The text of a program; null, with the reason reported, when it cannot be read.</summary>
    /// <param name="path">The program.</param>
    /// <param name="modules">Where files come from.</param>
    /// <param name="diagnostics">Receives what is wrong.</param>
    public static SourceText? ReadText(string path, IModuleSource modules, DiagnosticBag diagnostics)
    {
        var content = modules.ReadProgram(path);
        if (content.Bytes is null)
        {
            string reason = content.Error ?? "";
            diagnostics.Report(DiagnosticDescriptors.ProgramNotReadable, path, ErrorText.FileError(path, reason), path, reason);
            return null;
        }

        if (content.Bytes.Length > ModuleLimits.Default.Bytes)
        {
            diagnostics.Report(DiagnosticDescriptors.ProgramTooLarge, path, null, path, ModuleLimits.Default.Bytes);
            return null;
        }

        if (!StrictUtf8.TryDecode(content.Bytes, out string text, out int invalidAt))
        {
            diagnostics.ReportAtByte(DiagnosticDescriptors.InvalidUtf8, path, invalidAt, ErrorText.FileError(path, "stream did not contain valid UTF-8"),
                content.Bytes[invalidAt], content.Bytes.AsSpan(0, invalidAt).Count((byte)'\n') + 1);
            return null;
        }

        return new SourceText(path, text);
    }
}
