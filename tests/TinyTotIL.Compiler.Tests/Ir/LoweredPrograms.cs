using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Compiler.Lowering;
using TinyTotIL.Compiler.Modules;
using TinyTotIL.Compiler.Tests.Fakes;
using TinyTotIL.Compiler.Verification;

namespace TinyTotIL.Compiler.Tests.Ir;

/// <summary>Programs in register form.</summary>
internal static class LoweredPrograms
{
    /// <summary>Lowers the text of a program.</summary>
    public static IrModule Of(string program) => ProgramLowering.Run(ShapeAnalysis.Run(ProgramRun.Verified(program)));

    /// <summary>Lowers a program of a source, named <see cref="ProgramRun.MainPath"/>.</summary>
    public static IrModule Of(MemoryModuleSource source) => ProgramLowering.Run(ShapeAnalysis.Run(ProgramRun.Verified(source)));

    /// <summary>Lowers a file of the repository; null when it is one of those that must be refused.</summary>
    public static IrModule? OfFile(string relativePath)
    {
        var diagnostics = new DiagnosticBag();
        var program = ModuleGraph.Load(relativePath, new RepositorySource(), diagnostics);
        var verified = program is null ? null : Verifier.Verify(program, diagnostics);
        return verified is null ? null : ProgramLowering.Run(ShapeAnalysis.Run(verified));
    }

    /// <summary>Programs below a folder of the repository.</summary>
    public static IEnumerable<string> Files(string folder)
    {
        string root = RepositoryFiles.Find(".");
        return Directory.EnumerateFiles(Path.Combine(root, folder), "*.ttvm", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(root, path))
            .Order(StringComparer.Ordinal);
    }

    /// <summary>A program around functions written as text: f0 is the empty main program, and what follows is numbered from 1.</summary>
    public static string Around(string functions) => $$"""
        segment_length 256
        module m0 "main.ttvm" @0 length 999 runs f0
        prototype p0 (a) @20 address 20 in m0
        prototype p1 (a) captures (x) @20 address 20 in m0
        top_level f0 main() @0 {
          b0:
            return
        }
        {{functions}}
        """;

    private sealed class RepositorySource : IModuleSource
    {
        public ModuleContent Read(string path)
        {
            string full = RepositoryFiles.Find(path);
            return File.Exists(full) ? new ModuleContent(File.ReadAllBytes(full), Error: null) : new ModuleContent(Bytes: null, "No such file or directory (os error 2)");
        }
    }
}
