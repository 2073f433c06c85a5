namespace TinyTotIL.Conformance.Tests.RandomPrograms;

/// <content>Acts with other processes.</content>
internal sealed partial class ProcessProgramGenerator
{
    /// <summary>Plays an act in a process of its own.</summary>
    private string Elsewhere(int depth, bool isShared)
    {
        string inner = Act(depth - 1, isShared);
        string label = NewLabel("elsewhere");
        string child = NewLabel("child");
        Begin(label);
        Add(Literal(), "SELF", $"MAKE_FUNCTION {child} parent", "SPAWN_WITH 1", "POP", $"RECEIVE_MATCH tag:{child}", "POP", "MAKE_LIST 2", "RET");
        Begin(child);
        Add($"PUSH_STR \"{child}\"");
        Call(inner);
        Add("MAKE_LIST 2", "LOAD parent", "SEND", "RET");
        return label;
    }

    /// <summary>A process that ends in one of the ways there are; it may be told to by an exit signal.</summary>
    private (string Label, bool Waits) Ending()
    {
        string label = NewLabel("ending");
        Begin(label);
        if (_random.Percent(40))
        {
            Add("YIELD");
        }

        string[] end = _random.Next(7) switch
        {
            0 => ["RET"],
            1 => ["PUSH_STR \"mishap\"", "THROW"],
            2 => ["PUSH_INT 1", "PUSH_INT 0", "DIV", "RET"],
            3 => ["PUSH_STR \"enough\"", "EXIT_SELF"],
            4 => ["HALT"],
            _ => ["RECEIVE", "RET"],
        };
        Add(end);
        return (label, end[0] == "RECEIVE");
    }

    private string Monitoring()
    {
        var (child, waits) = Ending();
        string label = NewLabel("monitoring");
        Begin(label);
        if (_random.Percent(50))
        {
            Add($"MAKE_FUNCTION {child}", "SPAWN_MONITOR", "POP", "STORE pid");
        }
        else
        {
            Add($"MAKE_FUNCTION {child}", "SPAWN", "STORE pid");
            if (!waits)
            {
                // It may be gone before it is watched.
                Add("PUSH_STR \"perhaps late\"", "RET");
                return label;
            }

            Add("LOAD pid", "MONITOR", "POP");
        }

        End(waits);
        Add("RECEIVE_MATCH down", "POP", "GET_FIELD reason", "RET");
        return label;
    }

    private string Trapping()
    {
        var (child, waits) = Ending();
        string label = NewLabel("trapping");
        Begin(label);
        Add("TRUE", "TRAP_EXIT", $"MAKE_FUNCTION {child}", "SPAWN_LINK", "STORE pid");
        End(waits);
        Add("RECEIVE_MATCH exit", "POP", "GET_FIELD reason", "FALSE", "TRAP_EXIT", "RET");
        return label;
    }

    /// <summary>Ends the process in <c>pid</c> when it waits for that.</summary>
    private void End(bool waits)
    {
        if (waits)
        {
            Add("LOAD pid", $"PUSH_STR \"{_random.Pick(["kill", "asked to", "shutdown"])}\"", "EXIT_PROCESS");
        }
    }

    /// <summary>A process that waits falls with the one it is linked with, unless that ends normally.</summary>
    private string FallingWithAnother()
    {
        string label = NewLabel("falling");
        string middle = NewLabel("middle");
        string child = NewLabel("faller");
        string[] end = _random.Pick<string[]>([["PUSH_STR \"pulled down\"", "EXIT_SELF"], ["PUSH_STR \"thrown down\"", "THROW"]]);
        Begin(label);
        Add($"MAKE_FUNCTION {middle}", "SPAWN_MONITOR", "POP", "POP", "RECEIVE_MATCH down", "POP", "GET_FIELD reason", "RET");
        Begin(middle);
        Add($"MAKE_FUNCTION {child}", "SPAWN_LINK", "POP");
        Add(_random.Pick<string[]>([["RECEIVE"], ["PUSH_INT 100000", $"RECEIVE_AFTER {middle}", "POP"]]));
        Add("RET");
        Begin(child);
        Add(end);
        return label;
    }

    /// <summary>Several workers send; the order in which they do does not show in a sum.</summary>
    private string FanIn(int depth)
    {
        string inner = depth > 1 && _random.Percent(50) ? Act(depth - 2, isShared: true) : Computation();
        string label = NewLabel("gathering");
        string worker = NewLabel("worker");
        string start = NewLabel("start");
        string gather = NewLabel("gather");
        int workers = _random.Next(1, 6);
        Begin(label);
        Add($"PUSH_INT {workers}", "STORE n", "PUSH_INT 0", "STORE sum", $"LABEL {start}");
        Add("SELF", "LOAD n", $"MAKE_FUNCTION {worker} parent number", "SPAWN_WITH 2", "POP");
        Add("LOAD n", "PUSH_INT 1", "SUB", "DUP", "STORE n", $"JNZ {start}", $"PUSH_INT {workers}", "STORE n", $"LABEL {gather}");
        Add($"RECEIVE_MATCH tag:{worker}", "POP", "PUSH_INT 1", "INDEX", "LOAD sum", "ADD", "STORE sum");
        Add("LOAD n", "PUSH_INT 1", "SUB", "DUP", "STORE n", $"JNZ {gather}", "LOAD sum", "RET");
        Begin(worker);
        Call(inner);
        Add("STORE value", $"PUSH_STR \"{worker}\"", "LOAD number", "LOAD value", "MAKE_LIST 3", "LOAD parent", "SEND", "RET");
        return label;
    }

