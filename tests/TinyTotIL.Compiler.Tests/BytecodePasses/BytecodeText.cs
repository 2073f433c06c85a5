using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Formats;

namespace TinyTotIL.Compiler.Tests.BytecodePasses;

/// <summary>Modules as text, without indentation and empty lines.</summary>
internal static class BytecodeText
{
    /// <summary>Reads a module.</summary>
    /// <param name="text">Its text.</param>
    public static BytecodeModule Read(string text)
    {
        var diagnostics = new DiagnosticBag();
        var module = TtvmParser.ParseBytes("main.ttvm", System.Text.Encoding.UTF8.GetBytes(text), diagnostics);
        Assert.True(module is not null, string.Join('\n', diagnostics.All));
        return module;
    }

    /// <summary>Writes a module.</summary>
    /// <param name="module">The module.</param>
    public static string Write(BytecodeModule module)
    {
        var diagnostics = new DiagnosticBag();
        string? text = TtvmPrinter.Print(module, diagnostics);
        Assert.True(text is not null, string.Join('\n', diagnostics.All));
        return string.Join('\n', text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }
}
