using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Compiler.Passes;
using TinyTotIL.Compiler.Tests.Fakes;

namespace TinyTotIL.Compiler.Tests.Emission;

/// <summary>What a debugger finds in the symbols of a compiled program.</summary>
public sealed class EmittedSymbolsTests
{
    private const string Program = """
        PUSH_INT 10
        STORE total
        ; a comment has no code
        PUSH_INT 3

        CALL fact n
        PRINT
        TRY caught
        LOAD total
        PUSH_INT 0
        DIV
        PRINT
        HALT
        LABEL caught
        CATCH
        PRINT
        HALT
        LABEL fact
        LOAD n
        JZ base
        LOAD n
        LOAD n
        PUSH_INT 1
        SUB
        STORE less
        LOAD less
        CALL fact n
        MUL
        RET
        LABEL base
        PUSH_INT 1
        RET
        """;

    [Fact]
    public void Every_line_that_does_something_has_a_point_in_the_method_it_runs_in()
    {
        var lines = Lines(new MemoryModuleSource().Add(ProgramRun.MainPath, Program));
        // PUSH_INT 10 and the like are written where they are used; CATCH and comments do nothing.
        Assert.Equal([2, 6, 7, 11, 12, 13, 15, 16, 17], lines["main"].Order());
        Assert.Equal([19, 20, 24, 25, 27, 28, 29, 32], lines["fact"].Order());
    }

    [Fact]
    public void Lines_on_a_stack_machine_have_points_in_their_segment()
    {
        var lines = Lines(new MemoryModuleSource().Add(ProgramRun.MainPath, "POP\nPUSH_STR a\nPRINT\nLABEL end\n\nPUSH_STR b\nPRINT"));
        Assert.Equal([1, 2, 3, 6, 7], lines["segment0"].Order());
    }

    [Fact]
    public void SOURCE_gives_the_file_and_line_that_the_front_end_names()
    {
        var source = new MemoryModuleSource().Add(ProgramRun.MainPath, "SOURCE \"a.lisp\" 40\nNULL\nPRINT\nSOURCE \"b.lisp\" 7\nNULL\nPRINT");
        Read(source, (metadata, pdb) =>
        {
            var points = Method(metadata, "main") is var method
                ? pdb.GetMethodDebugInformation(method.ToDebugInformationHandle()).GetSequencePoints().Where(point => !point.IsHidden).ToList()
                : [];
            Assert.Equal(
                [("a.lisp", 40), ("b.lisp", 7)],
                points.Select(point => (pdb.GetString(pdb.GetDocument(point.Document).Name), point.StartLine)).Distinct());
        });
    }

    [Fact]
    public void Variables_and_parameters_have_their_names()
    {
        Read(new MemoryModuleSource().Add(ProgramRun.MainPath, Program), (metadata, pdb) =>
        {
            Assert.Equal(["total"], Locals(pdb, Method(metadata, "main")));
            Assert.Equal(["less"], Locals(pdb, Method(metadata, "fact")));
            var parameters = metadata.GetMethodDefinition(Method(metadata, "fact")).GetParameters();
            Assert.Equal(["context", "n"], parameters.Select(handle => metadata.GetString(metadata.GetParameter(handle).Name)));
        });
    }

    [Fact]
    public void A_point_covers_the_instruction_without_comment_and_white_space()
    {
        Read(new MemoryModuleSource().Add(ProgramRun.MainPath, "\tPUSH_TEXT \"a;b\"  ; text\n  PRINT;\n"), (metadata, pdb) =>
        {
            var points = pdb.GetMethodDebugInformation(Method(metadata, "main").ToDebugInformationHandle()).GetSequencePoints().Where(point => !point.IsHidden);
            Assert.Equal([(1, 2, 17), (2, 3, 8)], points.Select(point => (point.StartLine, point.StartColumn, point.EndColumn)));
        }, debuggable: true);
    }

    [Fact]
    public void Columns_that_readers_would_refuse_are_the_last_they_take()
    {
        string far = new(' ', 70_000);
        Read(new MemoryModuleSource().Add(ProgramRun.MainPath, $"NULL\n{far}PRINT\nPUSH_STR {new string('x', 70_000)}\nPRINT"), (metadata, pdb) =>
        {
            var points = pdb.GetMethodDebugInformation(Method(metadata, "main").ToDebugInformationHandle()).GetSequencePoints().Where(point => !point.IsHidden);
            Assert.Equal([(1, 1, 5), (2, 65533, 65534), (3, 1, 65534), (4, 1, 6)], points.Select(point => (point.StartLine, point.StartColumn, point.EndColumn)));
        }, debuggable: true);
    }

