using Mono.Cecil;
using Mono.Cecil.Cil;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Emission;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Tests.Emission;

public sealed class CecilIlEmitterTests
{
    [Theory]
    [InlineData(int.MinValue)]
    [InlineData(-129)]
    [InlineData(-128)]
    [InlineData(-2)]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(int.MaxValue)]
    public void An_int_constant_survives_its_short_form(int value)
    {
        using var assembly = new TestAssembly();
        assembly.Write("f", assembly.Int32, il =>
        {
            il.LoadConstant(value);
            il.Return();
        });

        Assert.Equal(value, assembly.Run("f"));
    }

    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(int.MinValue - 1L)]
    [InlineData(int.MinValue)]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MaxValue + 1L)]
    [InlineData(uint.MaxValue)]
    [InlineData(uint.MaxValue + 1L)]
    [InlineData(long.MaxValue)]
    public void A_long_constant_survives_its_short_form(long value)
    {
        using var assembly = new TestAssembly();
        assembly.Write("f", assembly.Int64, il =>
        {
            il.LoadConstant(value);
            il.Return();
        });

        Assert.Equal(value, assembly.Run("f"));
    }

    [Fact]
    public void Each_of_three_hundred_locals_and_arguments_keeps_its_own_value()
    {
        const int Count = 300;
        using var assembly = new TestAssembly();
        var method = assembly.Add("f", assembly.Int64);
        for (int i = 0; i < Count; i++)
        {
            method.Parameters.Add(new ParameterDefinition($"p{i}", ParameterAttributes.None, assembly.Int64));
        }

        assembly.Write(method, il =>
        {
            var locals = method.Parameters.Select(_ => il.DeclareLocal(assembly.Int64)).ToArray();
            for (int i = 0; i < Count; i++)
            {
                il.LoadArgument(i);
                il.LoadConstant((long)i);
                il.Emit(OpCodes.Mul);
                il.StoreArgument(method.Parameters[i]);
                il.LoadArgumentAddress(method.Parameters[i]);
                il.Emit(OpCodes.Ldind_I8);
                il.StoreLocal(locals[i]);
            }

            il.LoadConstant(0L);
            for (int i = 0; i < Count; i++)
            {
                il.LoadLocal(locals[i]);
                il.Emit(OpCodes.Add);
                il.LoadLocalAddress(locals[i]);
                il.Emit(OpCodes.Ldind_I8);
                il.Emit(OpCodes.Xor);
            }

            il.Return();
        });

        long expected = 0;
        for (long i = 0; i < Count; i++)
        {
            expected = (expected + (i + 1) * i) ^ ((i + 1) * i);
        }

        Assert.Equal(expected, assembly.Run("f", [.. Enumerable.Range(1, Count).Select(i => (object)(long)i)]));
        Assert.Equal(Code.Ldarg_0, method.Body.Instructions[0].OpCode.Code);
        Assert.Contains(method.Body.Instructions, instruction => instruction.OpCode.Code == Code.Ldloc_S);
        Assert.Contains(method.Body.Instructions, instruction => instruction.OpCode.Code == Code.Ldloc);
    }

    [Theory]
    [InlineData(127, Code.Br_S)]
    [InlineData(128, Code.Br)]
    public void A_forward_branch_is_short_up_to_127_bytes(int distance, Code expected)
    {
        using var assembly = new TestAssembly();
        var method = assembly.Write("f", assembly.Int32, il =>
        {
            var end = il.DefineLabel();
            il.Branch(end);
            EmitNops(il, distance);
            il.MarkLabel(end);
            il.LoadConstant(42);
            il.Return();
        });

        Assert.Equal(expected, method.Body.Instructions[0].OpCode.Code);
        Assert.Equal(42, assembly.Run("f"));
    }

    [Theory]
    [InlineData(118, Code.Brtrue_S)]
    [InlineData(130, Code.Brtrue)]
    public void A_backward_branch_is_short_when_its_target_is_near(int distance, Code expected)
    {
        using var assembly = new TestAssembly();
        var method = assembly.Write("f", assembly.Int32, il =>
        {
            var counter = il.DeclareLocal(assembly.Int32);
            var again = il.DefineLabel();
            il.LoadConstant(10);
            il.StoreLocal(counter);
            il.MarkLabel(again);
            EmitNops(il, distance);
            il.LoadLocal(counter);
            il.LoadConstant(1);
            il.Emit(OpCodes.Sub);
            il.StoreLocal(counter);
            il.LoadLocal(counter);
            il.BranchIfTrue(again);
            il.LoadLocal(counter);
            il.Return();
        });

        Assert.Contains(method.Body.Instructions, instruction => instruction.OpCode.Code == expected);
        Assert.Equal(0, assembly.Run("f"));
    }

    [Fact]
    public void Every_branch_of_a_long_chain_reaches_its_target()
    {
        // Blocks of every size near the limit, linked in an order that mixes near and far, forward and backward.
        const int Blocks = 97;
        using var assembly = new TestAssembly();
        assembly.Write("f", assembly.Int64, il =>
        {
            var sum = il.DeclareLocal(assembly.Int64);
            var labels = Enumerable.Range(0, Blocks).Select(i => il.DefineLabel($"b{i}")).ToArray();
            var end = il.DefineLabel("end");
            il.LoadConstant(0L);
            il.StoreLocal(sum);
            il.Branch(labels[0]);
            for (int i = 0; i < Blocks; i++)
            {
                il.MarkLabel(labels[i]);
                EmitNops(il, (i * 29) % 61);
                il.LoadLocal(sum);
                il.LoadConstant(3L);
                il.Emit(OpCodes.Mul);
                il.LoadConstant((long)i);
                il.Emit(OpCodes.Add);
                il.StoreLocal(sum);
                int next = (i + 5) % Blocks;
                il.Branch(next == 0 ? end : labels[next]);
            }

            il.MarkLabel(end);
            il.LoadLocal(sum);
            il.Return();
        });

        long expected = 0;
        int block = 0;
        do
        {
            expected = expected * 3 + block;
            block = (block + 5) % Blocks;
        }
        while (block != 0);

        Assert.Equal(expected, assembly.Run("f"));
    }

    [Fact]
    public void A_switch_reaches_each_target_and_falls_through_beyond_them()
    {
        using var assembly = new TestAssembly();
        assembly.Write(assembly.Add("f", assembly.Int32, (assembly.Int32, "which")), il =>
        {
            var targets = new[] { il.DefineLabel("zero"), il.DefineLabel("one"), il.DefineLabel("two") };
            il.LoadArgument(0);
            il.Switch(targets);
            il.LoadConstant(-1);
            il.Return();
            for (int i = 0; i < targets.Length; i++)
            {
                il.MarkLabel(targets[i]);
                il.LoadConstant(100 + i);
                il.Return();
            }
        });

        Assert.Equal([100, 101, 102, -1], Enumerable.Range(0, 4).Select(i => (int)assembly.Run("f", i)!));
    }

    [Fact]
    public void A_million_mutual_tail_calls_need_no_stack()
    {
        using var assembly = new TestAssembly();
        var even = assembly.Add("even", assembly.Int32, (assembly.Int64, "n"));
        var odd = assembly.Add("odd", assembly.Int32, (assembly.Int64, "n"));
        foreach (var (self, other, answer) in new[] { (even, odd, 1), (odd, even, 0) })
        {
            assembly.Write(self, il =>
            {
                var more = il.DefineLabel("more");
                il.LoadArgument(0);
                il.BranchIfTrue(more);
                il.LoadConstant(answer);
                il.Return();
                il.MarkLabel(more);
                il.LoadArgument(0);
                il.LoadConstant(1L);
                il.Emit(OpCodes.Sub);
                il.TailCall(other);
            });
        }

        Assert.Equal(0, assembly.Run("even", 1_000_001L));
    }

    [Fact]
    public void Values_go_through_runtime_operations_and_their_fields()
    {
        using var assembly = new TestAssembly();
        var runtime = assembly.Shell.Runtime;
        var add = (Func<ProcessContext, Value, Value, Value>)ArithmeticOperations.Add;
        assembly.Write(assembly.Add("f", assembly.Value, (runtime.Type(typeof(ProcessContext)), "context")), il =>
        {
            il.LoadArgument(0);
            il.LoadConstant(40L);
            il.Call(runtime.Method(typeof(Value), nameof(Value.Int)));
            il.LoadNull();
            il.LoadConstant(2L);
            il.NewObject(runtime.Constructor(typeof(Value), typeof(object), typeof(long)));
            il.CallOperation(runtime, add.Method);
            il.Return();
        });

        var result = (Value)assembly.Run("f", new object?[] { null })!;
        Assert.Equal(42, result.AsInt);
    }

    [Fact]
    public void A_function_pointer_and_a_delegate_reach_the_same_method()
    {
        using var assembly = new TestAssembly();
        var framework = assembly.Shell.Runtime.Framework;
        var twice = assembly.Write(assembly.Add("twice", assembly.Int64, (assembly.Int64, "n")), il =>
        {
            il.LoadArgument(0);
            il.Duplicate();
            il.Emit(OpCodes.Add);
            il.Return();
        });
        var function = framework.Generic("System", "Func", false, assembly.Int64, assembly.Int64);
        assembly.Write("f", assembly.Int64, il =>
        {
            var site = new CallSite(assembly.Int64);
            site.Parameters.Add(new ParameterDefinition(assembly.Int64));
            var invoke = FrameworkReferences.InstanceMethod(
                function, "Invoke", function.ElementType.GenericParameters[1], function.ElementType.GenericParameters[0]);
            il.NewDelegate(twice, framework.DelegateConstructor(function));
            il.LoadConstant(10L);
            il.Emit(OpCodes.Ldftn, twice);
            il.Emit(OpCodes.Calli, site);
            il.CallVirtual(invoke);
            il.Return();
        });

        Assert.Equal(40L, assembly.Run("f"));
    }

    [Fact]
    public void A_static_constructor_fills_a_constant_field()
    {
        using var assembly = new TestAssembly();
        var field = assembly.Shell.AddField("answer", assembly.Text, isConstant: true);
        assembly.Write(assembly.Shell.AddStaticConstructor(), il =>
        {
            il.LoadConstant("forty-two");
            il.StoreStatic(field);
            il.Return();
        });
        assembly.Write("f", assembly.Text, il =>
        {
            il.LoadStatic(field);
            il.Return();
        });

        Assert.Equal("forty-two", assembly.Run("f"));
    }

    [Fact]
    public void A_method_of_two_hundred_thousand_instructions_is_written()
    {
        const int Rounds = 20_000;
        using var assembly = new TestAssembly();
        var method = assembly.Write("f", assembly.Int64, il =>
        {
            var sum = il.DeclareLocal(assembly.Int64, "sum");
            il.LoadConstant(0L);
            il.StoreLocal(sum);
            for (int i = 0; i < Rounds; i++)
            {
                var skip = il.DefineLabel();
                il.LoadLocal(sum);
                il.LoadConstant((long)i);
                il.Emit(OpCodes.Add);
                il.StoreLocal(sum);
                il.LoadLocal(sum);
                il.LoadConstant(1_000_000_000_000L);
                il.BranchIfLess(skip);
                il.LoadConstant(-1L);
                il.StoreLocal(sum);
                il.MarkLabel(skip);
            }

            il.LoadLocal(sum);
            il.Return();
            Assert.False(il.Size.IsOptimizable);
        });

        Assert.True(method.Body.Instructions.Count > 200_000);
        Assert.Equal((long)Rounds * (Rounds - 1) / 2, assembly.Run("f"));
    }

    [Fact]
    public void The_greatest_stack_height_is_written()
    {
        const int Height = 3_000;
        using var assembly = new TestAssembly();
        var method = assembly.Write("f", assembly.Int64, il =>
        {
            for (int i = 0; i < Height; i++)
            {
                il.LoadConstant(2L);
            }

            for (int i = 1; i < Height; i++)
            {
                il.Emit(OpCodes.Add);
            }

            il.Return();
        });

        Assert.Equal(2L * Height, assembly.Run("f"));
        using var written = ModuleDefinition.ReadModule(new MemoryStream(assembly.Output().Dll));
        Assert.Equal(Height, written.GetType("Program").Methods.Single(m => m.Name == "f").Body.MaxStackSize);
        Assert.False(method.Body.InitLocals);
    }

    [Fact]
    public void Size_counts_bytes_locals_and_blocks()
    {
        using var assembly = new TestAssembly();
        assembly.Write(assembly.Add("f", assembly.Int32, (assembly.Int32, "n")), il =>
        {
            Assert.Equal(new EmittedSize(0, 0, 1), il.Size);
            var other = il.DefineLabel("other");
            var unused = il.DefineLabel("unused");
            il.DeclareLocal(assembly.Int32);
            il.LoadArgument(0);
            il.BranchIfFalse(other);
            Assert.Equal(new EmittedSize(6, 1, 2), il.Size);
            il.LoadConstant(1);
            il.Return();
            il.MarkLabel(other);
            il.MarkLabel(unused);
            il.LoadConstant(0);
            il.Return();
            Assert.Equal(10, il.Size.Bytes);
            Assert.True(il.Size.IsOptimizable);
        });
        Assert.Equal(0, assembly.Run("f", 0));
    }

    [Fact]
    public void A_branch_to_a_label_without_an_instruction_is_our_fault()
    {
        using var assembly = new TestAssembly();
        var il = new CecilIlEmitter(assembly.Add("f", assembly.Void));
        var nowhere = il.DefineLabel("nowhere");
        il.Branch(nowhere);
        il.MarkLabel(nowhere);

        var fault = Assert.Throws<InternalCompilerException>(il.Complete);
        Assert.Contains("nowhere", fault.Message, StringComparison.Ordinal);
    }

    private static void EmitNops(CheckedIlEmitter il, int count)
    {
        for (int i = 0; i < count; i++)
        {
            il.Emit(OpCodes.Nop);
        }
    }
}
