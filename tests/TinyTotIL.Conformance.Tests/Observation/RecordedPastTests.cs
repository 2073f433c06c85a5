using TinyTotIL.Compiler;
using TinyTotIL.Compiler.Debugging;
using TinyTotIL.Conformance.Tests.Cases;
using TinyTotIL.Conformance.Tests.Fakes;
using TinyTotIL.Runtime.Hooks;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Conformance.Tests.Observation;

/// <summary>What the debugger records of each moment is what the machine was like then.</summary>
public sealed class RecordedPastTests
{
    /// <summary>What they do is decided outside: by the network.</summary>
    private static readonly string[] Unrepeatable = ["62-web-server.ttvm", "66-chat-server.ttvm"];

    /// <summary>Cases in which stacks are moved about: handlers, closures, modules, processes and continuations.</summary>
    private static readonly string[] Subjects = ["error", "exception", "closure", "module", "processes/messages", "control/", "tail", "variable"];

    public static TheoryData<string> Cases() =>
    [
        .. CaseCatalog.Cases.Where(name => Subjects.Any(subject => name.Contains(subject, StringComparison.Ordinal)) && !name.Contains("hostile", StringComparison.Ordinal)
            && CaseCatalog.Read(Path.Combine(CaseCatalog.CaseFolder, name)) is { Deferred: null, OutOfScope: null }),
    ];

    public static TheoryData<string> Examples() => [.. CaseCatalog.Examples.Except(Unrepeatable)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_moment_of_a_case_is_recorded_as_it_was(string name) =>
        Check(Path.Combine(CaseCatalog.CaseFolder, Path.GetDirectoryName(name)!), Path.GetFileName(name));

    [Theory]
    [MemberData(nameof(Examples))]
    public void Each_moment_of_an_example_is_recorded_as_it_was(string name) => Check(CaseCatalog.Root, $"examples/{name}");

    private static void Check(string folder, string path)
    {
        var modules = new FolderModuleSource(folder);
        if (Compilation.Load(path, modules).Program is not { } program)
        {
            return;
        }

        var expected = CaseCatalog.Read(Path.Combine(folder, path));
        var image = Compilation.Interpret(program);
        image.Evaluator = new LispEvaluator(image, modules, options: null);
        using var files = new RootedFileSystem();
        var console = new FakeConsole(expected.Input);
        var recorder = new CheckedRecorder();
        var options = new SchedulerOptions { Seed = expected.Seed ?? 1, MachineObserver = recorder };
        ProgramRunner.Run(image, path, console, CaseRunner.HostFor(path, expected, console, files), options, CaseRunner.LimitsFor(expected));
        Assert.Null(recorder.Difference);
    }

    /// <summary>Records, and compares with the machine at once.</summary>
    private sealed class CheckedRecorder : MachineObserver
    {
        private const int MostCompared = 10;

        /// <summary>All of the first moments are compared, and some of the others: what differs once is carried on for long.</summary>
        private const int AllUntil = 2000;
        private const int SomeAfter = 499;

        /// <summary>Moments after which a run is ended.</summary>
        private const int Most = 200_000;

        private readonly ExecutionHistory _history = new(capacity: 100);

        public string? Difference { get; private set; }

        public override void Before(ProcessContext context, IMachineView machine, int address)
        {
            _history.Record(context, machine, MachineTrack.Of(machine), address);
            if (_history.End > Most)
            {
                throw new HookFailureException("the test has seen enough");
            }

            if (_history.End > AllUntil && _history.End % SomeAfter != 0)
            {
                return;
            }

            Difference ??= Compare(machine, _history[_history.End - 1].Machine) is { } found ? $"{found} before *{address} {context.Image.Facts[address].DebugText}" : null;
        }

        private static string? Compare(IMachineView machine, RecordedMachine recorded)
        {
            if (machine.Height != recorded.Height || machine.FrameCount != recorded.FrameCount)
            {
                return "other sizes";
            }

            for (int depth = 0; depth < Math.Min(machine.Height, MostCompared); depth++)
            {
                var value = recorded.Peek(depth);
                if (!AreSame(machine.Peek(depth), value) && !value.IsUnset)
                {
                    return $"value {depth} differs";
                }
            }

            for (int depth = 0; depth < Math.Min(machine.FrameCount, MostCompared); depth++)
            {
                // A machine that goes on from a continuation is recorded with its upper frames only.
                if (depth > 0 && recorded.ReturnIndexAt(depth) < 0)
                {
                    break;
                }

                if (machine.ReturnIndexAt(depth) != recorded.ReturnIndexAt(depth))
                {
                    return $"frame {depth} returns elsewhere";
                }

                if (!AreSame(machine.VariablesAt(depth), recorded.VariablesAt(depth)))
                {
                    return $"the variables of frame {depth} differ";
                }
            }

            return null;
        }

        private static bool AreSame(Value a, Value b) => ReferenceEquals(a.Tag, b.Tag) && a.Bits == b.Bits;

        private static bool AreSame(Scope a, Scope b)
        {
            foreach (var (name, value) in a)
            {
                if (!b.TryGet(name, out var other) || !AreSame(value, other))
                {
                    return false;
                }
            }

            return a.Count == b.Count;
        }
    }
}
