using System.Globalization;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL;

/// <summary>A process on behalf of code outside that asks others, watches them, and passes on their answers.</summary>
/// <remarks>A question is <c>[tag, process to answer to, question]</c>, the answer to it <c>[tag, answer]</c>, in Scheme lists of the same form.</remarks>
internal sealed class AskDesk
{
    private readonly Scheduler _scheduler;
    private readonly Process _process;

    /// <summary>Questions without an answer, by tag. Guards itself, and what follows.</summary>
    private readonly Dictionary<string, Question> _open = new(StringComparer.Ordinal);
    private long _last;
    private bool _hasEnded;

    /// <summary>Starts the process.</summary>
    /// <param name="scheduler">What runs it.</param>
    /// <param name="module">The main program's run.</param>
    public AskDesk(Scheduler scheduler, ModuleRun module)
    {
        _scheduler = scheduler;
        scheduler.IsReachable = true;
        var (end, process) = scheduler.SpawnApart(new OutsideMailbox(Take), module.Addresses, _ => { });
        _process = process;
        end.Task.ContinueWith(_ => FailAll(), TaskScheduler.Default);
    }

    /// <summary>Asks a process.</summary>
    /// <param name="target">The process.</param>
    /// <param name="content">The question.</param>
    /// <param name="cancellation">Gives up; a late answer is dropped.</param>
    /// <exception cref="ScriptException">The process has ended without an answer.</exception>
    public async Task<Value> AskAsync(Process target, Value content, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var question = Open(target, content);
        _scheduler.Send(_process, question);
        using var registration = cancellation.UnsafeRegister(_ => question.Answer.TrySetCanceled(cancellation), null);
        return await question.Answer.Task.ConfigureAwait(false);
    }

    /// <summary>What is thrown when a process will not answer any more.</summary>
    /// <param name="target">The process.</param>
    public static ScriptException Gone(Process target) => new($"Process {target.Id} has ended without an answer", ScriptFailure.Ended);

    /// <summary>Enters a question before it is sent, so that it is failed with the others whenever the process ends.</summary>
    private Question Open(Process target, Value content)
    {
        lock (_open)
        {
            if (_hasEnded)
            {
                throw Gone(target);
            }

            string tag = string.Create(CultureInfo.InvariantCulture, $"ask_{++_last}");
            var question = new Question(tag, target, content);
            _open.Add(tag, question);
            return question;
        }
    }

    private void Take(ProcessContext context, Message message)
    {
        if (message is Question question)
        {
            Ask(context, question);
        }
        else if (message is SystemMessage { Kind: SystemMessageKind.Down } down)
        {
            FailOf(down.Pid);
        }
        else if (ReadAnswer(message.Value) is var (tag, answer))
        {
            lock (_open)
            {
                if (_open.Remove(tag, out var asked))
                {
                    asked.Answer.TrySetResult(answer);
                }
            }
        }
    }

    private void Ask(ProcessContext context, Question question)
    {
        Value[] parts = [Value.Text(question.Tag), Value.Int(_process.Id), question.Content];
        var content = _scheduler.Image.UsesLisp
            ? Value.From(new PairValue(parts[0], Value.From(new PairValue(parts[1], Value.From(new PairValue(parts[2], Value.EmptyList))))))
            : Value.From(ListValue.FromOwned(parts));
        if (!LinkOperations.TryMonitor(context, question.Target.Id) || !_scheduler.Send(question.Target, new Message(content)))
        {
            FailOf(question.Target.Id);
        }
    }

    private static (string Tag, Value Answer)? ReadAnswer(Value message) => message.Tag switch
    {
        ListValue { Count: 2 } list when list[0].IsText => (list[0].AsText, list[1]),
        PairValue { Cdr.Tag: PairValue { Cdr.IsEmptyList: true } rest } pair when ValueConversion.TextOf(pair.Car) is { } tag => (tag, rest.Car),
        _ => null,
    };

    private void FailOf(long target)
    {
        lock (_open)
        {
            foreach (var (tag, question) in _open.Where(open => open.Value.Target.Id == target).ToArray())
            {
                _open.Remove(tag);
                question.Answer.TrySetException(Gone(question.Target));
            }
        }
    }

    private void FailAll()
    {
        lock (_open)
        {
            _hasEnded = true;
            foreach (var question in _open.Values)
            {
                question.Answer.TrySetException(Gone(question.Target));
            }

            _open.Clear();
        }
    }

    /// <summary>A question on its way to the process, from code outside.</summary>
    /// <param name="tag">What its answer is known by.</param>
    /// <param name="target">Whom it is for.</param>
    /// <param name="content">What is asked.</param>
    private sealed class Question(string tag, Process target, Value content) : Message(content)
    {
        public string Tag => tag;

        public Process Target => target;

        public Value Content => Value;

        public TaskCompletionSource<Value> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
