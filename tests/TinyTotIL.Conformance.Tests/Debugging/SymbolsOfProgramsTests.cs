using System.Security.Cryptography;
using Mono.Cecil;
using TinyTotIL.Compiler;
using TinyTotIL.Compiler.Emission;
using TinyTotIL.Compiler.Lowering;
using TinyTotIL.Compiler.Verification;
using TinyTotIL.Conformance.Tests.Cases;
using TinyTotIL.Conformance.Tests.Fakes;

namespace TinyTotIL.Conformance.Tests.Debugging;

/// <summary>The symbols of every example, with and without optimization: what a debugger does with them rests on these.</summary>
public sealed class SymbolsOfProgramsTests
{
    private const int Debuggable = -1;

    private static readonly Guid Sha256 = new("8829d00f-11b8-4213-878b-770e8597ac16");

    public static TheoryData<string, int> ExamplesAndLevels()
    {
        var data = new TheoryData<string, int>();
        foreach (string name in CaseCatalog.Examples)
        {
            foreach (int level in (int[])[Debuggable, 0, 1, 2])
            {
                data.Add(name, level);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(ExamplesAndLevels))]
    public void Points_scopes_and_files_are_what_readers_expect(string name, int level)
    {
        var output = Compile(Load(name), level);
        var symbols = AssemblySymbols.Read(output);
        using var assembly = AssemblyDefinition.ReadAssembly(new MemoryStream(output.Dll));
        Assert.NotEmpty(symbols.Methods);
        Assert.All(symbols.Methods, method =>
        {
            CheckPoints(method, StackHeights.Of((MethodDefinition)assembly.MainModule.LookupToken(method.Token)));
            CheckScopes(method);
        });
        CheckSources(symbols);
    }

    public static TheoryData<string> Examples() => [.. CaseCatalog.Examples];

    [Theory]
    [MemberData(nameof(Examples))]
    public void In_a_debuggable_program_every_line_with_code_has_a_point_in_the_method_of_its_function(string name)
    {
        var program = Load(name);
        var symbols = AssemblySymbols.Read(Compile(program, Debuggable));
        foreach (var (method, lines) in ExpectedLines(program))
        {
            var found = symbols.Methods.Where(symbol => symbol.Name == method).SelectMany(symbol => symbol.Points)
                .Where(point => !point.IsHidden).Select(point => (point.File, point.Line)).ToHashSet();
            Assert.Equal([], lines.Except(found).Order());
            Assert.All(name.EndsWith(".ttvm", StringComparison.Ordinal) ? found : [], point => Assert.Contains(point, lines));
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void A_debuggable_program_does_what_it_does_otherwise(string name)
    {
        string path = $"examples/{name}";
        var expected = CaseRunner.Outcome(CaseCatalog.Root, path, ExecutionMode.Compiled);
        var modules = new FolderModuleSource(CaseCatalog.Root);
        Assert.Equal(expected.ToString(), CaseRunner.Run(CaseCatalog.Root, path, ProgramRunner.PrepareDebuggable(modules, Load(name))).ToString());
    }

    /// <summary>The lines of all instructions that the analysis of the program has found to be reached, by method.</summary>
    private static IEnumerable<(string Method, HashSet<(string File, int Line)> Lines)> ExpectedLines(LoadedProgram program)
    {
        var shape = ShapeAnalysis.Run(program.Verified);
        var names = new FunctionNames(shape);
        var numbers = new LoweredNumbers(shape);
        foreach (var function in numbers.Functions)
        {
            var lines = function.Blocks.Values.SelectMany(block => Enumerable.Range(block.Leader, block.Length)).SelectMany(index => LineOf(shape, index));
            yield return (MetadataName.OfMethod(names.NameOf(function), numbers.FunctionOf(function)), [.. lines]);
        }

        foreach (var segment in Enumerable.Range(0, shape.StackMachineCode.Length).Where(index => shape.StackMachineCode[index]).GroupBy(index => index / StackMachineLowering.SegmentLength))
        {
            yield return ($"segment{segment.Key}", [.. segment.SelectMany(index => LineOf(shape, index))]);
        }
    }

    /// <summary>Code from elsewhere in a program of Lisp has no line of the module's own.</summary>
    private static IEnumerable<(string File, int Line)> LineOf(ProgramShape shape, int index)
    {
        var linked = shape.Program.Modules[shape.Program.ModuleOf(index)];
        int line = shape.Program.Instructions[index].Line;
        return line > 0 && index < linked.End && !linked.Module!.Unplaced.Contains(index - linked.Start) ? [(linked.Path, line)] : [];
    }

    private static void CheckPoints(AssemblySymbols.MethodSymbolRows method, Dictionary<int, int> heights)
    {
        Assert.Equal(method.Points.Select(point => point.Offset).Distinct().Order(), method.Points.Select(point => point.Offset));
        Assert.Equal(0, method.Points.Select(point => point.Offset).DefaultIfEmpty(0).First());
        foreach (var point in method.Points)
        {
            Assert.True(heights.TryGetValue(point.Offset, out int height), $"{method.Name}: {point} is inside an instruction");
            Assert.True(height == 0, $"{method.Name}: {point} has {height} on the stack");
            Assert.True(point.IsHidden || (point.Line == point.EndLine && point.Column < point.EndColumn), $"{method.Name}: {point} is empty");
        }

        Assert.DoesNotContain(method.Points.Zip(method.Points.Skip(1)), pair => pair.First.IsHidden && pair.Second.IsHidden);
    }

    private static void CheckScopes(AssemblySymbols.MethodSymbolRows method)
    {
        foreach (var scope in method.Scopes)
        {
            Assert.InRange(scope.Start, 0, method.CodeSize);
            Assert.InRange(scope.End, scope.Start + 1, method.CodeSize);
            Assert.All(method.Scopes, other => Assert.True(
                other.End <= scope.Start || scope.End <= other.Start || (scope.Start <= other.Start && other.End <= scope.End)
                    || (other.Start <= scope.Start && scope.End <= other.End),
                $"{method.Name}: {scope} and {other} overlap"));
            Assert.True(scope.Locals.DistinctBy(local => local.Name).Count() == scope.Locals.Length, $"{method.Name}: {string.Join(", ", scope.Locals)}");
        }
    }

    /// <summary>A point covers an instruction of a file that the symbols know by its hash.</summary>
    private static void CheckSources(AssemblySymbols symbols)
    {
        Assert.All(symbols.Documents, document =>
        {
            byte[] content = File.ReadAllBytes(Path.Combine(CaseCatalog.Root, document.Name));
            Assert.NotNull(document.Hash);
            Assert.Equal((Sha256, Convert.ToHexString(SHA256.HashData(content))), (document.Hash.Value.Algorithm, Convert.ToHexString(document.Hash.Value.Value)));
        });
        var lines = symbols.Documents.ToDictionary(document => document.Name, document => File.ReadAllLines(Path.Combine(CaseCatalog.Root, document.Name)));
        foreach (var point in symbols.Methods.SelectMany(method => method.Points).Where(point => !point.IsHidden))
        {
            string covered = lines[point.File][point.Line - 1][(point.Column - 1)..(point.EndColumn - 1)];
            Assert.Equal(covered.Trim(), covered);
            Assert.NotEqual("", covered);
            if (point.File.EndsWith(".ttvm", StringComparison.Ordinal))
            {
                Assert.Matches("^[A-Z][A-Z0-9_]*( |$)", covered);
                Assert.DoesNotContain("LABEL ", covered, StringComparison.Ordinal);
            }
        }
    }

    private static LoadedProgram Load(string name)
    {
        var loaded = Compilation.Load($"examples/{name}", new FolderModuleSource(CaseCatalog.Root));
        Assert.True(loaded.Program is not null, $"{name} was refused.");
        return loaded.Program;
    }

    private static AssemblyOutput Compile(LoadedProgram program, int level) => ProgramRunner.EmitAt(program, Math.Max(level, 0), level == Debuggable).Output;
}
