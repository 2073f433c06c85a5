namespace TinyTotIL.Compiler.Tests.Emission;

/// <summary>What IR with registers that cross blocks and with narrow types does when it runs.</summary>
public sealed class EmittedIrTests
{
    [Fact]
    public void Loop_variables_that_change_places_each_round_keep_their_values() => Assert.Equal("2\n1\n", IrProgram.Run("""
        top_level f0 main() @0 {
          b0:
            r0: int = const 1
            r1: int = const 2
            r2: int = const 3
            jump b1(r0, r1, r2)
          b1(r3: int, r4: int, r5: int):
            branch r5 ? b2 : b3
          b2:
            r6: int = const 1
            r7: int = sub_int r5, r6
            jump b1(r4, r3, r7)
          b3:
            call_operation ConsoleOperations.Print(r3)
            call_operation ConsoleOperations.Print(r4)
            return
        }
        """));

    [Fact]
    public void Three_values_go_round_in_a_circle() => Assert.Equal("3\n1\n2\n", IrProgram.Run("""
        top_level f0 main() @0 {
          b0:
            r0: int = const 1
            r1: int = const 2
            r2: int = const 3
            r3: int = const 4
            jump b1(r0, r1, r2, r3)
          b1(r4, r5, r6, r7: int):
            branch r7 ? b2 : b3
          b2:
            r8: int = const 1
            r10: int = sub_int r7, r8
            jump b1(r6, r4, r5, r10)
          b3:
            call_operation ConsoleOperations.Print(r4)
            call_operation ConsoleOperations.Print(r5)
            call_operation ConsoleOperations.Print(r6)
            return
        }
        """));

    [Fact]
    public void A_loop_variable_read_after_its_next_value_is_known_is_not_lost() => Assert.Equal("2\n", IrProgram.Run("""
        top_level f0 main() @0 {
          b0:
            r0: int = const 0
            jump b1(r0)
          b1(r1: int):
            r2: int = const 1
            r3: int = add_int r1, r2
            r4: int = const 3
            r5: bool = lt_int r3, r4
            branch r5 ? b1(r3) : b2
          b2:
            call_operation ConsoleOperations.Print(r1)
            return
        }
        """));

    [Fact]
    public void A_value_from_before_a_loop_lives_through_it() => Assert.Equal("kept\nkept\nkept\n", IrProgram.Run("""
        top_level f0 main() @0 {
          b0:
            r0 = const "ke"
            r1 = const "pt"
            r2 = call_operation TextOperations.Concat(r0, r1) raises
            r3: int = const 3
            jump b1(r3)
          b1(r4: int):
            branch r4 ? b2 : b3
          b2:
            call_operation ConsoleOperations.Print(r2)
            r5 = const "a"
            r6 = const "b"
            r7 = call_operation TextOperations.Concat(r5, r6) raises
            r8 = call_operation TextOperations.Concat(r7, r7) raises
            r9: int = const 1
            r10: int = sub_int r4, r9
            jump b1(r10)
          b3:
            return
        }
        """));

    [Fact]
    public void A_handler_sees_registers_of_before_the_protected_block() => Assert.Equal("7\ncaught\n", IrProgram.Run("""
        top_level f0 main() @0 {
          b0:
            r0: int = const 3
            r1: int = const 4
            r2 = call f1(r0, r1)
            jump b1
          b1 handler b3:
            r3: int = const 1
            r4: int = const 0
            r5 = call f1(r3, r3)
            r6 = call f1(r5, r5)
            r7 = call_operation ArithmeticOperations.Divide(r6, r4) raises
            call_operation ConsoleOperations.Print(r7)
            jump b2
          b2:
            return
          b3:
            r8 = catch_exception
            r9 = const "caught"
            call_operation ConsoleOperations.Print(r2)
            call_operation ConsoleOperations.Print(r9)
            return
        }
        func f1 add(a, b) -> 1 @10 {
          b0:
            r0 = get a
            r1 = get b
            r2 = call_operation ArithmeticOperations.Add(r0, r1) raises
            return r2
        }
        """));

