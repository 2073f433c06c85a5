using System.Collections.Immutable;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Tests.Ir;

/// <summary>For each rule a function that breaks it and nothing else.</summary>
public sealed class IrVerifierTests
{
    private const string FloatOfInt = "func f1 f(a: int) -> 1 float @20 { b0: r0: int = get a r1: float = float_of_int r0 return r1 }\n";
    private const string Identity = "func f1 f(a) -> 1 @20 { b0: r0 = get a return r0 }\n";

    [Fact]
    public void A_fault_names_the_stage_the_function_and_the_block()
    {
        var fault = Refused("func f1 \"my function\"() -> 0 @5 { b0: jump b1 b1: jump b9 }");
        Assert.Equal(
            "internal compiler error (test, function 'my function'): block 1: it leads to block 9, which does not exist", fault.Message);
        Assert.Equal(("test", "my function"), (fault.Stage, fault.Function));
    }

    [Theory]
    [InlineData("r0 = const 1 r0 = const 2 return")]
    [InlineData("r0 = const 1 jump b1(r0) b1(r0): return")]
    [InlineData("r0 = const 1 jump b1 b1: r0 = const 2 return")]
    [InlineData("r0 = const 1 branch r0 ? b1 : b2 b1: r1 = const 2 return b2: r1 = const 3 return")]
    public void A_register_is_defined_once(string body) => AssertRefused(body, "is defined twice");

    [Theory]
    [InlineData("r1 = make_list(r0) return")]
    [InlineData("r1 = make_list(r0) r0 = const 1 return")]
    [InlineData("r0 = make_list(r0) return")]
    [InlineData("branch r0 ? b0 : b0")]
    [InlineData("r1 = const 1 branch r1 ? b1 : b2 b1: r0 = const 1 jump b3 b2: jump b3 b3: r2 = make_list(r0) return")]
    [InlineData("r1 = const 1 branch r1 ? b1 : b2 b1: r0 = const 1 return b2: r2 = make_list(r0) return")]
    [InlineData("r1 = const 1 branch r1 ? b1 : b2 b1: r0 = const 1 jump b3(r0) b2: jump b3(r0) b3(r2): return")]
    [InlineData("jump b1 b1: r1 = const 1 branch r1 ? b2 : b3 b2: r0 = const 1 jump b1 b3: r2 = make_list(r0) return")]
    [InlineData("jump b1 b1: r1 = make_list(r0) branch r1 ? b2 : b3 b2: r0 = const 1 jump b1 b3: return")]
    [InlineData("r1 = const 1 branch r1 ? b1 : b2 b1: jump b2 b2: branch r1 ? b3(r1) : b4 b3(r0): jump b4 b4: r2 = make_list(r0) return")]
    public void A_register_is_used_only_where_its_definition_dominates(string body) => AssertRefused(body, "r0 is used where it is not surely defined");

    [Theory]
    [InlineData("r0 = const 1 branch r0 ? b1 : b2 b1: r1 = make_list(r0) jump b3 b2: r2 = make_list(r0) jump b3 b3: r3 = make_list(r0) return")]
    [InlineData("jump b1 b1: r0 = const 1 branch r0 ? b2 : b3 b2: r1 = make_list(r0) jump b1 b3: r2 = make_list(r0) return")]
    [InlineData("r1 = const 1 jump b1(r1) b1(r0): branch r0 ? b2 : b3 b2: r2 = make_list(r0) jump b1(r2) b3: r3 = make_list(r0, r1) return")]
    [InlineData("return b1: r0 = const 1 jump b2 b2: jump b3 b3: r1 = make_list(r0) return")]
    public void A_register_may_be_used_in_every_block_its_definition_dominates(string body) => Accepted($"func f1 f() @0 {{ b0: {body} }}");

    [Theory]
    [InlineData("jump b1 b1 handler b2: r0 = const 1 call f1() jump b3 b2: r1 = catch_exception r2 = make_list(r0) return b3: return")]
    [InlineData("jump b1 b1 handler b3: r0 = const 1 jump b2 b2 handler b3: call f1() return b3: r1 = catch_exception r2 = make_list(r0) return")]
    [InlineData("r1 = const 1 jump b1(r1) b1(r0) handler b2: return b2: r2 = catch_exception jump b3 b3: branch r0 ? b4 : b4 b4: return")]
    public void A_handler_knows_nothing_that_a_protected_block_defines(string body) => AssertRefused(body, "r0 is used where it is not surely defined");

