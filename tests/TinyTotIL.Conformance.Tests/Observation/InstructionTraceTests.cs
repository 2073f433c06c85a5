using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Conformance.Tests.Observation;

/// <summary>The lines of <c>--trace</c> and <c>--debug</c>, the same in both engines.</summary>
public sealed class InstructionTraceTests
{
    private static readonly ObservedProgram Calls = new ObservedProgram(
        "IMPORT lib.ttvm",
        "PUSH_INT 10",
        "CALL add2 x",
        "POP",
        "PUSH_STR \"text\"",
        "LOAD lambda",
        "CALL_FUNCTION",
        "HALT",
        "LABEL add2",
        "LOAD x",
        "PUSH_INT 2",
        "ADD",
        "RET").Add("lib.ttvm", "MAKE_FUNCTION skip n", "STORE lambda", "EXPORT lambda", "HALT", "LABEL skip", "CALL nothing", "RET", "LABEL nothing", "RET");

    public static TheoryData<string> Engines => ObservedProgram.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_trace_shows_instructions_and_calls_but_no_top_level_of_modules(string engine) => Check(
        engine,
        ExecutionReports.Trace,
        """
        [trace] Import("lib.ttvm") @ 0x0000
        [trace] PushInt(10) @ 0x0001
        [trace] Call { addr: 8, params: ["x"] } @ 0x0002
        [trace] CALL fn@0x0008 with 1 params
        [trace] Load("x") @ 0x0008
        [trace] PushInt(2) @ 0x0009
        [trace] Add @ 0x000A
        [trace] Ret @ 0x000B
        [trace] Pop @ 0x0003
        [trace] PushStr("text") @ 0x0004
        [trace] Load("lambda") @ 0x0005
        [trace] CallFunction @ 0x0006
        [trace] CALL fn@0x0010 with 1 params
        [trace] Call { addr: 6, params: [] } @ 0x0010
        [trace] CALL fn@0x0012 with 0 params
        [trace] Ret @ 0x0012
        [trace] Ret @ 0x0011
        [trace] Halt @ 0x0007

        """);