    [Fact]
    public void Narrow_values_are_boxed_where_any_value_is_expected_and_unboxed_where_they_are_known() =>
        Assert.Equal("3\n2.5\ntrue\ntext\n[3, 2.5, true, text]\n4\n5\nfalse\ntext!\n[3, 2.5, true, text]\n[3, 2.5, true, text]\n", IrProgram.Run("""
        top_level f0 main() @0 {
          b0:
            r0: int = const 3
            r1: float = const 2.5
            r2: bool = const true
            r3: text = const "text"
            r4: list = make_list(r0, r1, r2, r3)
            r5 = call f1(r0, r1, r2, r3, r4)
            r6: list = narrow r5
            call_operation ConsoleOperations.Print(r5)
            call_operation ConsoleOperations.Print(r6)
            return
        }
        func f1 show(a, b, c, d, e) -> 1 @10 {
          b0:
            r0 = get a
            r1 = get b
            r2 = get c
            r3 = get d
            r4 = get e
            r5: int = narrow r0
            r6: float = narrow r1
            r7: bool = narrow r2
            r8: text = narrow r3
            r9: list = narrow r4
            r20: list = call f2(r5, r6, r7, r8, r9)
            r10: int = const 1
            r11: int = add_int r5, r10
            r12: float = add_float r6, r6
            r13: bool = not_bool r7
            r14 = const "!"
            r15 = call_operation TextOperations.Concat(r8, r14) raises
            call_operation ConsoleOperations.Print(r11)
            call_operation ConsoleOperations.Print(r12)
            call_operation ConsoleOperations.Print(r13)
            call_operation ConsoleOperations.Print(r15)
            return r20
        }
        func f2 print(a: int, b: float, c: bool, d: text, e: list) -> 1 list @20 {
          b0:
            r0: int = get a
            r1: float = get b
            r2: bool = get c
            r3: text = get d
            r4: list = get e
            call_operation ConsoleOperations.Print(r0)
            call_operation ConsoleOperations.Print(r1)
            call_operation ConsoleOperations.Print(r2)
            call_operation ConsoleOperations.Print(r3)
            call_operation ConsoleOperations.Print(r4)
            return r4
        }
        """));

    [Theory]
    [InlineData("lt", "1", "nan", "no")]
    [InlineData("le", "1", "nan", "no")]
    [InlineData("gt", "nan", "1", "no")]
    [InlineData("ge", "nan", "nan", "no")]
    [InlineData("lt", "1", "2", "yes")]
    [InlineData("le", "2", "2", "yes")]
    [InlineData("gt", "1", "2", "no")]
    [InlineData("ge", "2", "2", "yes")]
    public void A_comparison_of_floats_decides_the_same_in_a_branch_inverted_and_as_a_value(string name, string left, string right, string expected)
    {
        string program = $$"""
            top_level f0 main() @0 {
              b0:
                r0: float = const {{Float(left)}}
                r1: float = const {{Float(right)}}
                r2: int = call f1(r0, r1)
                r3: int = call f2(r0, r1)
                r4: int = call f3(r0, r1)
                call_operation ConsoleOperations.Print(r2)
                call_operation ConsoleOperations.Print(r3)
                call_operation ConsoleOperations.Print(r4)
                return
            }
            func f1 straight(a: float, b: float) -> 1 int @10 never_raises {
              b0:
                r0: float = get a
                r1: float = get b
                r2: bool = {{name}}_float r0, r1
                branch r2 ? b1 : b2
              b1:
                r3: int = const 1
                return r3
              b2:
                r4: int = const 0
                return r4
            }
            func f2 inverted(a: float, b: float) -> 1 int @20 never_raises {
              b0:
                r0: float = get a
                r1: float = get b
                r2: bool = {{name}}_float r0, r1
                r5: bool = not_bool r2
                r6: int = int_of_bool r5
                branch r6 ? b2 : b1
              b1:
                r3: int = const 1
                return r3
              b2:
                r4: int = const 0
                return r4
            }
            func f3 value(a: float, b: float) -> 1 int @30 never_raises {
              b0:
                r0: float = get a
                r1: float = get b
                r2: bool = {{name}}_float r0, r1
                r3: int = int_of_bool r2
                return r3
            }
            """;
        string digit = expected == "yes" ? "1" : "0";
        Assert.Equal($"{digit}\n{digit}\n{digit}\n", IrProgram.Run(program));

        static string Float(string text) => text == "nan" ? text : text + ".0";
    }

