using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using System.Text;
using TinyTotIL.Compiler.Emission;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Compiler.Lowering;
using TinyTotIL.Compiler.Tests.Fakes;
using TinyTotIL.Compiler.Verification;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Tests.Emission;

/// <summary>Whole programs as assemblies: what is in them, and that the JIT takes it.</summary>
public sealed class EmittedProgramTests
{
    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    /// <summary>One program with a little of everything.</summary>
    private static readonly MemoryModuleSource Varied = new MemoryModuleSource()
        .Add(ProgramRun.MainPath, """
            IMPORT part.ttvm
            PUSH_INT 3
            STORE count
            CAPTURE count
            MAKE_LAMBDA body x
            STORE closure
            EXPORT closure
            TRY oops
            PUSH_INT 2
            LOAD closure
            CALL_FUNCTION
            PRINT
            PUSH_INT 0
            CALL recurse n
            END_TRY
            IMPORT odd.ttvm
            HALT
            LABEL oops
            PRINT
            CALL dump
            HALT
            LABEL dump
            DUMP_SCOPE
            RET
            LABEL body
            LOAD x
            LOAD count
            MUL
            RET
            LABEL recurse
            LOAD n
            JZ base
            LOAD n
            TAIL_CALL recurse n
            LABEL base
            LOAD n
            LOAD undefined
            CALL body x count
            RET
            """)
        .Add("odd.ttvm", "TRUE\nJZ on\nNULL\nLABEL on\nPRINT")
        .Add("part.ttvm", "PUSH_INT 1\nSTORE one\nEXPORT one");

    [Theory]
    [InlineData(0, "closure", "recurse$segment")]
    [InlineData(1)]
    [InlineData(2)]
    public void The_JIT_accepts_every_method(int level, params string[] expected)
    {
        var assembly = BothEngines.Emit(Varied, level).LoadAssembly(canUnload: true);
        var methods = assembly.GetTypes().SelectMany(type => type.GetMethods(Everything).Cast<MethodBase>().Concat(type.GetConstructors(Everything))).ToList();
        Assert.Superset(
            new HashSet<string>([.. expected, "Main", ".cctor", "$image", "$library", "main", "module part.ttvm", "body$value", "segment0"]),
            methods.Select(method => method.Name).ToHashSet());
        foreach (var method in methods)
        {
            RuntimeHelpers.PrepareMethod(method.MethodHandle);
        }
    }