    /// <summary>A server that answers until it is told to stop.</summary>
    private string Serving()
    {
        string label = NewLabel("asking");
        string server = NewLabel("server");
        string top = NewLabel("top");
        string stop = NewLabel("stop");
        Begin(label);
        Add("SELF", $"MAKE_FUNCTION {server} client", "SPAWN_WITH 1", "STORE server", $"PUSH_INT {_random.Next(1, 8)}", "STORE n", "NEW_LIST", "STORE all");
        Add($"LABEL {top}", "PUSH_STR \"ask\"", "LOAD n", "MAKE_LIST 2", "LOAD server", "SEND", $"RECEIVE_MATCH tag:{server}", "POP");
        Add("PUSH_INT 1", "INDEX", "STORE answer", "LOAD all", "LOAD answer", "LIST_APPEND", "STORE all");
        Add("LOAD n", "PUSH_INT 1", "SUB", "DUP", "STORE n", $"JNZ {top}", "PUSH_STR \"stop\"", "LOAD server", "SEND", "LOAD all", "RET");
        Add($"LABEL {server}");
        Add("RECEIVE_MATCH tag:ask value:\"stop\"", $"JNZ {stop}", "PUSH_INT 1", "INDEX", "DUP", "MUL", "STORE answer");
        Add($"PUSH_STR \"{server}\"", "LOAD answer", "MAKE_LIST 2", "LOAD client", "SEND");
        if (_random.Percent(50))
        {
            Add("LOAD client", $"TAIL_CALL {server} client");
        }
        else
        {
            Add($"JMP {server}");
        }

        Add($"LABEL {stop}", "POP", "RET");
        return label;
    }

    /// <summary>Links and monitors that are taken back before the other ends.</summary>
    private string Parting()
    {
        string label = NewLabel("parting");
        string child = NewLabel("parted");
        string late = NewLabel("late");
        Begin(label);
        Add($"MAKE_FUNCTION {child}", "SPAWN", "STORE pid", "LOAD pid", "MONITOR", "STORE watch", "LOAD pid", "LINK", "POP");
        Add("LOAD watch", "DEMONITOR", "LOAD pid", "UNLINK", "POP", "LOAD pid", "PUSH_STR \"no more\"", "EXIT_PROCESS");
        Add($"PUSH_INT {_random.Next(0, 3)}", $"RECEIVE_AFTER {late}", "MAKE_LIST 2", "RET", $"LABEL {late}", "RET");
        Begin(child);
        Add("RECEIVE", "RET");
        return label;
    }

    private string Timers()
    {
        string label = NewLabel("timing");
        string late = NewLabel("late");
        Begin(label);
        Add($"PUSH_STR \"{label}\"", Literal(), "MAKE_LIST 2", "SELF", $"PUSH_INT {_random.Next(0, 4)}", "SEND_AFTER", "POP");
        Add("PUSH_STR \"far away\"", "SELF", "PUSH_INT 1000000", "SEND_AFTER", "CANCEL_TIMER");
        Add("PUSH_INT 900000", $"RECEIVE_MATCH_AFTER {late} tag:{label}", "MAKE_LIST 3", "RET");
        Add($"LABEL {late}", "PUSH_STR \"late\"", "RET");
        return label;
    }

    /// <summary>Each has a file of its own, so that the order of the others does not matter.</summary>
    private string Filing()
    {
        string label = NewLabel("filing");
        Begin(label);
        Add($"PUSH_STR \"of {label}\"", $"PUSH_STR \"{label}.txt\"", "ASYNC_WRITE", "STORE written");
        Add("LOAD written", "AWAIT", $"PUSH_STR \"{label}.txt\"", "ASYNC_READ", "AWAIT", "LOAD written", "AWAIT", "MAKE_LIST 3", "RET");
        return label;
    }

    private string Naming()
    {
        string label = NewLabel("naming");
        string child = NewLabel("caller");
        Begin(label);
        Add(_random.Percent(50) ? [$"REGISTER {label}"] : [$"PUSH_STR \"{label}\"", "REGISTER"]);
        Add($"MAKE_FUNCTION {child}", "SPAWN", "POP", $"RECEIVE_MATCH tag:{label}", "POP", $"WHEREIS {label}", "SELF", "EQ");
        Add($"UNREGISTER {label}", $"UNREGISTER {label}", "MAKE_LIST 5", "RET");
        Begin(child);
        Add($"PUSH_STR \"{label}\"", Literal(), "MAKE_LIST 2", $"SENDNAMED {label}", "POP", "RET");
        return label;
    }
}