    [Theory]
    [InlineData("eq", 2, 2, true)]
    [InlineData("eq", 2, 0, false)]
    [InlineData("ne", 2, 2, false)]
    [InlineData("ne", 2, 0, true)]
    [InlineData("lt", -1, 1, true)]
    [InlineData("lt", 1, 1, false)]
    [InlineData("le", 1, 1, true)]
    [InlineData("le", 2, 1, false)]
    [InlineData("gt", 1, -1, true)]
    [InlineData("gt", 1, 1, false)]
    [InlineData("ge", 1, 1, true)]
    [InlineData("ge", 0, 1, false)]
    public void A_comparison_of_integers_decides_the_same_in_a_branch_and_as_a_value(string name, int left, int right, bool expected)
    {
        string word = expected ? "true" : "false";
        Assert.Equal($"{word}\n{word}\n{word}\n", IrProgram.Run($$"""
            top_level f0 main() @0 {
              b0:
                r0: int = const {{left}}
                r2: bool = call f1(r0)
                r3: bool = call f2(r0)
                r4: bool = call f3(r0)
                call_operation ConsoleOperations.Print(r2)
                call_operation ConsoleOperations.Print(r3)
                call_operation ConsoleOperations.Print(r4)
                return
            }
            func f1 straight(a: int) -> 1 bool @10 {
              b0:
                r0: int = get a
                r1: int = const {{right}}
                r2: bool = {{name}}_int r0, r1
                branch r2 ? b1 : b2
              b1:
                r3: bool = const true
                return r3
              b2:
                r4: bool = const false
                return r4
            }
            func f2 turned(a: int) -> 1 bool @20 {
              b0:
                r0: int = get a
                r1: int = const {{right}}
                r2: bool = {{name}}_int r0, r1
                branch r2 ? b2 : b1
              b1:
                r4: bool = const false
                return r4
              b2:
                r3: bool = const true
                return r3
            }
            func f3 value(a: int) -> 1 bool @30 {
              b0:
                r0: int = get a
                r1: int = const {{right}}
                r2: bool = {{name}}_int r0, r1
                return r2
            }
            """));
    }

    [Theory]
    [InlineData("add_int", 5, 3, 8)]
    [InlineData("sub_int", 5, 3, 2)]
    [InlineData("mul_int", 5, 3, 15)]
    [InlineData("div_int", -7, 3, -2)]
    [InlineData("rem_int", -7, 3, -1)]
    [InlineData("and_int", 6, 3, 2)]
    [InlineData("or_int", 6, 3, 7)]
    [InlineData("xor_int", 6, 3, 5)]
    [InlineData("shl_int", 1, 66, 4)]
    [InlineData("shl_int", 1, 40, 1L << 40)]
    [InlineData("shr_int", -8, 65, -4)]
    [InlineData("ushr_int", -1, 63, 1)]
    public void Primitives_compute_what_their_table_says(string name, long left, long right, long expected) =>
        Assert.Equal($"{expected}\n", IrProgram.Run($$"""
            top_level f0 main() @0 {
              b0:
                r0: int = const {{left}}
                r1: int = const {{right}}
                r2: int = call f1(r0, r1)
                call_operation ConsoleOperations.Print(r2)
                return
            }
            func f1 compute(a: int, b: int) -> 1 int @10 never_raises {
              b0:
                r0: int = get a
                r1: int = get b
                r2: int = {{name}} r0, r1
                return r2
            }
            """));

