using Mono.Cecil;
using Mono.Cecil.Cil;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Emission;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Tests.Emission;

public sealed class CheckedIlEmitterTests
{
    [Fact]
    public void The_message_names_method_instruction_label_and_stack()
    {
        string message = Fault(il =>
        {
            il.MarkLabel(il.DefineLabel("loop"));
            il.LoadConstant(1);
            il.LoadConstant(2.5);
            il.Emit(OpCodes.Mul);
        });

        Assert.Contains(
            "function 'System.Void Program::f()'): instruction 2 after label loop: mul: combines int32 with float; stack []",
            message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Taking_from_an_empty_stack_is_refused() => Refuses("the evaluation stack is empty", il => il.Discard());

    [Fact]
    public void Storing_another_kind_is_refused() => Refuses("takes int64, but int32 is on top", il =>
    {
        il.LoadConstant(1);
        il.StoreLocal(il.DeclareLocal(il.Method.Module.TypeSystem.Int64));
    });

    [Fact]
    public void Storing_another_struct_is_refused()
    {
        using var assembly = new TestAssembly();
        var decimals = assembly.Shell.Runtime.Framework.Type("System", "Decimal", isValueType: true);
        Refuses("takes TinyTotIL.Runtime.Values.Value, but System.Decimal is on top", assembly, assembly.Void, il =>
        {
            il.LoadLocal(il.DeclareLocal(decimals));
            il.StoreLocal(il.DeclareLocal(assembly.Value));
        });
    }

    [Fact]
    public void Passing_an_unrelated_class_is_refused()
    {
        using var assembly = new TestAssembly();
        var halt = assembly.Shell.Runtime.Method(typeof(ProcessContext), nameof(ProcessContext.Halt));
        Refuses("takes TinyTotIL.Runtime.Processes.ProcessContext, but System.String is on top", assembly, assembly.Void, il =>
        {
            il.LoadConstant("not a context");
            il.Call(halt);
        });
    }

    [Fact]
    public void A_class_stands_for_its_ancestor_and_null_for_any_class()
    {
        using var assembly = new TestAssembly();
        var heap = assembly.Shell.Runtime.Type(typeof(HeapValue));
        assembly.Write("f", assembly.Int32, il =>
        {
            var any = il.DeclareLocal(heap);
            var join = il.DefineLabel("join");
            var other = il.DefineLabel("other");
            il.LoadNull();
            il.StoreLocal(any);
            il.LoadConstant(1);
            il.BranchIfTrue(other);
            il.LoadLocal(il.DeclareLocal(assembly.Shell.Runtime.Type(typeof(FunctionValue))));
            il.Branch(join);
            il.MarkLabel(other);
            il.LoadNull();
            il.MarkLabel(join);
            il.StoreLocal(any);
            il.LoadLocal(any);
            il.LoadNull();
            il.Emit(OpCodes.Ceq);
            il.Return();
        });

        Assert.Equal(1, assembly.Run("f"));
    }

    [Fact]
    public void A_pointer_to_another_type_is_refused()
    {
        using var assembly = new TestAssembly();
        var bits = assembly.Shell.Runtime.Field(typeof(Value), nameof(Value.Bits));
        Refuses("takes TinyTotIL.Runtime.Values.Value&, but System.Int64& was on top", assembly, assembly.Void, il =>
        {
            il.LoadLocalAddress(il.DeclareLocal(assembly.Int64));
            il.LoadField(bits);
        });
    }

    [Fact]
    public void A_field_is_read_from_a_struct_or_a_pointer_to_it()
    {
        using var assembly = new TestAssembly();
        var bits = assembly.Shell.Runtime.Field(typeof(Value), nameof(Value.Bits));
        assembly.Write(assembly.Add("f", assembly.Int64, (assembly.Value, "v")), il =>
        {
            il.LoadArgument(0);
            il.LoadField(bits);
            il.LoadArgumentAddress(il.Method.Parameters[0]);
            il.LoadField(bits);
            il.Emit(OpCodes.Add);
            il.Return();
        });

        Assert.Equal(42L, assembly.Run("f", Value.Int(21)));
    }

    [Fact]
    public void An_enumeration_of_the_runtime_stands_as_its_integer()
    {
        using var assembly = new TestAssembly();
        assembly.Write(assembly.Add("f", assembly.Int32, (assembly.Value, "v")), il =>
        {
            il.LoadArgumentAddress(il.Method.Parameters[0]);
            il.Call(assembly.Shell.Runtime.Getter(typeof(Value), nameof(Value.Kind)));
            il.LoadConstant(1000);
            il.Emit(OpCodes.Add);
            il.Return();
        });

        Assert.Equal(1000 + (int)ValueKind.Int, assembly.Run("f", Value.Int(21)));
    }

    [Fact]
    public void Paths_of_different_height_may_not_join() => Refuses("reaches label join, where another path brings [int32]", il =>
    {
        var join = il.DefineLabel("join");
        il.LoadConstant(1);
        il.LoadConstant(1);
        il.BranchIfTrue(join);
        il.Discard();
        il.Branch(join);
    });

    [Fact]
    public void Paths_of_different_kind_may_not_join() => Refuses("reaches label join, where another path brings [int32, float]", il =>
    {
        var join = il.DefineLabel("join");
        il.LoadConstant(1.5);
        il.LoadConstant(1);
        il.LoadConstant(1);
        il.BranchIfTrue(join);
        il.Discard();
        il.LoadConstant(1L);
        il.MarkLabel(join);
    });

    [Fact]
    public void A_switch_brings_its_stack_to_every_target() => Refuses("where another path brings []", il =>
    {
        var empty = il.DefineLabel("empty");
        var other = il.DefineLabel("other");
        il.Branch(empty);
        il.MarkLabel(other);
        il.LoadConstant(1.5);
        il.LoadConstant(0);
        il.Switch([other, empty]);
    });

    [Fact]
    public void A_label_only_reached_from_below_has_an_empty_stack() => Refuses("reaches label loop, where another path brings []", il =>
    {
        var start = il.DefineLabel("start");
        var loop = il.DefineLabel("loop");
        il.Branch(start);
        il.MarkLabel(loop);
        il.Return();
        il.MarkLabel(start);
        il.LoadConstant(1);
        il.Branch(loop);
    });

    [Fact]
    public void An_unmarked_label_is_refused() => Refuses("label nowhere is branched to and never marked", il =>
    {
        il.Branch(il.DefineLabel("nowhere"));
    });

    [Fact]
    public void A_label_marked_twice_is_refused() => Refuses("label twice is marked a second time", il =>
    {
        var twice = il.DefineLabel("twice");
        il.MarkLabel(twice);
        il.MarkLabel(twice);
    });

    [Fact]
    public void A_label_of_another_method_is_refused()
    {
        using var assembly = new TestAssembly();
        var foreign = assembly.Checked(assembly.Add("g", assembly.Void)).DefineLabel("foreign");
        Refuses("label foreign belongs to another method", assembly, assembly.Void, il => il.Branch(foreign));
    }

    [Fact]
    public void A_local_of_another_method_is_refused()
    {
        using var assembly = new TestAssembly();
        var foreign = assembly.Checked(assembly.Add("g", assembly.Void)).DeclareLocal(assembly.Int32);
        Refuses("the local belongs to another method", assembly, assembly.Void, il => il.LoadLocal(foreign));
    }

    [Fact]
    public void A_parameter_of_another_method_is_refused()
    {
        using var assembly = new TestAssembly();
        var foreign = assembly.Add("g", assembly.Void, (assembly.Int32, "n")).Parameters[0];
        Refuses("the parameter belongs to another method", assembly, assembly.Void, il => il.LoadArgument(foreign));
    }

    [Fact]
    public void Falling_off_the_end_is_refused() => Refuses("the method ends here without a return", il => il.Emit(OpCodes.Nop));

    [Fact]
    public void Falling_off_the_end_after_a_conditional_branch_is_refused() => Refuses("the method ends here without a return", il =>
    {
        var leave = il.DefineLabel("leave");
        var back = il.DefineLabel("back");
        il.LoadConstant(1);
        il.BranchIfTrue(back);
        il.MarkLabel(leave);
        il.Return();
        il.MarkLabel(back);
        il.LoadConstant(1);
        il.BranchIfTrue(leave);
    });

    [Fact]
    public void A_branch_to_the_very_end_is_refused() => Refuses("without a return", il =>
    {
        var end = il.DefineLabel("end");
        il.LoadConstant(1);
        il.BranchIfTrue(end);
        il.Return();
        il.MarkLabel(end);
    });

    [Fact]
    public void A_label_nobody_uses_may_end_a_method()
    {
        using var assembly = new TestAssembly();
        assembly.Write("f", assembly.Int32, il =>
        {
            il.LoadConstant(7);
            il.Return();
            il.MarkLabel(il.DefineLabel("unused"));
            il.DefineLabel("never marked");
        });

        Assert.Equal(7, assembly.Run("f"));
    }

    [Fact]
    public void Returning_with_values_left_is_refused() => Refuses("returns with values left on the stack", il =>
    {
        il.LoadConstant(1);
        il.Return();
    });

    [Fact]
    public void Returning_another_kind_is_refused()
    {
        using var assembly = new TestAssembly();
        Refuses("takes float, but int64 is on top", assembly, assembly.Double, il =>
        {
            il.LoadConstant(1L);
            il.Return();
        });
    }

    [Fact]
    public void Arguments_are_checked_in_order()
    {
        using var assembly = new TestAssembly();
        var callee = assembly.Add("g", assembly.Void, (assembly.Int64, "a"), (assembly.Double, "b"));
        Refuses("call Program::g: takes float, but int64 is on top", assembly, assembly.Void, il =>
        {
            il.LoadConstant(1.0);
            il.LoadConstant(1L);
            il.Call(callee);
        });
    }

    [Fact]
    public void A_tail_call_must_be_followed_by_a_return()
    {
        using var assembly = new TestAssembly();
        var callee = assembly.Add("g", assembly.Void);
        Refuses("a tail call must be followed by ret", assembly, assembly.Void, il =>
        {
            il.Emit(OpCodes.Tail);
            il.Call(callee);
            il.Emit(OpCodes.Nop);
        });
    }

    [Fact]
    public void A_tail_call_may_leave_nothing_else_behind()
    {
        using var assembly = new TestAssembly();
        var callee = assembly.Add("g", assembly.Void);
        Refuses("returns with values left on the stack", assembly, assembly.Void, il =>
        {
            il.LoadConstant(1);
            il.TailCall(callee);
        });
    }

    [Fact]
    public void A_label_between_a_tail_call_and_its_return_is_refused()
    {
        using var assembly = new TestAssembly();
        var callee = assembly.Add("g", assembly.Void);
        Refuses("separates two instructions that belong together", assembly, assembly.Void, il =>
        {
            il.Emit(OpCodes.Tail);
            il.Call(callee);
            il.MarkLabel(il.DefineLabel());
        });
    }

    [Fact]
    public void A_prefix_needs_an_instruction_it_fits() => Refuses("cannot follow the prefix Tail", il =>
    {
        il.Emit(OpCodes.Tail);
        il.Return();
    });

    [Fact]
    public void A_struct_is_not_compared_with_a_branch()
    {
        using var assembly = new TestAssembly();
        Refuses("compares TinyTotIL.Runtime.Values.Value with TinyTotIL.Runtime.Values.Value", assembly, assembly.Void, il =>
        {
            var local = il.DeclareLocal(assembly.Value);
            il.LoadLocal(local);
            il.LoadLocal(local);
            il.BranchIfEqual(il.DefineLabel());
        });
    }

    [Theory]
    [MemberData(nameof(ForeignOpcodes))]
    public void Opcodes_outside_the_vocabulary_are_refused(string name)
    {
        var opcode = (OpCode)typeof(OpCodes).GetField(name)!.GetValue(null)!;
        Refuses("is not in the vocabulary", il => il.Emit(opcode));
    }

    public static TheoryData<string> ForeignOpcodes =>
        [nameof(OpCodes.Ldloc_0), nameof(OpCodes.Endfinally), nameof(OpCodes.Rethrow), nameof(OpCodes.Arglist), nameof(OpCodes.Ldloc)];

    [Fact]
    public void Nothing_follows_a_completed_method() => Refuses("the method was already complete", il =>
    {
        il.Return();
        il.Complete();
        il.Return();
    });

    [Fact]
    public void Scopes_must_nest() => Refuses("a scope ends that never began", il => il.EndScope());

    [Fact]
    public void A_fifth_return_of_a_value_is_a_warning()
    {
        using var assembly = new TestAssembly();
        var warnings = new List<int>();
        assembly.Write(assembly.Add("f", assembly.Value, (assembly.Value, "v")), il =>
        {
            for (int i = 0; i < 6; i++)
            {
                il.LoadArgument(0);
                il.Return();
                warnings.Add(il.Warnings.Count);
            }
        });

        Assert.Equal([0, 0, 0, 0, 1, 1], warnings);
    }

    [Fact]
    public void A_sequence_point_on_a_filled_stack_is_a_warning()
    {
        using var assembly = new TestAssembly();
        var document = assembly.Shell.Symbols.DocumentFor("a.ttvm");
        assembly.Write("f", assembly.Int32, il =>
        {
            il.MarkSequencePoint(document, 1);
            il.LoadConstant(1);
            Assert.Empty(il.Warnings);
            il.MarkSequencePoint(document, 2);
            il.Return();
            Assert.Single(il.Warnings);
        });
    }

    [Fact]
    public void A_deep_stack_and_many_branches_are_checked_in_linear_time()
    {
        // Quadratic work here would be 400 million comparisons for each of the two dimensions.
        const int Height = 20_000;
        using var assembly = new TestAssembly();
        var il = assembly.Checked(assembly.Add("f", assembly.Void));
        for (int i = 0; i < Height; i++)
        {
            il.LoadConstant(1);
        }

        for (int i = 0; i < Height; i++)
        {
            var join = il.DefineLabel();
            il.LoadConstant(1);
            il.BranchIfTrue(join);
            il.Discard();
            il.LoadConstant(2);
            il.MarkLabel(join);
        }

        Assert.Equal(Height, il.Height);
    }

    private static void Refuses(string problem, Action<IIlEmitter> body) => Assert.Contains(problem, Fault(body), StringComparison.Ordinal);

    private static void Refuses(string problem, TestAssembly assembly, TypeReference result, Action<IIlEmitter> body) =>
        Assert.Contains(problem, Fault(assembly, result, body), StringComparison.Ordinal);

    private static string Fault(Action<IIlEmitter> body)
    {
        using var assembly = new TestAssembly();
        return Fault(assembly, assembly.Void, body);
    }

    private static string Fault(TestAssembly assembly, TypeReference result, Action<IIlEmitter> body) =>
        Assert.Throws<InternalCompilerException>(() => { assembly.Write("f", result, body); }).Message;
}
