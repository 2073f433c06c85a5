using TinyTotIL.Conformance.Tests.Observation;
using TinyTotIL.Runtime.Hooks;

namespace TinyTotIL.Conformance.Tests.Hooks;

/// <summary>What hooks of each kind are told, the same in both engines.</summary>
public sealed class HookEventTests
{
    private static readonly ObservedProgram Functions = new(
        "PUSH_INT 2",
        "PUSH_INT 3",
        "CALL add a b",
        "STORE x",
        "CAPTURE x",
        "MAKE_LAMBDA times n",
        "STORE f",
        "PUSH_INT 4",
        "LOAD f",
        "CALL_FUNCTION",
        "PRINT",
        "HALT",
        "LABEL add",
        "LOAD a",
        "LOAD b",
        "ADD",
        "RET",
        "LABEL times",
        "LOAD n",
        "LOAD x",
        "MUL",
        "RET");

    private static readonly ObservedProgram Structures = new(
        "MAKE_OBJECT",
        "PUSH_STR \"v\"",
        "SET_FIELD name",
        "PUSH_STR \"w\"",
        "SET_FIELD name",
        "GET_FIELD name",
        "POP",
        "PUSH_INT 7",
        "MAKE_LIST 1",
        "PUSH_INT 0",
        "PUSH_STR \"new\"",
        "LIST_SET",
        "PUSH_INT 0",
        "INDEX",
        "PRINT");

    public static TheoryData<string> Engines => ObservedProgram.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public void Calls_and_returns_show_the_function_its_arguments_and_its_result(string engine) => Assert.Equal(
        [
            "[hook] 1 Call add(Int(2), Int(3)) at <top level> (main.ttvm:3:1)",
            "[hook] 1 Return add = Int(5) at add (main.ttvm:17:1)",
            "[hook] 1 Call times(Int(4)) at <top level> (main.ttvm:10:1)",
            "[hook] 1 Return times = Int(20) at times (main.ttvm:22:1)",
        ],
        Functions.Events(engine, HookKinds.Call | HookKinds.Return));

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_tail_call_is_a_call_and_the_last_function_returns(string engine) => Assert.Equal(
        [
            "[hook] 1 Call first() at <top level> (main.ttvm:1:1)",
            "[hook] 1 Call second() at first (main.ttvm:5:1)",
            "[hook] 1 Return second = Int(1) at second (main.ttvm:8:1)",
        ],
        new ObservedProgram("CALL first", "PRINT", "HALT", "LABEL first", "TAIL_CALL second", "LABEL second", "PUSH_INT 1", "RET").Events(engine, HookKinds.Call | HookKinds.Return));

    [Theory]
    [MemberData(nameof(Engines))]
    public void The_first_function_of_a_process_is_called_and_returns(string engine) => Assert.Equal(
        [
            "[hook] 2 Call other() at other (main.ttvm:6:1)",
            "[hook] 2 Call inner(Int(7)) at other (main.ttvm:7:1)",
            "[hook] 2 Return inner = Int(7) at inner (main.ttvm:11:1)",
            "[hook] 2 Return other = Int(7) at other (main.ttvm:8:1)",
        ],
        new ObservedProgram("MAKE_FUNCTION other", "SPAWN", "POP", "HALT", "LABEL other", "PUSH_INT 7", "CALL inner n", "RET", "LABEL inner", "LOAD n", "RET")
            .Events(engine, HookKinds.Call | HookKinds.Return, seed: 1));

