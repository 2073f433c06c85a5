using TinyTotIL.Runtime.Operations;
using T = TinyTotIL.Compiler.Bytecode.InstructionTraits;

namespace TinyTotIL.Compiler.Bytecode;

internal static partial class InstructionSet
{
    private const T Processes = T.NeedsProcesses;
    private const T MayFail = T.MayRaise | T.NeedsProcesses;

    private static InstructionInfo[] ProcessRows() =>
    [
        Runtime(Opcode.Spawn, "SPAWN", 0x0080, OperandShape.None, ProcessOperations.Spawn, MayFail,
            "( v -- pid )", "Starts a process that runs a function without parameters, or the program with a name."),
        Core(Opcode.SpawnWith, "SPAWN_WITH", 0x017C, OperandShape.Count, -1, 1, MayFail | T.HasEffect | T.Extension,
            "( a1 .. an f -- pid )", "Starts a process that calls a function with n values."),
        Runtime(Opcode.SpawnLink, "SPAWN_LINK", 0x017D, OperandShape.None, ProcessOperations.SpawnLink, MayFail | T.Extension,
            "( v -- pid )", "Starts a process that is linked with this one before it begins."),
        Core(Opcode.SpawnMonitor, "SPAWN_MONITOR", 0x017E, OperandShape.None, 1, 2, MayFail | T.HasEffect | T.Extension,
            "( v -- pid ref )", "Starts a process that this one watches before it begins."),
        Runtime(Opcode.Self, "SELF", 0x017B, OperandShape.None, ProcessOperations.Self, Processes | T.Extension,
            "( -- pid )", "The number of this process."),
        Runtime(Opcode.Yield, "YIELD", 0x008B, OperandShape.None, SchedulingOperations.Yield, Processes,
            "( -- )", "Gives up the rest of the time slice."),

        // Messages
        Runtime(Opcode.Send, "SEND", 0x008D, OperandShape.Pid, MessageOperations.Send, Processes,
            "( v -- )", "Sends a message; no such process is reported on standard error."),
        Runtime(Opcode.SendTo, "SEND", 0x0170, OperandShape.None, MessageOperations.SendTo, MayFail,
            "( v pid -- )", "Sends a message to the process on top."),
        Runtime(Opcode.SendNamed, "SENDNAMED", 0x0084, OperandShape.QuotedName, MessageOperations.SendNamed, Processes,
            "( v -- Str )", "Sends a message to the process with a name.") with { Aliases = ["SEND_NAMED"] },
        Runtime(Opcode.SendNamedTo, "SENDNAMED", 0x0171, OperandShape.None, MessageOperations.SendNamedTo, MayFail,
            "( v name -- Str )", "Sends a message to the process with the name on top.") with { Aliases = ["SEND_NAMED"] },
        Runtime(Opcode.SendAfter, "SEND_AFTER", 0x0184, OperandShape.None, MessageOperations.SendAfter, MayFail | T.Extension,
            "( v pid ms -- ref )", "Sends a message after some milliseconds; nothing happens when there is no such process then."),
        Runtime(Opcode.CancelTimer, "CANCEL_TIMER", 0x0185, OperandShape.None, MessageOperations.CancelTimer, MayFail | T.Extension,
            "( ref -- Bool )", "Takes back what SEND_AFTER is to send; false when it is too late."),
        Runtime(Opcode.Receive, "RECEIVE", 0x008C, OperandShape.None, ReceiveOperations.Receive, MayFail,
            "( -- v )", "Takes the oldest message, waiting for one."),
        Core(Opcode.ReceiveAfter, "RECEIVE_AFTER", 0x017F, OperandShape.Address, 1, 1, MayFail | T.HasEffect | T.Branches | T.Extension,
            "( ms -- v )", "Takes the oldest message; when none comes within the time, continues at the address with nothing pushed."),
        Core(Opcode.ReceiveMatch, "RECEIVE_MATCH", 0x0180, OperandShape.Patterns, 0, 2, MayFail | T.HasEffect | T.Extension,
            "( -- v Int )", "Takes the oldest message that matches a pattern, waiting for one, and the number of that pattern from 0."),
        Core(Opcode.ReceiveMatchOf, "RECEIVE_MATCH", 0x0189, OperandShape.None, 1, 2, MayFail | T.HasEffect | T.Extension,
            "( List -- v Int )", "The same with a list of patterns: each a text as it would be written, or an integer, float, Bool or null that is asked for as `value:` is; a text to be asked for is written `value:\"..\"`."),
        Core(Opcode.ReceiveMatchAfter, "RECEIVE_MATCH_AFTER", 0x0181, OperandShape.AddressPatterns, 1, 2, MayFail | T.HasEffect | T.Branches | T.Extension,
            "( ms -- v Int )", "The same within a time; when none comes, continues at the address with nothing pushed."),
        Core(Opcode.ReceiveMatchOfAfter, "RECEIVE_MATCH_AFTER", 0x018C, OperandShape.Address, 2, 2, MayFail | T.HasEffect | T.Branches | T.Extension,
            "( ms List -- v Int )", "The same with the patterns of a list."),

        // Names
        Runtime(Opcode.Register, "REGISTER", 0x0081, OperandShape.QuotedName, RegistryOperations.Register, Processes,
            "( -- Str )", "Gives this process a name."),
        Runtime(Opcode.RegisterNamed, "REGISTER", 0x0172, OperandShape.None, RegistryOperations.RegisterNamed, MayFail,
            "( name -- Str )", "Gives this process the name on top."),
        Runtime(Opcode.Unregister, "UNREGISTER", 0x0082, OperandShape.QuotedName, RegistryOperations.Unregister, Processes,
            "( -- Str )", "Frees a name."),
        Runtime(Opcode.UnregisterNamed, "UNREGISTER", 0x0173, OperandShape.None, RegistryOperations.UnregisterNamed, MayFail,
            "( name -- Str )", "Frees the name on top."),
        Runtime(Opcode.Whereis, "WHEREIS", 0x0083, OperandShape.QuotedName, RegistryOperations.Whereis, Processes,
            "( -- pid )", "The process with a name, or 0."),
        Runtime(Opcode.WhereisNamed, "WHEREIS", 0x0174, OperandShape.None, RegistryOperations.WhereisNamed, MayFail,
            "( name -- pid )", "The process with the name on top, or 0."),

        // Links, monitors, exits
        Runtime(Opcode.Link, "LINK", 0x0086, OperandShape.Pid, LinkOperations.Link, Processes,
            "( -- Str )", "Links this process with another: when one ends abnormally, so does the other."),
        Runtime(Opcode.LinkTo, "LINK", 0x0175, OperandShape.None, LinkOperations.LinkTo, MayFail,
            "( pid -- Str )", "Links this process with the one on top."),
        Runtime(Opcode.Unlink, "UNLINK", 0x0087, OperandShape.Pid, LinkOperations.Unlink, Processes,
            "( -- Str )", "Removes a link."),
        Runtime(Opcode.UnlinkFrom, "UNLINK", 0x0176, OperandShape.None, LinkOperations.UnlinkFrom, MayFail,
            "( pid -- Str )", "Removes the link with the process on top."),
        Runtime(Opcode.Monitor, "MONITOR", 0x0085, OperandShape.Pid, LinkOperations.Monitor, Processes,
            "( -- ref )", "Watches a process: when it ends, a message says so once."),
        Runtime(Opcode.MonitorOf, "MONITOR", 0x0177, OperandShape.None, LinkOperations.MonitorOf, MayFail,
            "( pid -- ref )", "Watches the process on top."),
        Runtime(Opcode.Demonitor, "DEMONITOR", 0x0178, OperandShape.QuotedName, LinkOperations.Demonitor, Processes,
            "( -- Str )", "Stops watching; a message that has arrived stays."),
        Runtime(Opcode.DemonitorOf, "DEMONITOR", 0x0179, OperandShape.None, LinkOperations.DemonitorOf, MayFail,
            "( ref -- Str )", "Stops watching by the reference on top."),
        Runtime(Opcode.TrapExit, "TRAP_EXIT", 0x017A, OperandShape.None, LinkOperations.TrapExit, MayFail,
            "( Bool -- )", "Whether exit signals become messages."),
        Runtime(Opcode.ExitSelf, "EXIT_SELF", 0x0182, OperandShape.None, ProcessOperations.ExitSelf, MayFail | T.EndsBlock | T.Extension,
            "( reason -- )", "Ends this process."),
        Runtime(Opcode.ExitProcess, "EXIT_PROCESS", 0x0183, OperandShape.None, ProcessOperations.ExitProcess, MayFail | T.Extension,
            "( pid reason -- )", "Sends an exit signal; `kill` cannot be trapped."),
        Runtime(Opcode.ProcessInfo, "PROCESS_INFO", 0x0186, OperandShape.None, ProcessOperations.Info, MayFail | T.Extension,
            "( pid -- Object )", "What is known of a process; null when there is none."),
        Runtime(Opcode.Processes, "PROCESSES", 0x0187, OperandShape.None, ProcessOperations.All, Processes | T.Extension,
            "( -- List )", "The numbers of all processes."),

        // Supervision
        Runtime(Opcode.StartSupervisor, "START_SUPERVISOR", 0x0088, OperandShape.None, SupervisorOperations.StartSupervisor, Processes,
            "( -- Str )", "Makes this process a supervisor: one for one, 3 restarts in 60 seconds, no children yet.") with { Aliases = ["STARTSUPERVISOR"] },
        Runtime(Opcode.SuperviseChild, "SUPERVISE_CHILD", 0x0089, OperandShape.QuotedName, SupervisorOperations.SuperviseChild, MayFail,
            "( -- Str )", "Starts the program with a name as a child of this supervisor.") with { Aliases = ["SUPERVISECHILD"] },
        Runtime(Opcode.SuperviseChildOf, "SUPERVISE_CHILD", 0x018A, OperandShape.None, SupervisorOperations.SuperviseChildOf, MayFail,
            "( v id -- Str )", "Starts a child of this supervisor: a function, the name of a program, or an Object with that in start and more.") with { Aliases = ["SUPERVISECHILD"] },
        Runtime(Opcode.RestartChild, "RESTART_CHILD", 0x008A, OperandShape.QuotedName, SupervisorOperations.RestartChild, MayFail,
            "( -- Str )", "Ends a child of this supervisor and starts it again.") with { Aliases = ["RESTARTCHILD"] },
        Runtime(Opcode.RestartChildOf, "RESTART_CHILD", 0x018B, OperandShape.None, SupervisorOperations.RestartChildOf, MayFail,
            "( id -- Str )", "Ends the child with the id on top and starts it again.") with { Aliases = ["RESTARTCHILD"] },
        Runtime(Opcode.Supervise, "SUPERVISE", 0x0188, OperandShape.None, SupervisorOperations.Supervise, MayFail | T.Extension,
            "( Object -- Str )", "Makes this process a supervisor as the Object says, and starts its children."),
    ];
}
