using System.Globalization;

namespace TinyTotIL.Conformance.Tests.RandomPrograms;

/// <summary>Makes programs of many processes whose output does not depend on who runs when.</summary>
/// <remarks>
/// <para>
/// A program is a set of scenes, each a process that plays some acts one after the other and sends all their values to the main program,
/// which prints them in order. An act is a function that takes nothing and leaves one value: it may start processes of its own, wait,
/// fail, end others and be told so, call other acts with values of its own on the stack and in variables, or compute for longer than a time
/// slice. Whatever it has started or been sent is over when it returns, so acts can be put together at will.
/// </para>
/// <para>
/// Process numbers depend on the schedule, so no act shows one. Functions are compiled in both ways: one that begins by calling
/// <c>stray</c>, whose results are not static, runs on the stack machine with all that call it.
/// </para>
/// </remarks>
internal sealed partial class ProcessProgramGenerator
{
    private const int DeepestAct = 4;

    private readonly Random _random;
    private readonly List<string> _code = [];
    private readonly List<GeneratedModule> _modules = [];
    private readonly bool _mayBeDynamic;
    private int _labels;

    private ProcessProgramGenerator(int seed)
    {
        _random = new Random(seed);
        _mayBeDynamic = _random.Percent(60);
    }

    /// <summary>Makes the program of a seed.</summary>
    /// <param name="seed">The seed; equal seeds give equal programs.</param>
    public static GeneratedProgram Generate(int seed) => new ProcessProgramGenerator(seed).Program();

    private GeneratedProgram Program()
    {
        var main = new List<string>();
        int scenes = _random.Next(1, 5);
        AddStray(main, percent: 15);
        for (int scene = 0; scene < scenes; scene++)
        {
            StartScene(main, Scene(scene));
        }

        for (int scene = 0; scene < scenes; scene++)
        {
            main.AddRange([$"RECEIVE_MATCH tag:scene{scene}", "POP", "PRINT"]);
        }

        main.Add("HALT");
        if (_mayBeDynamic)
        {
            // Which of the two it is cannot be seen by looking at the code.
            _code.AddRange(["LABEL stray", "SELF", "JZ stray_otherwise", "PUSH_INT 5", "RET", "LABEL stray_otherwise", "PUSH_INT 7", "PUSH_INT 8", "RET"]);
        }

        var units = main.Concat(_code).Select(line => new GeneratedUnit(line));
        return new GeneratedProgram([new GeneratedModule("main.ttvm", [.. units]), .. _modules]);
    }

    private void StartScene(List<string> main, string scene) => main.AddRange(_random.Next(3) switch
    {
        0 => ["SELF", $"MAKE_FUNCTION {scene} collector", "SPAWN_WITH 1", "POP"],
        1 => ["SELF", "STORE collector", "CAPTURE collector", $"MAKE_LAMBDA {scene}", "SPAWN", "POP"],
        _ => ["SELF", $"MAKE_FUNCTION {scene} collector", "STORE f", "LOAD f", "SPAWN_WITH 1", "STORE pid"],
    });

    private string Scene(int number)
    {
        var acts = Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Act(DeepestAct, isShared: false)).ToList();
        string label = NewLabel("scene");
        Begin(label, dynamicPercent: 10);
        Add("NEW_LIST", $"PUSH_STR \"scene{number}\"", "LIST_APPEND", "STORE out");
        foreach (string act in acts)
        {
            Call(act);
            Add("STORE value", "LOAD out", "LOAD value", "LIST_APPEND", "STORE out");
        }

        Add("LOAD out", "LOAD collector", "SEND", "RET");
        return label;
    }

    /// <summary>Writes an act and gives its label.</summary>
    /// <param name="depth">Acts it may be made of.</param>
    /// <param name="isShared">Whether several processes may play it at once, so that it must not use what there is only one of.</param>
    private string Act(int depth, bool isShared)
    {
        int kind = depth <= 0 ? _random.Next(5) : _random.Next(19);
        return kind switch
        {
            0 => Computation(),
            1 => Yielding(),
            2 => TimeOut(),
            3 => OwnMessages(),
            4 => Computed(),
            5 => KeepingValues(depth, isShared),
            6 => Repeating(depth, isShared),
            7 => Handling(depth, isShared),
            8 => Recursion(depth, isShared),
            9 => Elsewhere(depth, isShared),
            10 => Monitoring(),
            11 => Trapping(),
            12 => FallingWithAnother(),
            13 => FanIn(depth),
            14 => Serving(),
            15 => Timers(),
            16 => Filing(),
            17 => Parting(),
            _ => isShared ? Computation() : _random.Percent(50) ? Naming() : Importing(),
        };
    }

    private string NewLabel(string name) => string.Create(CultureInfo.InvariantCulture, $"{name}_{_labels++}");

    private void Add(params ReadOnlySpan<string> lines)
    {
        foreach (string line in lines)
        {
            _code.Add(line);
        }
    }

    private void Begin(string label, int dynamicPercent = 12)
    {
        Add($"LABEL {label}");
        AddStray(_code, dynamicPercent);
    }

    private void AddStray(List<string> code, int percent)
    {
        if (_mayBeDynamic && _random.Percent(percent))
        {
            code.AddRange(["CALL stray", "POP"]);
        }
    }

    /// <summary>Calls an act in one of the ways there are.</summary>
    private void Call(string act)
    {
        switch (_random.Next(4))
        {
            case 0:
                Add($"MAKE_FUNCTION {act}", "CALL_FUNCTION");
                break;
            case 1:
                Add($"MAKE_LAMBDA {act}", "CALL_FUNCTION");
                break;
            default:
                Add($"CALL {act}");
                break;
        }
    }

    /// <summary>Starts an act's process: the value it leaves does not matter.</summary>
    private string Literal() => _random.Next(6) switch
    {
        0 => $"PUSH_INT {_random.Next(-50, 1000)}",
        1 => $"PUSH_FLOAT {_random.Next(1, 100)}.5",
        2 => $"PUSH_STR \"{_random.Pick(["left", "right", "up", "down"])}\"",
        3 => "TRUE",
        4 => "NULL",
        _ => $"PUSH_INT {_random.Next(1 << 30)}",
    };
}