    [Theory]
    [MemberData(nameof(Engines))]
    public void What_a_library_calls_is_called_as_often_as_it_returns(string engine)
    {
        string[] events = ObservedProgram.Scheme(
            "(import (scheme base) (scheme write) (srfi 132))",
            "(define (less a b) (set! count (+ count 1)) (< a b))",
            "(define count 0)",
            "(display (list-sort less (list 3 1 2)))",
            "(display (vector-map (lambda (x . more) (+ x 1)) #(1 2)))",
            "(dynamic-wind (lambda () 1) (lambda () (display 2)) (lambda () 3))").Events(engine, HookKinds.Call | HookKinds.Return);
        foreach (string name in new[] { "less", "lambda", "lambda.2" })
        {
            int calls = events.Count(line => line.StartsWith($"[hook] 1 Call {name}(", StringComparison.Ordinal));
            Assert.True(calls > 0, name);
            Assert.Equal((name, calls), (name, events.Count(line => line.StartsWith($"[hook] 1 Return {name} =", StringComparison.Ordinal))));
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Variables_show_what_they_hold_and_what_they_held(string engine) => Assert.Equal(
        [
            "[hook] 1 VariableRead a = Int(2) at add (main.ttvm:14:1)",
            "[hook] 1 VariableRead b = Int(3) at add (main.ttvm:15:1)",
            "[hook] 1 VariableWrite x: Null -> Int(5) at <top level> (main.ttvm:4:1)",
            "[hook] 1 VariableRead x = Int(5) at <top level> (main.ttvm:5:1)",
            "[hook] 1 VariableWrite f: Null -> Closure { addr: 16, params: [\"n\"], captured: {\"x\": Int(5)} } at <top level> (main.ttvm:7:1)",
            "[hook] 1 VariableRead f = Closure { addr: 16, params: [\"n\"], captured: {\"x\": Int(5)} } at <top level> (main.ttvm:9:1)",
            "[hook] 1 VariableRead n = Int(4) at times (main.ttvm:19:1)",
            "[hook] 1 VariableRead x = Int(5) at times (main.ttvm:20:1)",
        ],
        Functions.Events(engine, HookKinds.VariableRead | HookKinds.VariableWrite));

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_closure_shows_its_function_and_what_it_captures(string engine) => Assert.Equal(
        ["[hook] 1 Closure times(Int(5)) at <top level> (main.ttvm:6:1)"],
        Functions.Events(engine, HookKinds.Closure));

    [Theory]
    [MemberData(nameof(Engines))]
    public void Fields_show_their_object_name_and_values(string engine) => Assert.Equal(
        [
            "[hook] 1 FieldWrite .name: Null -> Str(\"v\") at <top level> (main.ttvm:3:1)",
            "[hook] 1 FieldWrite .name: Str(\"v\") -> Str(\"w\") at <top level> (main.ttvm:5:1)",
            "[hook] 1 FieldRead .name = Str(\"w\") at <top level> (main.ttvm:6:1)",
        ],
        Structures.Events(engine, HookKinds.FieldRead | HookKinds.FieldWrite));

    [Theory]
    [MemberData(nameof(Engines))]
    public void Elements_show_their_index_and_values(string engine) => Assert.Equal(
        [
            "[hook] 1 ElementWrite [0]: Int(7) -> Str(\"new\") at <top level> (main.ttvm:12:1)",
            "[hook] 1 ElementRead [0] = Str(\"new\") at <top level> (main.ttvm:14:1)",
        ],
        Structures.Events(engine, HookKinds.ElementRead | HookKinds.ElementWrite));

    [Theory]
    [MemberData(nameof(Engines))]
    public void Pops_come_before_an_instruction_and_its_pushes_after_it(string engine) => Assert.Equal(
        [
            "[hook] 1 StackPush Int(6) at <top level> (main.ttvm:1:1)",
            "[hook] 1 StackPush Int(7) at <top level> (main.ttvm:2:1)",
            "[hook] 1 StackPop Int(7) at <top level> (main.ttvm:3:1)",
            "[hook] 1 StackPop Int(6) at <top level> (main.ttvm:3:1)",
            "[hook] 1 StackPush Int(7) at double (main.ttvm:7:1)",
            "[hook] 1 StackPop Int(7) at double (main.ttvm:8:1)",
            "[hook] 1 StackPush Int(7) at double (main.ttvm:8:1)",
            "[hook] 1 StackPush Int(7) at double (main.ttvm:8:1)",
            "[hook] 1 StackPop Int(7) at double (main.ttvm:9:1)",
            "[hook] 1 StackPop Int(7) at double (main.ttvm:9:1)",
            "[hook] 1 StackPush Int(14) at double (main.ttvm:9:1)",
            "[hook] 1 StackPop Int(14) at <top level> (main.ttvm:4:1)",
        ],
        new ObservedProgram("PUSH_INT 6", "PUSH_INT 7", "CALL double ignored n", "PRINT", "HALT", "LABEL double", "LOAD n", "DUP", "ADD", "RET")
            .Events(engine, HookKinds.StackPop | HookKinds.StackPush));

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_call_is_over_when_the_function_has_returned(string engine) => Assert.Equal(
        [
            "[hook] 1 BeforeInstruction Call { addr: 3, params: [] } at <top level> (main.ttvm:1:1)",
            "[hook] 1 BeforeInstruction PushInt(1) at one (main.ttvm:5:1)",
            "[hook] 1 AfterInstruction PushInt(1) at one (main.ttvm:5:1)",
            "[hook] 1 BeforeInstruction Ret at one (main.ttvm:6:1)",
            "[hook] 1 AfterInstruction Ret at one (main.ttvm:6:1)",
            "[hook] 1 AfterInstruction Call { addr: 3, params: [] } at <top level> (main.ttvm:1:1)",
            "[hook] 1 BeforeInstruction Print at <top level> (main.ttvm:2:1)",
            "[hook] 1 AfterInstruction Print at <top level> (main.ttvm:2:1)",
            "[hook] 1 BeforeInstruction Halt at <top level> (main.ttvm:3:1)",
        ],
        new ObservedProgram("CALL one", "PRINT", "HALT", "LABEL one", "PUSH_INT 1", "RET").Events(engine, HookKinds.BeforeInstruction | HookKinds.AfterInstruction));

    [Theory]
    [MemberData(nameof(Engines))]
    public void Nothing_is_told_of_what_fails(string engine) => Assert.Equal(
        ["[hook] 1 VariableRead o = Object({}) at <top level> (main.ttvm:4:1)", "[hook] 1 VariableWrite problem: Null -> Str(\"gone\") at <top level> (main.ttvm:10:1)"],
        new ObservedProgram("MAKE_OBJECT", "STORE o", "TRY failed", "LOAD o", "GET_FIELD none", "LOAD nothing", "HALT", "LABEL failed", "PUSH_STR \"gone\"", "STORE problem")
            .Events(engine, HookKinds.FieldRead | HookKinds.VariableRead | HookKinds.VariableWrite)
            .Skip(1));

    [Theory]
    [MemberData(nameof(Engines))]
    public void Processes_show_who_started_whom_what_was_sent_and_how_they_ended(string engine) => Assert.Equal(
        [
            "[hook] 0 Spawn 1 main.ttvm:1",
            "[hook] 1 Spawn 2 other:7",
            "[hook] 1 Send Str(\"ping\") to 2",
            "[hook] 1 Exit normal",
            "[hook] 2 Receive Str(\"ping\")",
            "[hook] 2 Exit normal",
        ],
        new ObservedProgram("PUSH_STR \"ping\"", "MAKE_FUNCTION other", "SPAWN", "SEND", "HALT", "LABEL other", "RECEIVE", "PRINT", "RET")
            .Events(engine, HookKinds.Spawn | HookKinds.Send | HookKinds.Receive | HookKinds.Exit, seed: 1));

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_Scheme_variable_is_told_of_once_wherever_it_is_kept(string engine)
    {
        string[] events = ObservedProgram.Scheme(
            "(define count 0)",
            "(define (counter n) (lambda () (set! n (+ n 1)) (set! count n) n))",
            "(define next (counter 3))",
            "(next)").Events(engine, HookKinds.VariableWrite | HookKinds.Closure);
        Assert.Equal(
            ["count: Null -> Int(0)", "counter/lambda(Int(3))", "n: Int(3) -> Int(4)", "count: Int(0) -> Int(4)"],
            events.Where(line => !line.Contains(" next: ", StringComparison.Ordinal)).Select(line => line.Split(" at ")[0].Split(' ', 4)[3]));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_hook_sees_the_stack_the_variables_and_the_calls_under_way(string engine)
    {
        var seen = new List<string>();
        var hooks = new HookSet();
        hooks.Add(HookKinds.BeforeInstruction, (in HookEvent happened, HookContext context) =>
        {
            bool isSet = context.TryGetVariable("n", out var value);
            seen.Add($"{context.Address} {context.Mnemonic} {context.Function ?? "-"} {context.CallDepth} {context.StackHeight} {(context.StackHeight > 0 ? context.Show(context.StackValue(0)) : "-")} {(isSet ? context.Show(value) : "-")} {context.Variables.Count}");
        });
        new ObservedProgram("PUSH_INT 5", "CALL twice n", "PRINT", "HALT", "LABEL twice", "LOAD n", "DUP", "ADD", "RET").Run(engine, new() { Hooks = hooks });
        Assert.Equal(
            [
                "0 PUSH_INT - 0 0 - - 0",
                "1 CALL - 0 1 Int(5) - 0",
                "4 LOAD twice 1 0 - Int(5) 1",
                "5 DUP twice 1 1 Int(5) Int(5) 1",
                "6 ADD twice 1 2 Int(5) Int(5) 1",
                "7 RET twice 1 1 Int(10) Int(5) 1",
                "2 PRINT - 0 1 Int(10) - 0",
                "3 HALT - 0 0 - - 0",
            ],
            seen);
    }
}
