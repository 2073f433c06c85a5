using TinyTotIL.Compiler.Ir;
using TinyTotIL.Compiler.IrExecution;

namespace TinyTotIL.Compiler.Tests.IrExecution;

/// <summary>Slots are few; that values keep them as long as they are read, the programs of other tests show.</summary>
public sealed class SlotAllocationTests
{
    [Fact]
    public void Registers_that_are_not_live_together_share_a_slot()
    {
        var slots = Allocate("""
              b0:
                r0: int = const 1
                r1: int = const 2
                r2: int = add_int r0, r1
                r3: int = const 3
                r4: int = add_int r2, r3
                call_operation ConsoleOperations.Print(r4)
                return
            """, out _);
        Assert.Equal(2, slots.Count);
    }

    [Fact]
    public void What_a_handler_reads_keeps_its_slot_in_the_blocks_it_protects()
    {
        var slots = Allocate("""
              b0:
                r0: int = const 1
                jump b1
              b1 handler b2:
                r1: int = const 2
                call_operation ConsoleOperations.Print(r1)
                r2: int = const 3
                call_operation ConsoleOperations.Print(r2)
                return
              b2:
                r3 = catch_exception
                call_operation ConsoleOperations.Print(r0)
                return
            """, out var function);
        int kept = slots[new Register(0, IrType.Int)];
        Assert.All(function.Blocks[1].Instructions.Where(step => step.Target is not null), step => Assert.NotEqual(kept, slots[step.Target!.Value]));
    }

    [Fact]
    public void The_next_value_of_a_loop_variable_is_written_in_its_place()
    {
        var slots = Allocate("""
              b0:
                r0: int = const 9
                jump b1(r0)
              b1(r1: int):
                branch r1 ? b2 : b3
              b2:
                r2: int = const 1
                r3: int = sub_int r1, r2
                jump b1(r3)
              b3:
                return
            """, out _);
        Assert.Equal(slots[new Register(1, IrType.Int)], slots[new Register(3, IrType.Int)]);
    }

    private static SlotAllocation Allocate(string blocks, out IrFunction function)
    {
        var module = IrReader.ReadModule($"segment_length 256\nmodule m0 \"main\" @0 length 9 runs f0\ntop_level f0 main() @0 {{\n{blocks}\n}}");
        IrVerifier.Verify(module, "test");
        function = module.Functions[0];
        return new SlotAllocation(new ControlFlow(function), first: 0);
    }
}
