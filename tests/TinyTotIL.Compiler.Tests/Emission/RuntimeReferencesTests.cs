using Mono.Cecil;
using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Tests.Emission;

public sealed class RuntimeReferencesTests
{
    [Fact]
    public void Every_operation_of_the_instruction_table_has_its_reference()
    {
        using var assembly = new TestAssembly();
        foreach (var row in InstructionSet.All.Where(row => row.Operation is not null))
        {
            var operation = row.Operation!.Method;
            var reference = assembly.Shell.Runtime.ForOperation(operation);

            Assert.Equal(operation.Name, reference.Name);
            Assert.Equal(operation.DeclaringType!.FullName, reference.DeclaringType.FullName);
            Assert.Equal(operation.GetParameters().Length, reference.Parameters.Count);
        }

        Assert.Equal(["System.Runtime", "TinyTotIL.Runtime"], assembly.Shell.Module.AssemblyReferences.Select(reference => reference.Name));
    }

    [Fact]
    public void A_reference_is_made_once()
    {
        using var assembly = new TestAssembly();
        var runtime = assembly.Shell.Runtime;

        Assert.Same(runtime.Type(typeof(Value)), runtime.Type("TinyTotIL.Runtime.Values.Value"));
        Assert.Same(runtime.Method(typeof(Value), nameof(Value.Int)), runtime.Method("TinyTotIL.Runtime.Values.Value", "Int"));
        Assert.Same(
            runtime.Constructor(typeof(Value), typeof(object), typeof(long)),
            runtime.Method("TinyTotIL.Runtime.Values.Value", ".ctor", "System.Object", "System.Int64"));
        Assert.Same(runtime.Field(typeof(Value), nameof(Value.Bits)), runtime.Field("TinyTotIL.Runtime.Values.Value", "Bits"));
    }

    [Fact]
    public void An_overloaded_name_needs_its_parameter_types()
    {
        using var assembly = new TestAssembly();
        var runtime = assembly.Shell.Runtime;

        Faults("has several methods", () => runtime.Method(typeof(Value), "op_Implicit"));
        Assert.Equal("System.Double", runtime.Method(typeof(Value), "op_Implicit", typeof(double)).Parameters[0].ParameterType.FullName);
    }

    [Fact]
    public void What_the_runtime_does_not_publish_is_our_fault()
    {
        using var assembly = new TestAssembly();
        var runtime = assembly.Shell.Runtime;

        Faults("has no type Nowhere.Nothing", () => runtime.Type("Nowhere.Nothing"));
        Faults("has no method TinyTotIL.Runtime.Values.Value::Nothing", () => runtime.Method(typeof(Value), "Nothing"));
        Faults("has no field TinyTotIL.Runtime.Values.Value::Nothing", () => runtime.Field(typeof(Value), "Nothing"));
        Faults("does not publish", () => runtime.Field(typeof(ProcessContext), "<Image>k__BackingField"));
        Faults("does not publish", () => runtime.Method(typeof(Tag), ".ctor"));
    }

    [Fact]
    public void A_signature_may_not_bring_in_another_assembly()
    {
        using var assembly = new TestAssembly();
        Faults(
            "would make the output depend on System.Collections",
            () => assembly.Shell.Runtime.Getter(typeof(ProcessContext), nameof(ProcessContext.Loading)));
    }

    [Fact]
    public void Primitive_names_of_the_framework_become_primitive_types()
    {
        using var assembly = new TestAssembly();
        var framework = assembly.Shell.Runtime.Framework;

        Assert.Equal(MetadataType.String, framework.Type("System", "String").MetadataType);
        Assert.Equal(MetadataType.Int64, framework.Type("System", "Int64", isValueType: true).MetadataType);
        Assert.Equal(MetadataType.Class, framework.Type("System", "Math").MetadataType);
    }

    private static void Faults(string problem, Func<object> action) =>
        Assert.Contains(problem, Assert.Throws<InternalCompilerException>(action).Message, StringComparison.Ordinal);
}
