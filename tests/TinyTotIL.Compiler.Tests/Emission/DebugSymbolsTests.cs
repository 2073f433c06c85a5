using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Mono.Cecil.Cil;
using TinyTotIL.Compiler.Emission;

namespace TinyTotIL.Compiler.Tests.Emission;

public sealed class DebugSymbolsTests
{
    [Fact]
    public void Sequence_points_name_file_and_line_and_may_be_hidden()
    {
        using var assembly = new TestAssembly();
        var symbols = assembly.Shell.Symbols;
        var method = assembly.Write("f", assembly.Int32, il =>
        {
            var local = il.DeclareLocal(assembly.Int32);
            il.MarkSequencePoint(symbols.DocumentFor("main.ttvm"), 3);
            il.MarkSequencePoint(symbols.DocumentFor("main.ttvm"), 7);
            il.LoadConstant(1);
            il.StoreLocal(local);
            il.MarkHidden(symbols.DocumentFor("main.ttvm"));
            il.Emit(OpCodes.Nop);
            il.MarkSequencePoint(symbols.DocumentFor("part.ttvm"), 2);
            il.LoadLocal(local);
            il.Return();
        });

        Read(assembly, (pdb, handle) =>
        {
            var points = pdb.GetMethodDebugInformation(handle).GetSequencePoints()
                .Select(point => (point.Offset, File: Name(pdb, point.Document), point.StartLine, point.IsHidden));
            Assert.Equal(
                [(0, "main.ttvm", 7, false), (2, "main.ttvm", DebugSymbols.HiddenLine, true), (3, "part.ttvm", 2, false)],
                points);
            Assert.Equal(2, pdb.Documents.Count);
            Assert.All(pdb.Documents, document => Assert.Equal(Guid.Empty, pdb.GetGuid(pdb.GetDocument(document).Language)));
        });
        Assert.Equal(1, assembly.Run("f"));
        Assert.Equal("f", method.Name);
    }

    [Fact]
    public void Lines_that_readers_refuse_are_hidden()
    {
        using var assembly = new TestAssembly();
        var document = assembly.Shell.Symbols.DocumentFor("main.ttvm");
        const int Last = DebugSymbols.HiddenLine - 1;
        int[] lines = [9000, 1, Last, 1, Last + 2, int.MaxValue, 2];
        assembly.Write("f", assembly.Void, il =>
        {
            foreach (int line in lines)
            {
                il.MarkSequencePoint(document, line);
                il.Emit(OpCodes.Nop);
            }

            il.Return();
        });

        Read(assembly, (pdb, handle) =>
        {
            var shown = pdb.GetMethodDebugInformation(handle).GetSequencePoints().Select(point => point.IsHidden ? -1 : point.StartLine);
            Assert.Equal([9000, 1, Last, 1, -1, -1, 2], shown);
        });
    }

    [Fact]
    public void Local_names_are_visible_in_their_scopes()
    {
        using var assembly = new TestAssembly();
        assembly.Write("f", assembly.Int32, il =>
        {
            var shared = il.DeclareLocal(assembly.Int32);
            il.DeclareLocal(assembly.Int64, "everywhere");
            il.Emit(OpCodes.Nop);
            il.BeginScope();
            il.NameLocal(shared, "first");
            il.Emit(OpCodes.Nop);
            il.BeginScope();
            il.NameLocal(il.DeclareLocal(assembly.Text, "narrowed"), "innermost");
            il.DeclareLocal(assembly.Text, "wide");
            il.Emit(OpCodes.Nop);
            il.EndScope();
            il.Emit(OpCodes.Nop);
            il.EndScope();
            il.BeginScope();
            il.NameLocal(shared, "empty");
            il.EndScope();
            il.BeginScope();
            il.NameLocal(shared, "second");
            il.LoadConstant(1);
            il.Return();
            il.EndScope();
        });

        Read(assembly, (pdb, handle) =>
        {
            var scopes = pdb.GetLocalScopes(handle).Select(pdb.GetLocalScope).Select(scope =>
                (scope.StartOffset, scope.EndOffset, string.Join(",", scope.GetLocalVariables().Select(local =>
                    $"{pdb.GetLocalVariable(local).Index}:{pdb.GetString(pdb.GetLocalVariable(local).Name)}"))));
            Assert.Equal(
                [(0, 6, "1:everywhere,3:wide"), (1, 4, "0:first"), (2, 3, "2:innermost"), (4, 6, "0:second")],
                scopes);
        });
    }

    [Fact]
    public void Without_symbols_nothing_is_kept()
    {
        using var assembly = new TestAssembly();
        var il = new CecilIlEmitter(assembly.Add("f", assembly.Void), withSymbols: false);
        il.DeclareLocal(assembly.Int32, "x");
        il.MarkSequencePoint(assembly.Shell.Symbols.DocumentFor("main.ttvm"), 1);
        il.BeginScope();
        il.Return();
        il.EndScope();
        il.Complete();

        Assert.False(il.Method.DebugInformation.HasSequencePoints);
        Assert.Null(il.Method.DebugInformation.Scope);
        Assert.Null(AssemblyWriter.Write(assembly.Shell.Assembly, withSymbols: false).Pdb);
    }

    [Fact]
    public void A_stack_trace_names_the_source_line()
    {
        using var assembly = new TestAssembly();
        var framework = assembly.Shell.Runtime.Framework;
        assembly.Write("fails", assembly.Void, il =>
        {
            il.MarkSequencePoint(assembly.Shell.Symbols.DocumentFor("broken.ttvm"), 11);
            il.Emit(OpCodes.Nop);
            il.MarkSequencePoint(assembly.Shell.Symbols.DocumentFor("broken.ttvm"), 12);
            il.NewObject(framework.Constructor(framework.Type("System", "InvalidOperationException")));
            il.Emit(OpCodes.Throw);
        });

        var exception = Assert.Throws<InvalidOperationException>(() => assembly.Run("fails"));
        Assert.Contains("Program.fails() in broken.ttvm:line 12", exception.StackTrace, StringComparison.Ordinal);
    }

    private static void Read(TestAssembly assembly, Action<MetadataReader, MethodDefinitionHandle> check)
    {
        var output = assembly.Output();
        using var provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(output.Pdb!));
        check(provider.GetMetadataReader(), MetadataTokens.MethodDefinitionHandle(1));
    }

    private static string Name(MetadataReader pdb, DocumentHandle document) => pdb.GetString(pdb.GetDocument(document).Name);
}