    [Fact]
    public void An_effect_on_the_way_to_an_unread_parameter_happens_once() => Assert.Equal("called\nend\n", IrProgram.Run("""
        top_level f0 main() @0 {
          b0:
            r0: int = call f1()
            jump b1(r0)
          b1(r1: int):
            r2 = const "end"
            call_operation ConsoleOperations.Print(r2)
            return
        }
        func f1 speak() -> 1 int @10 never_raises {
          b0:
            r0 = const "called"
            call_operation ConsoleOperations.Print(r0)
            r1: int = const 1
            return r1
        }
        """));

    [Fact]
    public void What_one_way_of_a_branch_passes_is_computed_before_the_branch_when_it_has_an_effect() =>
        Assert.Equal("called\n0\n", IrProgram.Run("""
        top_level f0 main() @0 {
          b0:
            r9 = const false
            r0 = call f2(r9)
            r1: int = call f1()
            r3: int = const 0
            branch r0 ? b1(r1) : b1(r3)
          b1(r2: int):
            call_operation ConsoleOperations.Print(r2)
            return
        }
        func f1 speak() -> 1 int @10 never_raises {
          b0:
            r0 = const "called"
            call_operation ConsoleOperations.Print(r0)
            r1: int = const 1
            return r1
        }
        func f2 same(a) -> 1 @20 {
          b0:
            r0 = get a
            return r0
        }
        """));

    [Fact]
    public void A_call_of_itself_in_tail_position_moves_all_arguments_at_once() => Assert.Equal("21\n12\n", IrProgram.Run("""
        top_level f0 main() @0 {
          b0:
            r0: int = const 3
            r1: int = const 12
            r2: int = const 21
            call f1(r0, r1, r2)
            return
        }
        func f1 turn(n: int, a, b) -> 0 @10 {
          b0:
            r0: int = get n
            r1 = get a
            r2 = get b
            branch r0 ? b1 : b2
          b1:
            r3: int = const 1
            r4: int = sub_int r0, r3
            tail_call f1(r4, r2, r1)
          b2:
            call_operation ConsoleOperations.Print(r1)
            call_operation ConsoleOperations.Print(r2)
            return
        }
        """));

    [Fact]
    public void A_trace_shows_calls_that_were_inlined() => Assert.Equal("""
        Error: Division by zero
          at <top level> (main:30)
          at <top level> (main:20)
          at <top level> (main:5)
        exit code 1

        """, IrProgram.Run("""
        top_level f0 main() @0 {
          site s1 @5
          site s2 @20 in s1
          b0:
            r0: int = const 1
            r1: int = const 0
            r2 = call_operation ArithmeticOperations.Divide(r0, r1) raises in s2 @30
            call_operation ConsoleOperations.Print(r2)
            return
        }
        """));

    [Fact]
    public void An_error_in_an_inlined_handler_shows_the_call_around_it() => Assert.Equal("""
        Error: Parse error on line 40: Unhandled exception: boom
          at <top level> (main:40)
          at <top level> (main:5)
        exit code 1

        """, IrProgram.Run("""
        top_level f0 main() @0 {
          site s1 @5
          site s2 @20 in s1
          b0:
            jump b1
          b1 handler b2:
            r0: int = const 1
            r1: int = const 0
            r2 = call_operation ArithmeticOperations.Divide(r0, r1) raises in s2 @30
            call_operation ConsoleOperations.Print(r2)
            return
          b2:
            r3 = catch_exception in s1 @40
            r4 = const "boom"
            call_operation ExceptionOperations.Throw(r4) raises in s1
            unreachable
        }
        """));
}