    [Theory]
    [InlineData("r0 = const 1 jump b1 b1 handler b2: call f1() return b2: r1 = catch_exception r2 = make_list(r0) return")]
    [InlineData("jump b1 b1: r0 = const 1 jump b2 b2 handler b3: call f1() return b3: r1 = catch_exception r2 = make_list(r0) return")]
    [InlineData("jump b1 b1 handler b3: r0 = const 1 jump b2 b2: r1 = make_list(r0) return b3: r2 = catch_exception return")]
    [InlineData("jump b1 b1 handler b2: return b2: r0 = catch_exception jump b3 b3: r1 = make_list(r0) return")]
    public void A_handler_knows_what_dominates_the_protected_blocks(string body) => Accepted($"func f1 f() @0 {{ b0: {body} }}");

    [Fact]
    public void A_use_says_the_type_of_the_definition() =>
        AssertRefused("r0: int = const 1 r1 = make_list(r0: any) return", "r0 is used as Any but defined as Int");

    [Theory]
    [InlineData("check_point loop 1 return")]
    [InlineData("begin_count return")]
    [InlineData("end_count return")]
    public void Reductions_are_counted_in_programs_with_processes_only(string body) => AssertRefused(body, "reductions are counted only in");

    [Fact]
    public void Registers_lie_below_the_register_count() =>
        Assert.Contains("beyond the register count", Refused("func f1 f() @0 registers 1 { b0: r1 = const 1 return }").Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("jump b7", "it leads to block 7, which does not exist")]
    [InlineData("r0 = const 1 branch r0 ? b0 : b7", "it leads to block 7, which does not exist")]
    [InlineData("r0: int = const 1 jump b1(r0) b1(r1: text): return", "r0 is Int where Text is expected")]
    [InlineData("r0 = const 1 jump b1(r0) b1: return", "it passes 1 values to block 1, which takes 0")]
    [InlineData("jump b1 b1(r1): return", "it passes 0 values to block 1, which takes 1")]
    [InlineData("r0 = const 1 branch r0 ? b1(r0) : b1 b1(r1): return", "it passes 0 values to block 1, which takes 1")]
    [InlineData("r0 = const 1 jump b1(r0) b1(r1: int): return", "r0 is Any where Int is expected")]
    [InlineData("r0: scope = call_operation FrameOperations.New() jump b1(r0) b1(r1): return", "r0 is Scope where Any is expected")]
    public void An_edge_suits_the_block_it_leads_to(string body, string detail) => AssertRefused(body, detail);

