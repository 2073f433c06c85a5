using Mono.Cecil;
using TinyTotIL.Compiler;
using TinyTotIL.Conformance.Tests.Cases;
using TinyTotIL.Conformance.Tests.Fakes;
using TinyTotIL.Runtime.Hooks;
using TinyTotIL.Runtime.Hosting;

namespace TinyTotIL.Conformance.Tests.Hooks;

/// <summary>Compiled code tells hooks of what was asked for, and of nothing else.</summary>
public sealed class HookSiteTests
{
    [Theory]
    [InlineData(HookKinds.None, 0)]
    [InlineData(HookKinds.Spawn | HookKinds.Send, 0)]
    [InlineData(HookKinds.FieldWrite, 3)]
    [InlineData(HookKinds.Call, 4)]
    [InlineData(HookKinds.ElementRead, 0)]
    [InlineData(HookKinds.FieldRead | HookKinds.Return, 7)]
    public void There_are_sites_only_before_instructions_that_hooks_are_told_of(HookKinds kinds, int sites)
    {
        var program = Compilation.Load("examples/hooks/01-account.ttvm", new FolderModuleSource(CaseCatalog.Root)).Program!;
        var options = new CompilationOptions { RuntimeAssembly = File.ReadAllBytes(typeof(ProgramHost).Assembly.Location), Instrumentation = HookNeeds.Of(kinds) };
        using var assembly = AssemblyDefinition.ReadAssembly(new MemoryStream(Compilation.Emit(program, options).Output.Dll));
        var calls = assembly.MainModule.GetTypes()
            .SelectMany(type => type.Methods)
            .Where(method => method.HasBody)
            .SelectMany(method => method.Body.Instructions)
            .Where(instruction => instruction.Operand is MethodReference { DeclaringType.Name: "ObservationOperations" });
        Assert.Equal(sites, calls.Count());
    }
}
