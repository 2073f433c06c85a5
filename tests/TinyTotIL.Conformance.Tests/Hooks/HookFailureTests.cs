using TinyTotIL.Conformance.Tests.Observation;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Hooks;
using TinyTotIL.Runtime.Hosting;

namespace TinyTotIL.Conformance.Tests.Hooks;

/// <summary>A hook that throws ends the program with its message, wherever the program is.</summary>
public sealed class HookFailureTests
{
    private static readonly string[] PingPong = ["PUSH_STR \"ping\"", "MAKE_FUNCTION other", "SPAWN", "SEND", "PUSH_INT 100", "SLEEP", "HALT", "LABEL other", "RECEIVE", "STORE got", "RET"];

    public static TheoryData<string> Engines => ObservedProgram.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public void The_message_and_the_calls_that_led_to_it_are_shown(string engine)
    {
        var hooks = Throwing(HookKinds.VariableRead, happened => happened.Name == "b");
        var program = new ObservedProgram("PUSH_STR \"before\"", "PRINT", "CALL outer", "HALT", "LABEL outer", "PUSH_INT 2", "CALL inner b", "RET", "LABEL inner", "LOAD b", "RET");
        Assert.Equal(
            new CommandOutcome(
                1,
                "before\n",
                """
                Error: hook 1: stop
                  at inner (main.ttvm:10:1)
                  at outer (main.ttvm:7:1)
                  at <top level> (main.ttvm:3:1)

                """),
            program.Run(engine, new RunSettings { Hooks = hooks }));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Hooks_behind_it_are_not_called(string engine)
    {
        int later = 0;
        var hooks = Throwing(HookKinds.Call);
        hooks.Add(HookKinds.Call, (in HookEvent happened, HookContext context) => later++);
        new ObservedProgram("CALL f", "HALT", "LABEL f", "RET").Run(engine, new RunSettings { Hooks = hooks });
        Assert.Equal(0, later);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_predicate_that_throws_is_a_hook_that_throws(string engine)
    {
        var hooks = new HookSet();
        hooks.Add(HookKinds.Call, (in HookEvent happened, HookContext context) => { }, when: _ => throw new InvalidOperationException("stop"));
        CheckStops(new ObservedProgram("CALL f", "HALT", "LABEL f", "RET"), engine, hooks);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void No_handler_of_the_program_catches_it(string engine)
    {
        CheckStops(new ObservedProgram("TRY failed", "PUSH_INT 1", "STORE x", "HALT", "LABEL failed", "PUSH_STR \"caught\"", "PRINT"), engine, Throwing(HookKinds.VariableWrite));
        CheckStops(ObservedProgram.Scheme("(guard (e (#t (display \"caught\"))) (define x 1) x)"), engine, Throwing(HookKinds.BeforeInstruction, after: 3));
        CheckStops(
            ObservedProgram.Scheme("(define (f) (dynamic-wind (lambda () #f) (lambda () (g)) (lambda () (display \"after\"))))", "(define (g) 1)", "(f)"),
            engine,
            Throwing(HookKinds.Call, happened => happened.Name == "g"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void It_may_be_in_an_imported_module(string engine)
    {
        var program = new ObservedProgram("IMPORT part.ttvm", "PUSH_STR \"not reached\"", "PRINT").Add("part.ttvm", "PUSH_INT 1", "STORE x", "EXPORT x");
        var outcome = program.Run(engine, new RunSettings { Hooks = Throwing(HookKinds.VariableWrite, happened => happened.Name == "x") });
        Assert.Equal(
            new CommandOutcome(
                1,
                "",
                """
                Error: hook 1: stop
                  at <top level> (part.ttvm:2:1)
                  at <top level> (main.ttvm:1:1)

                """),
            outcome);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void It_may_be_in_any_process(string engine)
    {
        var outcome = new ObservedProgram(PingPong).Run(engine, new RunSettings { Seed = 1, Hooks = Throwing(HookKinds.VariableWrite) });
        Assert.Equal(
            new CommandOutcome(
                1,
                "",
                """
                Error: hook 1: stop
                  at other (main.ttvm:10:1)

                """),
            outcome);
    }

    [Theory]
    [InlineData("compiled", HookKinds.Spawn, 1ul)]
    [InlineData("compiled", HookKinds.Send, 1ul)]
    [InlineData("compiled", HookKinds.Receive, 1ul)]
    [InlineData("compiled", HookKinds.Exit, 1ul)]
    [InlineData("interpreter", HookKinds.Spawn, null)]
    [InlineData("interpreter", HookKinds.Send, null)]
    [InlineData("interpreter", HookKinds.Receive, null)]
    [InlineData("interpreter", HookKinds.Exit, null)]
    public void It_may_be_told_of_a_process(string engine, HookKinds kind, ulong? seed) =>
        CheckStops(new ObservedProgram(PingPong), engine, Throwing(kind), new RunSettings { Seed = seed, Workers = seed is null ? 2 : null });

    [Theory]
    [InlineData(null)]
    [InlineData(1ul)]
    public void It_may_be_told_of_the_message_of_a_timer(ulong? seed) => CheckStops(
        new ObservedProgram("PUSH_STR \"late\"", "SELF", "PUSH_INT 1", "SEND_AFTER", "POP", "RECEIVE", "PRINT"),
        "compiled",
        Throwing(HookKinds.Send, happened => happened.Process == 0),
        new RunSettings { Seed = seed });

    [Theory]
    [MemberData(nameof(Engines))]
    public void It_may_be_deep_in_calls(string engine)
    {
        var hooks = Throwing(HookKinds.Return);
        var program = new ObservedProgram("PUSH_INT 20000", "CALL down n", "HALT", "LABEL down", "LOAD n", "JZ end", "LOAD n", "PUSH_INT 1", "SUB", "CALL down n", "RET", "LABEL end", "RET");
        var outcome = program.Run(engine, new RunSettings { Hooks = hooks });
        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith("Error: hook 1: stop\n  at down (main.ttvm:13:1)\n  at down (main.ttvm:10:1)\n", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void It_may_be_shown_as_JSON(string engine)
    {
        var outcome = new ObservedProgram("PUSH_INT 1", "STORE x").Run(engine, new RunSettings { Hooks = Throwing(HookKinds.VariableWrite), ErrorFormat = ErrorFormat.Json });
        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith("{\"kind\":\"error\",\"text\":\"hook 1: stop\",\"stack\":[{", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(1, outcome.Error.Count(c => c == '\n'));
    }

    [Fact]
    public void What_code_does_not_tell_is_said()
    {
        var hooks = Throwing(HookKinds.Call);
        var program = new ObservedProgram("CALL f", "HALT", "LABEL f", "RET");
        var image = program.Prepare("compiled", new RunSettings());
        var outcome = ObservedProgram.Run(image, new RunSettings { Hooks = hooks });
        Assert.Equal(new CommandOutcome(0, "", "warning: hooks are told nothing of calls: the program was compiled without '--hooks calls'\n"), outcome);
    }

    /// <summary>A hook that throws at an event.</summary>
    private static HookSet Throwing(HookKinds kinds, Func<HookEvent, bool>? when = null, int after = 0)
    {
        var hooks = new HookSet();
        hooks.Add(
            kinds,
            (in HookEvent happened, HookContext context) =>
            {
                if (--after < 0)
                {
                    throw new InvalidOperationException("stop");
                }
            },
            when: when);
        return hooks;
    }

    private static void CheckStops(ObservedProgram program, string engine, HookSet hooks, RunSettings? settings = null)
    {
        var outcome = program.Run(engine, (settings ?? new RunSettings()) with { Hooks = hooks });
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Output));
        Assert.StartsWith("Error: hook 1: stop\n", outcome.Error, StringComparison.Ordinal);
        Assert.All(outcome.Error.Split('\n').Skip(1), line => Assert.True(line.Length == 0 || line.StartsWith("  ", StringComparison.Ordinal), line));
    }
}