    [Fact]
    public void For_debuggers_every_instruction_has_a_line_to_stop_at_and_every_variable_a_local()
    {
        Read(new MemoryModuleSource().Add(ProgramRun.MainPath, Program), (metadata, pdb) =>
        {
            Assert.Equal([1, 2, 4, 6, 7, 8, 9, 10, 11, 12, 13, 15, 16, 17], LinesOf(pdb, Method(metadata, "main")));
            Assert.Equal([19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 31, 32], LinesOf(pdb, Method(metadata, "fact")));
            Assert.Equal(["total"], Locals(pdb, Method(metadata, "main")));
            Assert.Equal(["less"], Locals(pdb, Method(metadata, "fact")));
            var points = pdb.GetMethodDebugInformation(Method(metadata, "fact").ToDebugInformationHandle()).GetSequencePoints().ToList();
            Assert.True(points[0] is { Offset: 0, IsHidden: true });
            var scope = pdb.GetLocalScope(Assert.Single(pdb.GetLocalScopes(Method(metadata, "fact"))));
            Assert.Equal(0, scope.StartOffset);
            Assert.True(scope.EndOffset > points[^1].Offset);
        }, debuggable: true);
    }

    [Fact]
    public void A_variable_that_is_two_locals_has_its_name_where_each_is_in_use()
    {
        const string TwoTypes = "PUSH_INT 1\nSTORE x\nLABEL again\nLOAD x\nPRINT\nLOAD x\nPUSH_INT 1\nADD\nSTORE x\nLOAD x\nPUSH_INT 5\nLT\nJNZ again\n"
            + "PUSH_STR a\nHASH\nSTORE x\nLABEL more\nLOAD x\nPUSH_STR b\nCONCAT\nSTORE x\nLOAD x\nPRINT\nGET_TIME\nJNZ more\nLOAD x\nPRINT";
        Read(new MemoryModuleSource().Add(ProgramRun.MainPath, TwoTypes), (metadata, pdb) =>
        {
            var scopes = pdb.GetLocalScopes(Method(metadata, "main")).Select(pdb.GetLocalScope)
                .Select(scope => scope.GetLocalVariables().Select(pdb.GetLocalVariable).Where(local => pdb.GetString(local.Name) == "x").Select(local => local.Index).ToArray())
                .ToList();
            Assert.All(scopes, named => Assert.InRange(named.Length, 0, 1));
            Assert.True(scopes.SelectMany(named => named).Distinct().Count() > 1, "it is one local");
        }, optimize: module => PassRunner.Run(module, level: 1, [], check: true));
    }

    [Fact]
    public void The_symbols_belong_to_the_assembly()
    {
        var output = EmittedProgramTests.Emit(new MemoryModuleSource().Add(ProgramRun.MainPath, Program), withListings: false).Output;
        using var image = new PEReader(output.Dll.ToImmutableArray());
        var entry = image.ReadDebugDirectory().Single(entry => entry.Type == DebugDirectoryEntryType.CodeView);
        var expected = image.ReadCodeViewDebugDirectoryData(entry);
        using var provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(output.Pdb!));
        var id = new BlobContentId(provider.GetMetadataReader().DebugMetadataHeader!.Id);
        Assert.Equal(expected.Guid, id.Guid);
        Assert.Equal("prog.pdb", Path.GetFileName(expected.Path));
    }

    private static IEnumerable<string> Locals(MetadataReader pdb, MethodDefinitionHandle method) =>
        pdb.GetLocalScopes(method).SelectMany(scope => pdb.GetLocalScope(scope).GetLocalVariables())
            .Select(local => pdb.GetString(pdb.GetLocalVariable(local).Name));

    private static Dictionary<string, List<int>> Lines(MemoryModuleSource source)
    {
        var lines = new Dictionary<string, List<int>>();
        Read(source, (metadata, pdb) =>
        {
            foreach (var handle in metadata.MethodDefinitions)
            {
                var points = pdb.GetMethodDebugInformation(handle.ToDebugInformationHandle()).GetSequencePoints().Where(point => !point.IsHidden);
                lines[metadata.GetString(metadata.GetMethodDefinition(handle).Name)] = [.. points.Select(point => point.StartLine).Distinct()];
            }
        });
        return lines;
    }

    private static MethodDefinitionHandle Method(MetadataReader metadata, string name) =>
        metadata.MethodDefinitions.Single(handle => metadata.GetString(metadata.GetMethodDefinition(handle).Name) == name);

    private static IEnumerable<int> LinesOf(MetadataReader pdb, MethodDefinitionHandle method) =>
        pdb.GetMethodDebugInformation(method.ToDebugInformationHandle()).GetSequencePoints().Where(point => !point.IsHidden).Select(point => point.StartLine).Distinct().Order();

    private static void Read(
        MemoryModuleSource source, Action<MetadataReader, MetadataReader> check, bool debuggable = false, Func<IrModule, IrModule>? optimize = null)
    {
        var output = EmittedProgramTests.Emit(source, withListings: false, optimize, debuggable).Output;
        using var image = new PEReader(output.Dll.ToImmutableArray());
        using var provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(output.Pdb!));
        check(image.GetMetadataReader(), provider.GetMetadataReader());
    }
}
