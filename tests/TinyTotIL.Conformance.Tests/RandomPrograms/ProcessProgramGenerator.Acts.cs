using System.Globalization;

namespace TinyTotIL.Conformance.Tests.RandomPrograms;

/// <content>Acts that one process plays by itself, and acts made of others.</content>
internal sealed partial class ProcessProgramGenerator
{
    /// <summary>A loop of a few rounds, or of more than a time slice.</summary>
    private string Computation()
    {
        string label = NewLabel("compute");
        string top = NewLabel("top");
        string end = NewLabel("end");
        int rounds = _random.Percent(70) ? _random.Next(1, 40) : _random.Next(3000, 15000);
        bool isFloat = _random.Percent(25);
        Begin(label, dynamicPercent: 6);
        Add($"PUSH_INT {rounds}", "STORE n", isFloat ? "PUSH_FLOAT 0.5" : "PUSH_INT 1", "STORE sum");
        Add($"LABEL {top}", "LOAD n", $"JZ {end}", "LOAD sum", "LOAD n", "ADD");
        Add(isFloat ? ["PUSH_FLOAT 0.75", "MUL"] : ["PUSH_INT 65535", "BAND"]);
        Add("STORE sum", "LOAD n", "PUSH_INT 1", "SUB", "STORE n", $"JMP {top}", $"LABEL {end}", "LOAD sum", "RET");
        return label;
    }

    private string Yielding()
    {
        string label = NewLabel("yielding");
        Begin(label);
        int values = _random.Next(1, 4);
        for (int i = 0; i < values; i++)
        {
            Add(Literal(), "YIELD");
        }

        Add($"MAKE_LIST {values}", "RET");
        return label;
    }

    /// <summary>Waits for what never comes, while something else may lie in the mailbox.</summary>
    private string TimeOut()
    {
        string label = NewLabel("waiting");
        string late = NewLabel("late");
        Begin(label);
        int time = _random.Pick([0, 0, 1, 2, 5]);
        bool hasOther = _random.Percent(50);
        if (hasOther)
        {
            Add(Literal(), "SELF", "SEND");
        }

        Add(Literal(), $"PUSH_INT {time}");
        Add(hasOther || _random.Percent(50) ? $"RECEIVE_MATCH_AFTER {late} tag:never signal:never" : $"RECEIVE_AFTER {late}");
        Add("PUSH_STR \"not reached\"", "PRINT", "HALT", $"LABEL {late}");
        Add(hasOther ? "RECEIVE" : "PUSH_STR \"late\"", "MAKE_LIST 2", "RET");
        return label;
    }

    /// <summary>Sends messages to itself and takes them in another order.</summary>
    private string OwnMessages()
    {
        string label = NewLabel("selecting");
        int messages = _random.Next(1, 6);
        int[] sent = [.. Enumerable.Range(0, messages)];
        int[] taken = [.. sent];
        _random.Shuffle(taken);
        Begin(label);
        foreach (int number in sent)
        {
            Add($"PUSH_STR \"{label}-{number}\"", Literal(), "MAKE_LIST 2", "SELF", "SEND");
        }

        int left = messages;
        foreach (int number in taken)
        {
            bool isOnly = left-- == 1;
            Add(isOnly && _random.Percent(50) ? "RECEIVE"
                : _random.Percent(30) ? $"RECEIVE_MATCH tag:none tag:{label}-{number}"
                : $"RECEIVE_MATCH tag:{label}-{number}");
            if (_code[^1] != "RECEIVE")
            {
                Add(_random.Percent(70) ? "POP" : "MAKE_LIST 2");
            }
        }

        Add($"MAKE_LIST {messages}", "RET");
        return label;
    }

    /// <summary>Waits with operands that were computed just before: they must be there when the process looks again.</summary>
    private string Computed()
    {
        string label = NewLabel("computing");
        string late = NewLabel("late");
        Begin(label);
        Add($"PUSH_INT {_random.Next(0, 3)}", "STORE n", "PUSH_STR \"tag:\"", "STORE tag");
        switch (_random.Next(4))
        {
            case 0:
                Add($"PUSH_STR \"{label}\"", Literal(), "MAKE_LIST 2", "SELF", "LOAD n", "PUSH_INT 1", "ADD", "SEND_AFTER", "POP");
                Add("LOAD tag", $"PUSH_STR \"{label}\"", "CONCAT", "MAKE_LIST 1", "RECEIVE_MATCH", "MAKE_LIST 2", "RET");
                break;
            case 1:
                Add("LOAD n", "PUSH_INT 2", "MUL", $"RECEIVE_AFTER {late}", "RET", $"LABEL {late}", "LOAD n", "PUSH_INT 1", "ADD", "SLEEP", "LOAD n", "RET");
                break;
            case 2:
                bool isSent = _random.Percent(50);
                if (isSent)
                {
                    Add($"PUSH_STR \"{label}\"", Literal(), "MAKE_LIST 2", "SELF", "SEND");
                }

                Add(Literal(), "LOAD n", "LOAD tag", $"PUSH_STR \"{(isSent ? label : "never")}\"", "CONCAT", "MAKE_LIST 1");
                Add($"RECEIVE_MATCH_AFTER {late}", "MAKE_LIST 3", "RET", $"LABEL {late}", "RET");
                break;
            default:
                Add(Literal(), "LOAD n", "PUSH_INT 3", "ADD", $"RECEIVE_MATCH_AFTER {late} tag:never", "MAKE_LIST 3", "RET", $"LABEL {late}", "RET");
                break;
        }

        return label;
    }

