namespace TinyTotIL.Compiler.Tests.Emission;

/// <summary>The IL of small functions in register form, for a reader to judge.</summary>
public sealed class EmittedIrListingTests
{
    private const string Main = """
        top_level f0 main() @0 {
          b0:
            return
        }

        """;

    [Fact]
    public void A_loop_over_integers_is_what_a_C_sharp_compiler_writes() => Snapshot.Verify(IrProgram.Listing(Main + """
        func f1 sum(n: int) -> 1 int @1 never_raises {
          b0:
            r0: int = const 0
            jump b1(r0, r0)
          b1(r1: int, r2: int):
            r3: int = get n
            r4: bool = lt_int r1, r3
            r5: int = int_of_bool r4
            branch r5 ? b2 : b3
          b2:
            r6: int = const 3
            r7: int = mul_int r2, r6
            r8: int = add_int r7, r1
            r9: int = const 1
            r10: int = add_int r1, r9
            jump b1(r10, r8)
          b3:
            return r2
        }
        """, "sum"));

    [Fact]
    public void Recursion_over_integers() => Snapshot.Verify(IrProgram.Listing(Main + """
        func f1 fib(n: int) -> 1 int @1 never_raises {
          b0:
            r0: int = get n
            r1: int = const 2
            r2: bool = lt_int r0, r1
            branch r2 ? b1 : b2
          b1:
            return r0
          b2:
            r3: int = const 1
            r4: int = sub_int r0, r3
            r5: int = call f1(r4)
            r6: int = sub_int r0, r1
            r7: int = call f1(r6)
            r8: int = add_int r5, r7
            return r8
        }
        """, "fib"));

    [Fact]
    public void A_loop_with_its_test_at_the_end() => Snapshot.Verify(IrProgram.Listing(Main + """
        func f1 count(n: int) -> 1 int @1 never_raises {
          b0:
            r0: int = const 0
            jump b1(r0)
          b1(r1: int):
            r2: int = const 1
            r3: int = add_int r1, r2
            r4: int = get n
            r5: bool = lt_int r3, r4
            branch r5 ? b1(r3) : b2
          b2:
            return r3
        }
        """, "count"));

    [Fact]
    public void A_call_that_may_raise_is_tested_and_one_that_never_does_is_not() => Snapshot.Verify(IrProgram.Listing(Main + """
        func f1 both(n) -> 1 @1 {
          b0:
            r0 = get n
            r1 = call f2(r0)
            r2 = call f3(r1)
            return r2
        }
        func f2 quiet(n) -> 1 @10 never_raises {
          b0:
            r0 = get n
            return r0
        }
        func f3 loud(n) -> 1 @20 {
          b0:
            r0 = get n
            r1 = call_operation ArithmeticOperations.Negate(r0) raises
            return r1
        }
        """, "both"));

    [Fact]
    public void Two_variables_that_change_places() => Snapshot.Verify(IrProgram.Listing(Main + """
        func f1 turn(n: int) -> 1 int @1 never_raises {
          b0:
            r0: int = const 0
            r1: int = const 1
            r2: int = get n
            jump b1(r0, r1, r2)
          b1(r3: int, r4: int, r5: int):
            branch r5 ? b2 : b3
          b2:
            r6: int = sub_int r5, r1
            jump b1(r4, r3, r6)
          b3:
            return r3
        }
        """, "turn"));

    [Fact]
    public void Narrow_values_are_boxed_for_an_operation_and_unboxed_by_narrowing() => Snapshot.Verify(IrProgram.Listing(Main + """
        func f1 forms(a, b: int, c: float, d: bool, e: list) -> 1 bool @1 {
          b0:
            r0 = get a
            r1: int = get b
            r2: float = get c
            r3: bool = get d
            r4: list = get e
            call_operation ConsoleOperations.Print(r1)
            call_operation ConsoleOperations.Print(r2)
            call_operation ConsoleOperations.Print(r3)
            call_operation ConsoleOperations.Print(r4)
            r5: int = narrow r0
            r6: float = narrow r0
            r7: list = narrow r0
            r8: float = float_of_int r5
            r9: float = add_float r8, r6
            r10: list = call f2(r9, r7)
            r11: bool = narrow r0
            return r11
        }
        func f2 other(a: float, b: list) -> 1 list @20 {
          b0:
            r0: list = get b
            return r0
        }
        """, "forms"));
}