    [Fact]
    public void It_refers_to_the_runtime_and_the_framework_and_nothing_else()
    {
        using var reader = new PEReader(BothEngines.Emit(Varied).Output.Dll.ToImmutableArray());
        var metadata = reader.GetMetadataReader();
        var references = metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name));
        Assert.Equal(["System.Runtime", "TinyTotIL.Runtime"], references.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Equal_programs_give_equal_bytes()
    {
        var first = BothEngines.Emit(Varied).Output;
        var second = BothEngines.Emit(Varied).Output;
        Assert.Equal(first.Dll, second.Dll);
        Assert.Equal(first.Pdb!, second.Pdb!);
    }

    [Theory]
    [InlineData(16_384, false)]
    [InlineData(16_385, true)]
    [InlineData(3_000_000, true)]
    public void A_long_text_goes_to_the_resource(int length, bool isResource)
    {
        string text = new('x', length);
        var source = new MemoryModuleSource().Add(ProgramRun.MainPath, $"PUSH_STR {text}\nPRINT");
        using var reader = new PEReader(BothEngines.Emit(source).Output.Dll.ToImmutableArray());
        var metadata = reader.GetMetadataReader();
        var resources = metadata.ManifestResources.Select(handle => metadata.GetString(metadata.GetManifestResource(handle).Name));
        Assert.Equal(isResource, resources.Contains(CompiledProgramBuilder.TextsResource));
        Assert.Equal(text + "\n", BothEngines.Output(source));
    }

    [Fact]
    public void Texts_that_are_too_much_together_go_to_the_resource_too()
    {
        // The string heap holds 16 MiB; these are twice as much.
        const int Count = 1100, Length = 16_000;
        var text = new StringBuilder();
        for (int i = 0; i < Count; i++)
        {
            text.Append("PUSH_STR ").Append(i).Append(' ').Append('x', Length).Append("\nPOP\n");
        }

        text.Append("PUSH_STR end\nPRINT");
        Assert.Equal("end\n", BothEngines.Output(text.ToString()));
    }

    [Fact]
    public void More_functions_than_one_type_can_hold_spread_over_several()
    {
        const int Count = 66_000;
        var text = new StringBuilder(CallAll(Count));
        for (int i = 0; i < Count; i++)
        {
            text.Append("LABEL f").Append(i).Append("\nRET\n");
        }

        // Optimized, none of them would be left.
        var emitted = BothEngines.Emit(new MemoryModuleSource().Add(ProgramRun.MainPath, text.ToString()), level: 0);
        var types = emitted.LoadAssembly(canUnload: true).GetTypes();
        Assert.True(types.Length >= 4);
        Assert.All(types, type => Assert.InRange(type.GetMethods(Everything).Length, 1, 65_535));
    }

    [Fact]
    public void More_exports_than_one_type_can_hold_do_no_harm()
    {
        const int Count = 66_000;
        var program = ProgramRun.Verified("HALT");
        var module = ProgramLowering.Run(ShapeAnalysis.Run(program)) with { Exports = [.. Enumerable.Range(0, Count).Select(i => new IrExport($"v{i}", null))] };
        var options = new EmissionOptions("prog", TestAssembly.RuntimeBytes, WithSymbols: false, Check: false, WithListings: false);
        var output = ModuleEmitter.Run(module, SymbolTable.Build(program.Program), options).Output;
        using var reader = new PEReader(output.Dll.ToImmutableArray());
        var metadata = reader.GetMetadataReader();
        var counts = metadata.TypeDefinitions.Select(handle => metadata.GetTypeDefinition(handle).GetMethods().Count);
        Assert.All(counts, count => Assert.InRange(count, 0, 65_535));
        Assert.True(counts.Sum() > 30_000);
    }

    [Fact]
    public void Exported_functions_are_public_methods_with_the_names_of_their_parameters()
    {
        const string Program = """
            MAKE_FUNCTION area width height
            STORE area
            EXPORT area
            PUSH_INT 5
            STORE five
            EXPORT five
            MAKE_FUNCTION area a
            STORE odd name
            EXPORT odd name
            MAKE_FUNCTION area
            STORE Main
            EXPORT Main
            HALT
            LABEL area
            LOAD width
            LOAD height
            MUL
            RET
            """;
        var type = BothEngines.Emit(new MemoryModuleSource().Add(ProgramRun.MainPath, Program)).LoadAssembly(canUnload: true).EntryPoint!.DeclaringType!;
        var methods = type.GetMethods(BindingFlags.Public | BindingFlags.Static).Where(method => method.Name[0] != '$');
        Assert.Equal(
            ["Int32 Main(args)", "Value area(width, height)", "Value five()", "Value odd_name(a)"],
            methods.Select(method => $"{method.ReturnType.Name} {method.Name}({string.Join(", ", method.GetParameters().Select(parameter => parameter.Name))})")
                .Order(StringComparer.Ordinal));
        Assert.Equal(6, ((Value)type.GetMethod("area")!.Invoke(null, [Value.Int(2), Value.Int(3)])!).AsInt);
    }

    [Fact]
    public void Names_that_mean_something_in_metadata_are_only_names()
    {
        const string Program = """
            CALL .cctor
            CALL .ctor
            CALL Main
            CALL $image
            CALL f
            CALL f$segment
            HALT
            LABEL .cctor
            PUSH_STR constructor
            PRINT
            RET
            LABEL .ctor
            RET
            LABEL Main
            RET
            LABEL $image
            RET
            LABEL f
            TRUE
            JNZ out
            CALL f
            LABEL out
            RET
            LABEL f$segment
            PUSH_STR segment
            PRINT
            RET
            """;
        Assert.Equal("constructor\nsegment\n", BothEngines.Output(Program));
    }

    internal static EmissionResult Emit(MemoryModuleSource source, bool withListings, Func<IrModule, IrModule>? optimize = null, bool debuggable = false)
    {
        var verified = ProgramRun.Verified(source);
        var module = ProgramLowering.Run(ShapeAnalysis.Run(verified), withSteps: debuggable);
        var symbols = SymbolTable.Build(verified.Program);
        var options = new EmissionOptions("prog", TestAssembly.RuntimeBytes, WithSymbols: true, Check: true, withListings)
        {
            Sources = SourceMapping.Build(verified.Program),
            Debuggable = debuggable,
        };
        return ModuleEmitter.Run(optimize?.Invoke(module) ?? module, symbols, options);
    }

    /// <summary>Calls of every function from a few in between, because a large function would run on a stack machine.</summary>
    private static string CallAll(int count)
    {
        const int Each = 500;
        var text = new StringBuilder();
        for (int first = 0; first < count; first += Each)
        {
            text.Append("CALL all").Append(first).Append('\n');
        }

        text.Append("HALT\n");
        for (int first = 0; first < count; first += Each)
        {
            text.Append("LABEL all").Append(first).Append('\n');
            for (int i = first; i < Math.Min(count, first + Each); i++)
            {
                text.Append("CALL f").Append(i).Append('\n');
            }

            text.Append("RET\n");
        }

        return text.ToString();
    }
}
