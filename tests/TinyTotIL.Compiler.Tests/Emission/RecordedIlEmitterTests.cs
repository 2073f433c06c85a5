using Mono.Cecil.Cil;
using TinyTotIL.Compiler.Emission;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Tests.Emission;

public sealed class RecordedIlEmitterTests
{
    [Fact]
    public void A_listing_shows_labels_locals_lines_and_members()
    {
        using var assembly = new TestAssembly();
        var runtime = assembly.Shell.Runtime;
        var document = assembly.Shell.Symbols.DocumentFor("demo.ttvm");
        var method = assembly.Add("f", assembly.Value, (runtime.Type(typeof(ProcessContext)), "context"), (assembly.Int64, "n"));
        var il = new RecordedIlEmitter(assembly.Checked(method));

        var sum = il.DeclareLocal(assembly.Value, "sum");
        var recurse = il.DefineLabel("recurse");
        var unnamed = il.DefineLabel();
        il.MarkHidden(document);
        il.LoadConstant(0L);
        il.Call(runtime.Method(typeof(Value), nameof(Value.Int)));
        il.StoreLocal(sum);
        il.MarkSequencePoint(document, 4);
        il.LoadArgument(1);
        il.LoadConstant(0x123456789AL);
        il.BranchIfLess(recurse);
        il.BeginScope();
        il.NameLocal(sum, "total");
        il.LoadArgument(0);
        il.LoadLocal(sum);
        il.LoadConstant("a \"quoted\"\nline");
        il.Call(runtime.Method(typeof(Value), nameof(Value.Text)));
        il.CallOperation(runtime, ((Func<ProcessContext, Value, Value, Value>)ArithmeticOperations.Add).Method);
        il.StoreLocal(sum);
        il.EndScope();
        il.Branch(unnamed);
        il.MarkLabel(recurse);
        il.LoadConstant(0.1);
        il.Discard();
        il.LoadLocalAddress(sum);
        il.LoadField(runtime.Field(typeof(Value), nameof(Value.Tag)));
        il.Emit(OpCodes.Isinst, assembly.Shell.Module.TypeSystem.String);
        il.Discard();
        il.MarkLabel(unnamed);
        il.LoadLocal(sum);
        il.Return();
        il.Complete();

        Assert.Equal(
            """
            Value Program::f(ProcessContext context, Int64 n)
                .local Value sum
              // hidden
                ldc.i4 0
                conv.i8
                call Value::Int
                stloc sum
              // demo.ttvm:4
                ldarg n
                ldc.i8 78187493530
                blt recurse
                {
                .name sum = total
                ldarg context
                ldloc sum
                ldstr "a \"quoted\"\nline"
                call Value::Text
                call ArithmeticOperations::Add
                stloc sum
                }
                br L1
            recurse:
                ldc.r8 0.1
                pop
                ldloca sum
                ldfld Value::Tag
                isinst String
                pop
            L1:
                ldloc sum
                ret

            """,
            il.Listing);
    }

    [Fact]
    public void Names_used_twice_are_told_apart()
    {
        using var assembly = new TestAssembly();
        var il = new RecordedIlEmitter(assembly.Checked(assembly.Add("f", assembly.Void)));
        il.DeclareLocal(assembly.Int32, "x");
        il.DeclareLocal(assembly.Int64, "x");
        il.DeclareLocal(assembly.Text);
        il.MarkLabel(il.DefineLabel("loop"));
        il.MarkLabel(il.DefineLabel("loop"));
        il.LoadConstant(0);
        il.Switch([]);
        il.Return();

        Assert.Equal(
            """
            Void Program::f()
                .local Int32 x
                .local Int64 x.1
                .local String V_2
            loop:
            loop.1:
                ldc.i4 0
                switch ()
                ret

            """,
            il.Listing);
    }

    [Fact]
    public void Recording_changes_nothing()
    {
        using var plain = new TestAssembly();
        using var recorded = new TestAssembly();
        WriteLoop(plain, new CecilIlEmitter(plain.Add("f", plain.Int64)));
        WriteLoop(recorded, new RecordedIlEmitter(new CecilIlEmitter(recorded.Add("f", recorded.Int64))));

        Assert.Equal(plain.Output().Dll, recorded.Output().Dll);
        Assert.Equal(45L, recorded.Run("f"));
    }

    private static void WriteLoop(TestAssembly assembly, IIlEmitter il)
    {
        var i = il.DeclareLocal(assembly.Int64, "i");
        var sum = il.DeclareLocal(assembly.Int64, "sum");
        var loop = il.DefineLabel("loop");
        il.MarkSequencePoint(assembly.Shell.Symbols.DocumentFor("loop.ttvm"), 1);
        il.LoadConstant(0L);
        il.StoreLocal(sum);
        il.LoadConstant(9L);
        il.StoreLocal(i);
        il.MarkLabel(loop);
        il.LoadLocal(sum);
        il.LoadLocal(i);
        il.Emit(OpCodes.Add);
        il.StoreLocal(sum);
        il.LoadLocal(i);
        il.LoadConstant(1L);
        il.Emit(OpCodes.Sub);
        il.StoreLocal(i);
        il.LoadLocal(i);
        il.BranchIfTrue(loop);
        il.LoadLocal(sum);
        il.Return();
        il.Complete();
    }
}