    [Fact]
    public void The_entry_block_has_no_parameters()
    {
        Assert.Contains("no entry block, or it has parameters", Refused("func f1 f() @0 { b0(r0): return }").Message, StringComparison.Ordinal);
        Assert.Contains("no entry block, or it has parameters", Refused("func f1 f() @0 { }").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_block_stands_at_the_place_of_its_number() =>
        Assert.Contains("not at the place of its number", Refused("func f1 f() @0 { b0: jump b1 b2: return }").Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("jump b1 b1 handler b2: call_operation ControlOperations.Halt() raises return b2: return", "a handler has no parameters")]
    [InlineData("jump b1 b1 handler b2: return b2(r0): r1 = catch_exception return", "a handler has no parameters")]
    [InlineData("jump b1 b1 handler b9: return", "it leads to block 9, which does not exist")]
    [InlineData("jump b1 b1 handler b2: jump b2 b2: r0 = catch_exception return", "which only errors may enter")]
    [InlineData("r0 = catch_exception return", "only at the beginning of a handler")]
    [InlineData("jump b1 b1 handler b2: return b2: r0 = catch_exception r1 = catch_exception return", "only at the beginning of a handler")]
    [InlineData("jump b1 b1 handler b2: return b2: r0: int = catch_exception return", "r0 is Int where it must be Any")]
    public void Handlers_begin_by_catching_and_nothing_else_does(string body, string detail) => AssertRefused(body, detail);

    [Theory]
    [InlineData("r0 = call f1() r1 = extra_result 0 return", 1)]
    [InlineData("r0 = call f1() r1 = extra_result 1 return", 3)]
    [InlineData("r0 = call f1() r1 = const 1 r2 = extra_result 0 return", 3)]
    [InlineData("r0 = call f1() r1 = extra_result 0 r2 = const 1 r3 = extra_result 1 return", 3)]
    [InlineData("r0 = call f1() r1 = extra_result 0 r2 = extra_result 0 return", 3)]
    [InlineData("r0 = call f1() r1 = extra_result 0 r2 = extra_result 1 r3 = extra_result 2 return", 3)]
    [InlineData("r0 = extra_result 0 return", 1)]
    [InlineData("r0 = call f1() jump b1 b1: r1 = extra_result 0 return", 3)]
    public void Extra_results_directly_follow_the_call_that_leaves_them(string body, int results)
    {
        string constants = string.Join(' ', Enumerable.Range(0, results).Select(i => $"r{i} = const {i}"));
        string registers = string.Join(", ", Enumerable.Range(0, results).Select(i => $"r{i}"));
        string callee = $"func f1 f() -> {results} @0 {{ b0: {constants} return {registers} }}\n";
        Assert.Contains("extra result", Refused(callee + $"func f2 g() @0 {{ b0: {body} }}").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Extra_results_in_order_are_accepted() => Accepted("""
        func f1 f() -> 3 @0 { b0: r0 = const 1 return r0, r0, r0 }
        func f2 g() -> 1 @0 { b0: r0 = call f1() r1 = extra_result 0 r2 = extra_result 1 r3 = make_list(r0, r1, r2) return r3 }
        func f3 h(p) -> 1 @0 { b0: r0 = get p r1 = call_value r0() -> 2 r2 = extra_result 0 return r2 }
        """);

    [Theory]
    [InlineData("r0 = call f1() return", "function 1 takes another number of arguments")]
    [InlineData("r0 = const 1 r1 = call f1(r0, r0) return", "function 1 takes another number of arguments")]
    [InlineData("r0 = call f9() return", "function 9 does not exist, or cannot be called directly")]
    [InlineData("r0 = call f0() return", "function 0 does not exist, or cannot be called directly")]
    [InlineData("r0 = call f2() return", "a call defines a register only when it leaves results")]
    [InlineData("r0 = const 1 r1: int = call f1(r0) return", "r1 is Int where it must be Any")]
    [InlineData("r0: scope = call_operation FrameOperations.New() r1 = call f1(r0) return", "r0 is Scope where Any is expected")]
    [InlineData("r0 = const 1 r1 = call_value r0() -> 0 return", "a call defines a register only when it leaves results")]
    [InlineData("r0 = const 1 call_value r0() -> -1 return", "a call defines a register only when it leaves results")]
    [InlineData("r0 = const 1 r1: int = call_value r0() -> 1 return", "r1 is Int where it must be Any")]
    public void A_call_suits_its_callee(string body, string detail) =>
        Assert.Contains(detail, Refused($"{Identity}func f2 g() @0 {{ b0: {body} }}").Message, StringComparison.Ordinal);

    [Fact]
    public void A_call_may_leave_results_that_nobody_reads() => Accepted(Identity + """
        func f2 pair() -> 2 @0 { b0: r0 = const 1 return r0, r0 }
        func f3 g() @0 { b0: r0 = const 1 call f1(r0) call f2() call_value r0() -> 1 call_value r0(r0) -> 3 return }
        """);

    [Theory]
    [InlineData("r0: int = const 1 r1: float = call f1(r0) return")]
    [InlineData("r0: int = const 1 call f1(r0) return")]
    public void A_call_passes_and_gets_the_types_of_its_callee(string body) =>
        Accepted($"{FloatOfInt}func f2 g() @0 {{ b0: {body} }}");

    [Theory]
    [InlineData("r0 = const 1 r1: float = call f1(r0) return", "r0 is Any where Int is expected")]
    [InlineData("r0: bool = const true r1: float = call f1(r0) return", "r0 is Bool where Int is expected")]
    [InlineData("r0: int = const 1 r1 = call f1(r0) return", "r1 is Any where it must be Float")]
    [InlineData("r0 = const 1 tail_call f1(r0)", "r0 is Any where Int is expected")]
    [InlineData("r0: int = const 1 tail_call f1(r0)", "a tail call leaves Float in place of Any")]
    public void A_call_of_another_type_is_refused(string body, string detail) =>
        Assert.Contains(detail, Refused($"{FloatOfInt}func f2 g() -> 1 @0 {{ b0: {body} }}").Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("func f1 f(a) -> 1 int @0 { b0: r0 = get a return r0 }", "r0 is Any where Int is expected")]
    [InlineData("func f1 f(a) -> 2 int @0 { b0: r0 = get a r1: bool = const true return r0, r1 }", "r1 is Bool where Int is expected")]
    [InlineData("func f1 f(a) -> 1 int @0 { b0: r0 = get a tail_call_value r0() -> 1 }", "a tail call leaves Any in place of Int")]
    public void A_function_returns_the_type_it_says(string function, string detail) =>
        Assert.Contains(detail, Refused(function).Message, StringComparison.Ordinal);

    [Fact]
    public void Only_the_topmost_result_has_a_type() => Accepted("""
        func f1 f(a) -> 2 int @0 { b0: r0 = get a r1: int = const 1 return r0, r1 }
        func f2 g(a) -> 2 int @0 { b0: r0 = get a tail_call f1(r0) }
        func f3 h(a) -> 1 @0 { b0: r0 = get a r1: int = call f1(r0) r2 = extra_result 0 return r2 }
        """);

    [Theory]
    [InlineData("r0 = call_operation ArithmeticOperations.Add() return", "lacks an argument")]
    [InlineData("r0 = const 1 r1 = call_operation ArithmeticOperations.Add(r0) return", "lacks an argument")]
    [InlineData("r0 = const 1 r1 = call_operation ArithmeticOperations.Add(r0, r0, r0) return", "has too many arguments")]
    [InlineData("call_operation ControlOperations.Raise() raises return", "lacks an argument")]
    [InlineData("call_operation ControlOperations.Raise(\"a\", \"b\") raises return", "has too many arguments")]
    [InlineData("call_operation ControlOperations.Raise(1) raises return", "has an immediate that is no String")]
    [InlineData("call_operation ModuleOperations.Import(1L) raises return", "has an immediate that is no Int32")]
    [InlineData("call_operation StackMachineOperations.NeedItems(1) raises return", "has an immediate that is no UInt64")]
    [InlineData("r0 = call_operation StackMachineOperations.MakeFunction(p7) return", "no prototype has its number")]
    [InlineData("r0 = call_operation StackMachineOperations.MakeFunction(\"p\") return", "has an immediate that is no FunctionPrototype")]
    [InlineData("r0 = call_operation ControlOperations.Halt() raises return", "does not give what r0 is to hold")]
    [InlineData("r0: int = call_operation ListOperations.New() return", "does not give what r0 is to hold")]
    [InlineData("r0 = call_operation FrameOperations.New() return", "does not give what r0 is to hold")]
    [InlineData("r0 = const 1 call_operation ScopeOperations.Dump(r0) return", "r0 is Any where Scope is expected")]
    [InlineData("r0: scope = call_operation FrameOperations.New() call_operation ConsoleOperations.Print(r0) return", "r0 is Scope where Any is expected")]
    public void An_operation_gets_and_gives_what_its_method_says(string body, string detail) => AssertRefused(body, detail);

    [Fact]
    public void A_result_nobody_wants_may_be_dropped() =>
        Accepted("func f1 f() @0 { b0: call_operation ListOperations.New() return }");

    [Theory]
    [InlineData("r0: int = const 1.0 return", "r0 cannot hold its constant, which is Float")]
    [InlineData("r0: float = const 1 return", "r0 cannot hold its constant, which is Int")]
    [InlineData("r0: bool = const null return", "r0 cannot hold its constant, which is Null")]
    [InlineData("r0: scope = const null return", "r0 cannot hold its constant, which is Null")]
    [InlineData("r0: text = const 1 return", "r0 cannot hold its constant, which is Int")]
    [InlineData("r0: list = const null return", "r0 cannot hold its constant, which is Null")]
    [InlineData("r0: object = const null return", "r0 cannot hold its constant, which is Null")]
    [InlineData("r0: function = const null return", "r0 cannot hold its constant, which is Null")]
    [InlineData("r0 = const unset r1 = make_list(r0) return", "r0 is the unset mark")]
    [InlineData("r0 = const unset jump b1(r0) b1(r1: int): return", "r0 is Any where Int is expected")]
    [InlineData("r0 = const unset call_operation ConsoleOperations.Print(r0) return", "r0 is the unset mark")]
    [InlineData("r0 = const unset branch r0 ? b0 : b0", "r0 is the unset mark")]
    [InlineData("r0: int = const 1 check_set r0 x return", "r0 is Int where it must be Any")]
    [InlineData("r0: index = const 1 return", "only segments of the stack machine know indexes")]
    [InlineData("r0: bool = make_list() return", "r0 is Bool where it must be Any")]
    [InlineData("r0: bool = make_function p0() return", "r0 is Bool where it must be Any")]
    [InlineData("r0 = make_function p1() return", "captures another number of values")]
    [InlineData("r0 = const 1 r1 = make_function p0(r0) return", "captures another number of values")]
    [InlineData("r0 = make_function p9() return", "prototype 9 does not exist")]
    public void A_register_holds_what_its_type_says(string body, string detail) => AssertRefused(body, detail);

    [Theory]
    [InlineData("r0 = const unset jump b1(r0) b1(r1): return")]
    [InlineData("r0 = const unset check_set r0 x return")]
    [InlineData("r0 = const unset call_operation FrameOperations.WarnIfUnset(r0, \"x\") return")]
    [InlineData("r0 = const unset r1 = call_operation ModuleOperations.ExportOr(0, \"x\", r0) return")]
    [InlineData("jump b2 b1: r0 = const unset r1 = make_list(r0) jump b2 b2: return")]
    public void The_unset_mark_goes_where_somebody_looks_for_it(string body) => Accepted($"func f1 f() -> 0 @0 {{ b0: {body} }}");

    [Theory]
    [InlineData("r0 = const 1 r1: int = add_int r0, r0 return", "r0 is Any where Int is expected")]
    [InlineData("r0: int = const 1 r1 = add_int r0, r0 return", "r1 is Any where it must be Int")]
    [InlineData("r0: int = const 1 r1: int = lt_int r0, r0 return", "r1 is Int where it must be Bool")]
    [InlineData("r0: int = const 1 r1: float = add_float r0, r0 return", "r0 is Int where Float is expected")]
    [InlineData("r0: bool = const true r1: int = neg_int r0 return", "r0 is Bool where Int is expected")]
    public void A_primitive_takes_and_gives_the_types_of_its_row(string body, string detail) => AssertRefused(body, detail);

    [Fact]
    public void A_primitive_takes_as_many_operands_as_its_row()
    {
        var function = Accepted("func f1 f() @0 { b0: r0: int = const 1 r1: int = neg_int r0 return }").Functions[1];
        var one = new Register(0, IrType.Int);
        var sum = new IrInstruction.Primitive(new Register(1, IrType.Int), PrimitiveOperator.AddInt, [one], 0);
        Assert.Contains(
            "add_int takes 2 operands, not 1", Refused(WithInstructions(function, function.Blocks[0].Instructions[0], sum)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("r0 = const 1 r1 = narrow r0 return", "r1 is Any, which is not narrower than any value")]
    [InlineData("r0 = const 1 r1: scope = narrow r0 return", "r1 is Scope, which is not narrower than any value")]
    [InlineData("r0: scope = call_operation FrameOperations.New() r1: int = narrow r0 return", "r0 is Scope where Any is expected")]
    [InlineData("r0 = const 1 r1 = captured 0 of r0 return", "r0 is Any where Function is expected")]
    [InlineData("r0: function = make_function p0() r1: int = captured 0 of r0 return", "r1 is Int where it must be Any")]
    [InlineData("r0: function = make_function p0() r1 = captured -1 of r0 return", "there is no captured value -1")]
    [InlineData("r0: text = make_list() return", "r0 is Text where it must be Any")]
    [InlineData("r0: list = make_function p0() return", "r0 is List where it must be Any")]
    public void What_narrows_a_value_gives_a_type_it_can_have(string body, string detail) => AssertRefused(body, detail);

    [Fact]
    public void Every_narrow_type_fits_where_any_value_does() => Accepted("""
        func f1 f(a, t: text, l: list, o: object, g: function) -> 1 text @0 {
          b0:
            r0 = get a
            r1: int = narrow r0
            r2: float = narrow r0
            r3: bool = narrow r0
            r4: text = get t
            r5: list = get l
            r6: object = get o
            r7: function = get g
            r8: list = make_list(r1, r2, r3, r4, r5, r6, r7)
            r9: function = make_function p1(r8)
            r10 = captured 0 of r9
            set a = r8
            branch r8 ? b1(r9) : b1(r4)
          b1(r11):
            r12: text = const "x"
            return r12
        }
        """);

    [Theory]
    [InlineData("{ b0: call_operation ListOperations.New() in s1 return }", "inline site 1 does not exist")]
    [InlineData("{ site s1 @3 b0: call_operation ListOperations.New() in s2 return }", "inline site 2 does not exist")]
    [InlineData("{ site s1 @3 in s1 b0: return }", "inline site 1 does not lie in one before it")]
    [InlineData("{ site s1 @3 in s2 site s2 @4 b0: return }", "inline site 1 does not lie in one before it")]
    [InlineData("{ site s1 @1000 b0: return }", "bytecode index 1000 lies outside the code")]
    public void An_instruction_belongs_to_a_site_of_its_function(string body, string detail) =>
        Assert.Contains(detail, Refused($"func f1 f() @0 {body}").Message, StringComparison.Ordinal);

    [Fact]
    public void Sites_may_lie_in_sites_before_them() =>
        Accepted("func f1 f() @0 { site s1 @3 site s2 @4 in s1 b0: call_operation ListOperations.New() in s2 @5 return }");

    [Fact]
    public void A_constant_is_flat_text_or_has_no_object()
    {
        var function = Accepted("func f1 f() @0 { b0: r0 = const 1 return }").Functions[1];
        var list = new IrInstruction.Constant(new Register(0, IrType.Any), Value.From(ListValue.Empty), 0);
        Assert.Contains("cannot hold its constant", Refused(WithInstructions(function, list)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("var x: int b0: r0 = get x return", "r0 is Any where it must be Int")]
    [InlineData("var x: int b0: r0 = const 1 set x = r0 return", "r0 is Any where Int is expected")]
    [InlineData("var x: scope b0: r0: int = const 1 set x = r0 return", "r0 is Int where Scope is expected")]
    [InlineData("var x: index b0: return", "only segments of the stack machine know indexes")]
    public void A_variable_holds_what_its_type_says(string body, string detail) =>
        Assert.Contains(detail, Refused($"func f1 f() @0 {{ {body} }}").Message, StringComparison.Ordinal);

    [Fact]
    public void Variables_begin_with_the_parameters_and_are_numbered()
    {
        var function = Accepted("func f1 f(a) @0 { var b b0: r0 = get b return }").Functions[1];
        Assert.Contains("begin with its parameters", Refused(function with { Variables = [function.Variables[1] with { Number = 0 }] }).Message, StringComparison.Ordinal);
        Assert.Contains("wrong number", Refused(function with { Variables = [function.Variables[0], function.Variables[1] with { Number = 5 }] }).Message, StringComparison.Ordinal);
        Assert.Contains("the name of another", Refused(function with { Variables = [function.Variables[0], new IrVariable(1, "a", IrType.Any, IsNamed: true)] }).Message, StringComparison.Ordinal);
        Assert.Contains("'b' is not a variable", Refused(function with { Variables = [function.Variables[0]] }).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("func f1 f() -> 1 @0 { b0: return }", "Return does not suit")]
    [InlineData("func f1 f() @0 { b0: r0 = const 1 return r0 }", "Return does not suit")]
    [InlineData("func f1 f() -> 1 @0 { b0: r0: scope = call_operation FrameOperations.New() return r0 }", "r0 is Scope where Any is expected")]
    [InlineData("func f1 f() @0 { b0: unreachable }", "its end can be reached")]
    [InlineData("func f1 f() @0 { b0: r0 = const 1 unreachable }", "its end can be reached")]
    [InlineData("func f1 f() @0 { b0: r0 = call_operation ListOperations.New() unreachable }", "its end can be reached")]
    [InlineData("func f1 f() @0 { b0: r0: scope = call_operation FrameOperations.New() branch r0 ? b0 : b0 }", "r0 is Scope where Any is expected")]
    [InlineData("func f1 f() -> 1 @0 { b0: tail_call f2() }\nfunc f2 g() @0 { b0: return }", "a tail call leaves 0 results in place of 1")]
    [InlineData("func f1 f() -> 1 @0 { b0: tail_call f2() }\nfunc f2 g() @0 { b0: tail_call f3() }\nfunc f3 h() @0 { b0: return }", "a tail call leaves 0 results in place of 1")]
    [InlineData("func f1 f() -> 1 @0 { b0: r0 = const 1 tail_call_value r0() -> 0 }", "a tail call leaves 0 results in place of 1")]
    [InlineData("func f1 f() @0 { b0: tail_call f0() }", "function 0 does not exist, or cannot be called directly")]
    [InlineData("func f1 f(a) @0 { b0: tail_call f1() }", "function 1 takes another number of arguments")]
    [InlineData("func f1 f() @0 { b0: jump b1 b1 handler b2: tail_call f1() b2: r0 = catch_exception return }", "would leave the handler behind")]
    [InlineData("func f1 f() @0 { b0: r0 = const 0 dispatch r0 }", "Dispatch does not suit")]
    [InlineData("func f1 f() @0 { b0 leader 0: return }", "its leader is not an instruction of the segment")]
    [InlineData("top_level f1 f() @0 { b0: tail_call f1() }", "TailCall does not suit")]
    [InlineData("top_level f1 f() @0 { b0: r0 = const 1 tail_call_value r0() -> 0 }", "TailCallValue does not suit")]
    public void A_block_ends_as_its_function_allows(string functions, string detail) =>
        Assert.Contains(detail, Refused(functions).Message, StringComparison.Ordinal);

    [Fact]
    public void A_tail_call_of_a_function_that_never_returns_leaves_what_it_likes() => Accepted("""
        func f1 f() -> 1 @0 { b0: tail_call f2() }
        func f2 g() @0 { b0: tail_call f3() }
        func f3 h() @0 { b0: call_operation ControlOperations.Halt() raises unreachable }
        """);

    [Theory]
    [InlineData("func f1 f(a: scope) @0 { b0: return }")]
    [InlineData("func f1 f(a: index) @0 { b0: return }")]
    [InlineData("func f1 f() -> 0 int @0 { b0: return }")]
    [InlineData("func f1 f() -> 1 scope @0 { b0: r0: scope = call_operation FrameOperations.New() return r0 }")]
    [InlineData("top_level f1 f(a: int) @0 { b0: return }")]
    [InlineData("func f1 f() -> -1 @0 { b0: return }")]
    [InlineData("top_level f1 f(a) @0 { b0: return }")]
    [InlineData("top_level f1 f() -> 1 @0 { b0: return }")]
    [InlineData("segment f1 f() @0 { b0: call_operation ControlOperations.Halt() raises unreachable }")]
    [InlineData("segment f1 f(a) @0 { b0: call_operation ControlOperations.Halt() raises unreachable }")]
    public void A_function_has_the_head_of_its_kind(string function) =>
        Assert.Contains("its parameters or results are not those of its kind", Refused(function).Message, StringComparison.Ordinal);

    [Fact]
    public void A_segment_is_accepted() => Accepted("""
        segment f1 s(%index: index) @256 {
          b0:
            r0: index = get %index
            dispatch r0
          b1 leader 300:
            r1: index = const 301
            dispatch r1
        }
        """);

    [Theory]
    [InlineData("b0: return", "Return does not suit")]
    [InlineData("b0: r0 = const 1 dispatch r0", "r0 is Any where Index is expected")]
    [InlineData("b0: r0: index = const 2147483648 dispatch r0", "cannot hold its constant")]
    [InlineData("b0: jump b1 b1 leader 255: jump b0", "its leader is not an instruction of the segment")]
    [InlineData("b0: jump b1 b1 leader 512: jump b0", "its leader is not an instruction of the segment")]
    [InlineData("b0: jump b1 b1 leader 256: jump b2 b2 leader 256: jump b0", "its leader is not an instruction of the segment")]
    [InlineData("b0: r0 = const 1 jump b1(r0) b1(r1) leader 256: jump b0", "its leader is not an instruction of the segment")]
    [InlineData("b0: jump b1 b1 handler b2: jump b0 b2: r0 = catch_exception jump b0", "in a segment, where the machine keeps handlers")]
    public void A_segment_has_rules_of_its_own(string blocks, string detail) =>
        Assert.Contains(detail, Refused($"segment f1 s(%index: index) @256 {{ {blocks} }}").Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("func f1 f() @0 { b0: r0 = const 1 @-1 return }")]
    [InlineData("func f1 f() @0 { b0: return @1000 }")]
    public void Bytecode_indexes_lie_inside_the_code(string function) =>
        Assert.Contains("lies outside the code", Refused(function).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("segment_length 0 module m0 \"a\" @0 length 1", "the segment length is not positive")]
    [InlineData("segment_length 8", "there is no main module")]
    [InlineData("segment_length 8 module m0 \"a\" @1 length 1", "module 0 does not begin where the one before ends")]
    [InlineData("segment_length 8 module m0 \"a\" @0 length 1 module m1 \"b\" @1 length 1", "module 1 does not begin where the one before ends")]
    [InlineData("segment_length 8 module m0 \"a\" @0 length -1", "module 0 has a negative length")]
    [InlineData("segment_length 8 module m0 \"a\" @0 length 1 runs f0", "module 0 has a top level that is none")]
    [InlineData("segment_length 8 module m0 \"a\" @0 length 1 runs f0 func f0 f() @0 { b0: return }", "module 0 has a top level that is none")]
    [InlineData("segment_length 8 module m0 \"a\" @0 length 0 runs f0 fails \"x\" top_level f0 f() @0 { b0: return }", "module 0 was not linked but has a top level")]
    [InlineData("segment_length 8 module m0 \"a\" @0 length 1 func f1 f() @0 { b0: return }", "function 0 has number 1")]
    [InlineData("segment_length 8 module m0 \"a\" @0 length 1 func f0 f() @2 { b0: return }", "function 0 begins outside the code")]
    [InlineData("segment_length 8 module m0 \"a\" @0 length 9 segment f0 f(%i: index) @4 { b0: jump b0 }", "a segment that begins inside another")]
    [InlineData("segment_length 8 module m0 \"a\" @0 length 9 segment f0 f(%i: index) @8 { b0: jump b0 } segment f1 g(%i: index) @8 { b0: jump b0 }", "a second segment for the same code")]
    [InlineData("segment_length 8 module m0 \"a\" @0 length 9 prototype p0 () @0 address 0 in m1", "prototype 0 belongs to no module")]
    [InlineData("segment_length 8 module m0 \"a\" @0 length 9 prototype p0 () @10 address 0 in m0", "prototype 0 leads outside the code")]
    [InlineData("segment_length 8 module m0 \"a\" @0 length 9 prototype p0 () @0 address 0 in m0 runs f0", "prototype 0 runs a function that is not direct")]
    [InlineData("segment_length 8 module m0 \"a\" @0 length 9 prototype p0 () @0 address 0 in m0 runs f0 func f0 f() @3 { b0: return }", "prototype 0 runs a function that begins elsewhere")]
    [InlineData("segment_length 8 module m0 \"a\" @0 length 9 prototype p0 (a) captures (b) @3 address 3 in m0 runs f0 func f0 f(a) @3 { b0: return }", "prototype 0 has more names than its function has parameters")]
    public void The_tables_of_a_program_agree(string text, string detail)
    {
        var fault = Assert.Throws<InternalCompilerException>(() => IrVerifier.Verify(IrReader.ReadModule(text), "test"));
        Assert.Contains(detail, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_large_function_takes_linear_time()
    {
        // At this size anything quadratic would not end while somebody waits.
        const int Size = 200_000;
        var builder = new IrBuilder();
        builder.Begin(builder.NewBlock(), [], handler: null);
        var register = builder.Constant(IrType.Int, Value.Int(1));
        for (int i = 0; i < Size; i++)
        {
            register = builder.Call(LogicOperations.Not, canRaise: true, [register]);
        }

        for (int i = 0; i < Size; i++)
        {
            int next = builder.NewBlock();
            builder.End(new Terminator.Jump(IrEdge.To(next), 0));
            builder.Begin(next, [], handler: null);
        }

        builder.End(new Terminator.Return([], 0));
        var function = builder.Build(1, "large", IrFunctionKind.Direct, 0, [], results: 0);
        var module = IrReader.ReadModule(LoweredPrograms.Around(""));
        IrVerifier.Verify(module with { Functions = module.Functions.Add(function) }, "test");
    }

    private static void AssertRefused(string body, string detail) =>
        Assert.Contains(detail, Refused($"func f1 f() @0 {{ b0: {body} }}").Message, StringComparison.Ordinal);

    private static IrModule Accepted(string functions)
    {
        var module = IrReader.ReadModule(LoweredPrograms.Around(functions));
        IrVerifier.Verify(module, "test");
        return module;
    }

    private static InternalCompilerException Refused(string functions)
    {
        var module = IrReader.ReadModule(LoweredPrograms.Around(functions));
        return Assert.Throws<InternalCompilerException>(() => IrVerifier.Verify(module, "test"));
    }

    private static InternalCompilerException Refused(IrFunction function)
    {
        var module = IrReader.ReadModule(LoweredPrograms.Around(""));
        return Assert.Throws<InternalCompilerException>(() => IrVerifier.Verify(module with { Functions = module.Functions.Add(function) }, "test"));
    }

    private static IrFunction WithInstructions(IrFunction function, params ReadOnlySpan<IrInstruction> instructions) =>
        function with { Blocks = [function.Blocks[0] with { Instructions = ImmutableArray.Create(instructions) }] };
}
