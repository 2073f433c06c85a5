using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Formats;
using TinyTotIL.Compiler.Text;

namespace TinyTotIL.Compiler.Tests.Formats;

/// <summary>Short ways to read and write programs in tests.</summary>
internal static class Programs
{
    /// <summary>Reads text that must be right, whatever it may warn of.</summary>
    public static BytecodeModule Parse(string text) => ParseWithWarnings(text, out _);

    /// <summary>Reads text that must be right, though perhaps not what was meant.</summary>
    public static BytecodeModule ParseWithWarnings(string text, out IReadOnlyList<Diagnostic> warnings)
    {
        var diagnostics = new DiagnosticBag();
        var module = TtvmParser.Parse("test.ttvm", new SourceText("test.ttvm", text), diagnostics);
        Assert.False(diagnostics.HasErrors, string.Join('\n', diagnostics.All));
        warnings = diagnostics.All;
        return Assert.IsType<BytecodeModule>(module);
    }

    /// <summary>Reads text that must be wrong.</summary>
    public static IReadOnlyList<Diagnostic> Errors(string text)
    {
        var diagnostics = new DiagnosticBag();
        Assert.Null(TtvmParser.Parse("test.ttvm", new SourceText("test.ttvm", text), diagnostics));
        Assert.True(diagnostics.HasErrors);
        return diagnostics.All;
    }

    /// <summary>Writes text that must be possible.</summary>
    public static string Print(BytecodeModule module)
    {
        var diagnostics = new DiagnosticBag();
        string? text = TtvmPrinter.Print(module, diagnostics);
        Assert.Empty(diagnostics.All.Select(diagnostic => diagnostic.Render()));
        return Assert.IsType<string>(text);
    }

    /// <summary>Writes text that must be impossible.</summary>
    public static IReadOnlyList<Diagnostic> PrintErrors(BytecodeModule module)
    {
        var diagnostics = new DiagnosticBag();
        Assert.Null(TtvmPrinter.Print(module, diagnostics));
        Assert.True(diagnostics.HasErrors);
        return diagnostics.All;
    }

    /// <summary>Reads bytes that must be right.</summary>
    public static BytecodeModule Read(byte[] bytes)
    {
        var diagnostics = new DiagnosticBag();
        var module = TtbReader.Read("test.ttb", bytes, diagnostics);
        Assert.Empty(diagnostics.All.Select(diagnostic => diagnostic.Render()));
        return Assert.IsType<BytecodeModule>(module);
    }

    /// <summary>Reads bytes that must be wrong.</summary>
    public static Diagnostic ReadError(byte[] bytes)
    {
        var diagnostics = new DiagnosticBag();
        Assert.Null(TtbReader.Read("test.ttb", bytes, diagnostics));
        return Assert.Single(diagnostics.All);
    }

    /// <summary>A module made by hand.</summary>
    public static BytecodeModule Module(IEnumerable<Instruction> instructions, params Label[] labels) =>
        new("test.ttb", [.. instructions], [.. labels], Source: null);

    /// <summary>An instruction made by hand.</summary>
    public static Instruction Make(Opcode opcode, Operand? operand = null) => new(opcode, operand ?? Operand.None.Instance, Line: 0);

    /// <summary>Requires equal instructions, lines included, and equal labels.</summary>
    public static void AssertEqual(BytecodeModule expected, BytecodeModule actual)
    {
        Assert.Equal(expected.Instructions.AsEnumerable(), actual.Instructions.AsEnumerable());
        Assert.Equal(expected.Labels.AsEnumerable(), actual.Labels.AsEnumerable());
    }

    /// <summary>Requires equal instructions, whatever their lines, and equal labels.</summary>
    public static void AssertEqualWithoutLines(BytecodeModule expected, BytecodeModule actual) =>
        AssertEqual(WithoutLines(expected), WithoutLines(actual));

    private static BytecodeModule WithoutLines(BytecodeModule module) =>
        module with { Instructions = [.. module.Instructions.Select(instruction => instruction with { Line = 0 })] };
}