    /// <summary>Calls another act with values on the stack and in variables, which must still be there afterwards.</summary>
    private string KeepingValues(int depth, bool isShared)
    {
        string inner = Act(depth - 1, isShared);
        string label = NewLabel("keeping");
        int stacked = _random.Next(0, 4);
        int stored = _random.Next(0, 4);
        Begin(label);
        for (int i = 0; i < stored; i++)
        {
            Add(Literal(), $"STORE v{i}");
        }

        for (int i = 0; i < stacked; i++)
        {
            Add(Literal());
        }

        Call(inner);
        for (int i = 0; i < stored; i++)
        {
            Add($"LOAD v{i}");
        }

        Add($"MAKE_LIST {stacked + stored + 1}", "RET");
        return label;
    }

    private string Repeating(int depth, bool isShared)
    {
        string inner = Act(depth - 1, isShared);
        string label = NewLabel("repeating");
        string top = NewLabel("top");
        Begin(label);
        Add($"PUSH_INT {_random.Next(1, 4)}", "STORE n", "NEW_LIST", "STORE all", $"LABEL {top}");
        Call(inner);
        Add("STORE one", "LOAD all", "LOAD one", "LIST_APPEND", "STORE all");
        Add("LOAD n", "PUSH_INT 1", "SUB", "DUP", "STORE n", $"JNZ {top}", "LOAD all", "RET");
        return label;
    }

    /// <summary>Plays an act under a handler, and fails afterwards, or not.</summary>
    private string Handling(int depth, bool isShared)
    {
        string inner = Act(depth - 1, isShared);
        string label = NewLabel("handling");
        string caught = NewLabel("caught");
        Begin(label);
        Add(Literal(), $"TRY {caught}");
        Call(inner);
        string[] then = _random.Next(4) switch
        {
            0 => ["PUSH_STR \"thrown\"", "THROW"],
            1 => ["PUSH_INT 1", "PUSH_INT 0", "DIV"],
            2 => ["LOAD nothing"],
            _ => [],
        };
        if (_random.Percent(30))
        {
            Add("YIELD");
        }

        Add(then);
        Add("END_TRY", "MAKE_LIST 2", "RET", $"LABEL {caught}", "EXCEPTION_MESSAGE", "MAKE_LIST 2", "RET");
        return label;
    }

    /// <summary>Plays an act at the bottom of a recursion.</summary>
    private string Recursion(int depth, bool isShared)
    {
        string inner = Act(depth - 1, isShared);
        string label = NewLabel("deep");
        string down = NewLabel("down");
        string bottom = NewLabel("bottom");
        int levels = _random.Percent(80) ? _random.Next(1, 20) : _random.Next(500, 3000);
        Begin(label);
        Add($"PUSH_INT {levels}", $"CALL {down} n", "MAKE_LIST 2", "RET");
        Begin(down, dynamicPercent: 5);
        Add("LOAD n", $"JZ {bottom}", "LOAD n", "PUSH_INT 1", "SUB", $"CALL {down} n", "LOAD n", "ADD", "RET", $"LABEL {bottom}");
        Call(inner);
        Add("PUSH_INT 0", "RET");
        return label;
    }

    private string Importing()
    {
        string path = string.Create(CultureInfo.InvariantCulture, $"m{_modules.Count}.ttvm");
        string[] waits = _random.Next(3) switch
        {
            0 => ["YIELD", "YIELD"],
            1 => ["PUSH_STR \"of a module\"", "SELF", "SEND", "YIELD", "RECEIVE", "STORE given"],
            _ => ["PUSH_INT 1", "RECEIVE_AFTER on", "PRINT", "LABEL on"],
        };
        string[] ends = _random.Percent(25) ? ["PUSH_STR \"the module fails\"", "THROW"] : ["EXPORT given", "HALT"];
        string[] lines = ["PUSH_STR \"own\"", "STORE given", .. waits, .. ends];
        _modules.Add(new GeneratedModule(path, [.. lines.Select(line => new GeneratedUnit(line))]));
        string label = NewLabel("importing");
        string failed = NewLabel("failed");
        Begin(label);
        Add($"TRY {failed}", $"IMPORT {path}", "END_TRY", "LOAD given", "RET", $"LABEL {failed}", "EXCEPTION_MESSAGE", "RET");
        return label;
    }
}