    [Theory]
    [MemberData(nameof(Engines))]
    public void With_a_profile_it_shows_returns_and_is_indented_by_calls(string engine)
    {
        string error = Calls.Run(engine, new RunSettings { Reports = ExecutionReports.Trace | ExecutionReports.Profile | ExecutionReports.WithoutTables }).Error;
        Assert.StartsWith(
            """
            [trace] Import("lib.ttvm") @ 0x0000
            [trace] PushInt(10) @ 0x0001
            [trace] Call { addr: 8, params: ["x"] } @ 0x0002
            [trace] CALL fn@0x0008 with 1 params
            [trace]   Load("x") @ 0x0008
            [trace]   PushInt(2) @ 0x0009
            [trace]   Add @ 0x000A
            [trace]   Ret @ 0x000B
            [trace] RETURN from fn@0x0008 → Int(12)
            [trace] Pop @ 0x0003
            [trace] PushStr("text") @ 0x0004
            [trace] Load("lambda") @ 0x0005
            [trace] CallFunction @ 0x0006
            [trace] CALL fn@0x0010 with 1 params
            [trace]   Call { addr: 6, params: [] } @ 0x0010
            [trace]   CALL fn@0x0012 with 0 params
            [trace]     Ret @ 0x0012
            [trace]   RETURN from fn@0x0012
            [trace]   Ret @ 0x0011
            [trace] RETURN from fn@0x0010
            [trace] Halt @ 0x0007
            Function Summary:
              fn@0x0008 - 1 calls - 
            """,
            error,
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_tail_call_takes_the_place_of_the_call_it_is_made_in(string engine)
    {
        string error = new ObservedProgram("PUSH_INT 1", "CALL first n", "HALT", "LABEL first", "LOAD n", "TAIL_CALL second m", "LABEL second", "LOAD m", "RET")
            .Run(engine, new RunSettings { Reports = ExecutionReports.Trace | ExecutionReports.Profile | ExecutionReports.WithoutTables }).Error;
        Assert.StartsWith(
            """
            [trace] PushInt(1) @ 0x0000
            [trace] Call { addr: 3, params: ["n"] } @ 0x0001
            [trace] CALL fn@0x0003 with 1 params
            [trace]   Load("n") @ 0x0003
            [trace]   TailCall { addr: 5, params: ["m"] } @ 0x0004
            [trace] RETURN from fn@0x0003
            [trace] CALL fn@0x0005 with 1 params
            [trace]   Load("m") @ 0x0005
            [trace]   Ret @ 0x0006
            [trace] RETURN from fn@0x0005 → Int(1)
            [trace] Halt @ 0x0002

            """,
            error,
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Lines_of_programs_with_processes_name_the_process(string engine)
    {
        var program = new ObservedProgram("MAKE_FUNCTION other", "SPAWN", "POP", "HALT", "LABEL other", "RET");
        Assert.Equal(
            """
            [trace 1] MakeFunction { addr: 4, params: [] } @ 0x0000
            [trace 1] Spawn @ 0x0001
            [trace 1] Pop @ 0x0002
            [trace 1] Halt @ 0x0003
            [trace 2] Ret @ 0x0004

            """,
            program.Run(engine, new RunSettings { Reports = ExecutionReports.Trace, Seed = 1 }).Error);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_log_shows_every_instruction_the_stack_imports_and_figures(string engine) => Check(
        engine,
        ExecutionReports.Log | ExecutionReports.Figures,
        """
        IP: 0, Instruction: Import("lib.ttvm"), Stack size: 0
        IP: 0, Instruction: MakeFunction { addr: 4, params: ["n"] }, Stack size: 0
        IP: 1, Instruction: Store("lambda"), Stack size: 1
        IP: 2, Instruction: Export("lambda"), Stack size: 0
        IP: 3, Instruction: Halt, Stack size: 0
        Importing 1 exports from module lib.ttvm
        Importing export: lambda = Function { addr: 16, params: ["n"] }
        IP: 1, Instruction: PushInt(10), Stack size: 0
        IP: 2, Instruction: Call { addr: 8, params: ["x"] }, Stack size: 1
        IP: 8, Instruction: Load("x"), Stack size: 0
        IP: 9, Instruction: PushInt(2), Stack size: 1
        IP: 10, Instruction: Add, Stack size: 2
        IP: 11, Instruction: Ret, Stack size: 1
        IP: 3, Instruction: Pop, Stack size: 1
        IP: 4, Instruction: PushStr("text"), Stack size: 0
        IP: 5, Instruction: Load("lambda"), Stack size: 1
        IP: 6, Instruction: CallFunction, Stack size: 2
        IP: 16, Instruction: Call { addr: 6, params: [] }, Stack size: 0
        IP: 18, Instruction: Ret, Stack size: 0
        IP: 17, Instruction: Ret, Stack size: 0
        IP: 7, Instruction: Halt, Stack size: 0
        Performance stats - Instructions: 19, Max stack: 2, Final stack: 0

        """);

    [Theory]
    [MemberData(nameof(Engines))]
    public void After_an_error_there_are_no_figures(string engine)
    {
        var reports = ExecutionReports.Log | ExecutionReports.Figures | ExecutionReports.Profile | ExecutionReports.GarbageCollection;
        Assert.Equal(
            new CommandOutcome(
                1,
                "",
                """
                IP: 0, Instruction: Call { addr: 1, params: [] }, Stack size: 0
                IP: 1, Instruction: PushInt(1), Stack size: 0
                IP: 2, Instruction: PushInt(0), Stack size: 1
                IP: 3, Instruction: Div, Stack size: 2
                Error: Division by zero
                  at f (main.ttvm:5:1)
                  at <top level> (main.ttvm:1:1)
                no tables: the program ended with exit code 1; --profile-out or TTIL_PROFILE_OUT writes a profile all the same

                """),
            new ObservedProgram("CALL f", "LABEL f", "PUSH_INT 1", "PUSH_INT 0", "DIV", "RET").Run(engine, new RunSettings { Reports = reports }));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Final_reports_come_in_the_order_of_upstream(string engine)
    {
        var reports = ExecutionReports.Log | ExecutionReports.Figures | ExecutionReports.Profile | ExecutionReports.GarbageCollection | ExecutionReports.WithoutTables;
        string error = new ObservedProgram("CALL f", "HALT", "LABEL f", "RET").Run(engine, new RunSettings { Reports = reports }).Error;
        string[] titles = ["Function Summary:", "Performance stats", "GC Statistics"];
        int[] places = [.. titles.Select(title => error.IndexOf(title, StringComparison.Ordinal))];
        Assert.True(places[0] > 0 && places[0] < places[1] && places[1] < places[2], error);
    }

    private static void Check(string engine, ExecutionReports reports, string expected) =>
        Assert.Equal(new CommandOutcome(0, "", expected), Calls.Run(engine, new RunSettings { Reports = reports }));
}
