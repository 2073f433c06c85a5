using TinyTotIL.Compiler.Debugging;
using TinyTotIL.Compiler.Tests.Fakes;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Tests.Debugging;

/// <summary>What front ends rely on that the terminal does not show.</summary>
public sealed class DebugSessionTests
{
    [Fact]
    public void An_endless_program_can_be_paused_from_another_thread_and_ended()
    {
        var front = new FrontEnd();
        front.Answer(session =>
        {
            new Thread(session.Pause).Start();
            return Resumption.Continue;
        });
        front.Answer(_ => Resumption.Quit);
        var session = front.Run("LABEL again\nJMP again\n");
        Assert.Equal([StopReason.Entry, StopReason.Pause], front.Stops.Select(stop => stop.Reason));
        Assert.True(session.WasQuit);
        Assert.False(session.IsStopped);
    }

    [Fact]
    public void A_deep_stack_is_looked_at_from_its_top()
    {
        var front = new FrontEnd();
        front.Answer(session =>
        {
            Assert.NotNull(session.BreakAtLabel("bottom"));
            return Resumption.Continue;
        });
        front.Answer(session =>
        {
            var frames = session.Frames(1).Take(3).ToList();
            Assert.Equal([0, 1, 2], frames.Select(frame => frame.Number));
            Assert.Equal(["down", "down", "down"], frames.Select(frame => frame.Function));
            Assert.Equal(199_999, session.Variables(frames[1])[0].Value.AsInt);
            Assert.Equal(200_002, session.Frames(1).Count());
            return Resumption.Quit;
        });
        front.Run("PUSH_INT 0\nCALL down n\nHALT\nLABEL down\nLOAD n\nPUSH_INT 200000\nEQ\nJNZ bottom\nLOAD n\nPUSH_INT 1\nADD\nCALL down n\nRET\nLABEL bottom\nRET\n");
        Assert.Equal(2, front.Stops.Count);
    }

    [Fact]
    public void The_process_that_stopped_is_told_and_another_can_be_stepped()
    {
        var front = new FrontEnd();
        front.Answer(session =>
        {
            session.BreakAtProcessStart(2);
            return Resumption.Continue;
        });
        front.Answer(session =>
        {
            Assert.Equal(["waiting", "running"], session.Processes(0, 10).Select(process => process.State));
            Assert.Equal(2, session.ProcessCount);
            Assert.Null(session.FindProcess(3));
            session.Focus = 1;
            return Resumption.StepOver;
        });
        front.Answer(_ => Resumption.Quit);
        front.Run("SELF\nSTORE me\nMAKE_FUNCTION child\nSPAWN\nPOP\nRECEIVE\nPRINT\nHALT\nLABEL child\nPUSH_INT 5\nPUSH_INT 1\nSEND\nRET\n");
        Assert.Equal([(StopReason.Entry, 1L), (StopReason.ProcessStart, 2), (StopReason.Step, 1)], front.Stops.Select(stop => (stop.Reason, stop.Process)));
    }

    [Fact]
    public void Values_are_opened_into_their_parts()
    {
        var value = Value.From(ObjectValue.Empty.Set("a", 1).Set("b", Value.From(ListValue.FromOwned([1, 2, 3, 4]))));
        Assert.Equal(2, ValueParts.CountOf(value));
        Assert.Equal(["a", "b"], ValueParts.Of(value, 0, 10).Select(part => part.Name));
        var list = ValueParts.Of(value, 1, 1).Single().Part;
        Assert.Equal([("1", 2L), ("2", 3)], ValueParts.Of(list, 1, 2).Select(part => (part.Name, part.Part.AsInt)));
        Assert.Empty(ValueParts.Of(list, 9, 2));
        Assert.Empty(ValueParts.Of(5, 0, 2));
    }

    /// <summary>Answers each stop with the next of what was prepared.</summary>
    private sealed class FrontEnd : IDebugFrontEnd
    {
        private readonly Queue<Func<DebugSession, Resumption>> _answers = new();
        private DebugSession? _session;

        public List<DebugStop> Stops { get; } = [];

        public void Answer(Func<DebugSession, Resumption> answer) => _answers.Enqueue(answer);

        public DebugSession Run(string text)
        {
            var program = Compilation.Load(ProgramRun.MainPath, new MemoryModuleSource().Add(ProgramRun.MainPath, text)).Program!;
            _session = Compilation.Debug(program, this);
            _session.Run(Compilation.Interpret(program), ClosedWorld.With(new FakeConsole()), new RunSettings());
            return _session;
        }

        public Resumption Stopped(DebugStop stop)
        {
            Stops.Add(stop);
            return _answers.TryDequeue(out var answer) ? answer(_session!) : Resumption.Quit;
        }

        public void Note(string text) => Assert.Fail(text);
    }
}
