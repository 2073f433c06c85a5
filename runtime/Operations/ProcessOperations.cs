using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Starting and ending processes, and asking about them.</summary>
public static class ProcessOperations
{
    /// <summary>SPAWN: starts a process.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="program">What it runs: a function without parameters, or the name of a program.</param>
    public static Value Spawn(ProcessContext context, Value program) => Start(context, "SPAWN", program, prepare: null);

    /// <summary>SPAWN_WITH: starts a process that calls a function.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="arguments">A list with a value for each parameter.</param>
    /// <param name="program">The function.</param>
    public static Value SpawnWith(ProcessContext context, Value arguments, Value program)
    {
        var list = (ListValue)arguments.Tag!;
        if (program.Tag is FunctionValue function && (function.Prototype.IsChoice || function.Prototype.Accepts(list.Count)))
        {
            if (!HasRoom(context))
            {
                return default;
            }

            if (context.Image.UsesLisp)
            {
                return SpawnOfLisp(context, list, function);
            }

            return Value.Int(context.Scheduler!.Spawn(new FunctionStart(function, list.ToArray()), context.Process, worker: context.Worker).Id);
        }

        context.RaiseTypeMismatch("SPAWN_WITH", $"a function with {list.Count} parameter{(list.Count == 1 ? "" : "s")}", program);
        return default;
    }

    /// <summary>SPAWN_LINK: starts a process that is linked with this one from the start.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="program">What it runs, as for SPAWN.</param>
    public static Value SpawnLink(ProcessContext context, Value program)
    {
        var parent = context.Process!;
        return Start(context, "SPAWN_LINK", program, child => LinkOperations.TryLink(parent, child));
    }

    /// <summary>SPAWN_MONITOR, up to the reference: starts a process that this one watches from the start.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="program">What it runs, as for SPAWN.</param>
    public static Value SpawnMonitor(ProcessContext context, Value program)
    {
        var parent = context.Process!;
        return Start(context, "SPAWN_MONITOR", program, child => LinkOperations.TryMonitor(parent, child));
    }

    /// <summary>The reference of this process's monitor of another, as SPAWN_MONITOR pushes it after the number.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="target">The number of the other.</param>
    public static Value ReferenceTo(ProcessContext context, Value target) =>
        Value.Text(MonitorReference.Of(context.Process!.Id, target.AsInt));

    /// <summary>SELF: the number of this process.</summary>
    /// <param name="context">The running process.</param>
    public static Value Self(ProcessContext context) => Value.Int(context.Process!.Id);

    /// <summary>EXIT_SELF: ends this process.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="reason">Why, as others are told by its Display form.</param>
    [Suspends]
    public static void ExitSelf(ProcessContext context, Value reason) => context.End(ValueText.Display(reason, context.Addresses));

    /// <summary>EXIT_PROCESS: sends an exit signal. One to this process itself takes effect before the next instruction.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="target">The number of the other; nothing happens when there is no such process.</param>
    /// <param name="reason">Why; <c>kill</c> cannot be trapped.</param>
    [Suspends]
    public static void ExitProcess(ProcessContext context, Value target, Value reason)
    {
        if (!target.IsInt)
        {
            context.RaiseTypeMismatch("EXIT_PROCESS", "a process id", target);
            return;
        }

        var process = context.Process!;
        var signal = new ExitSignal(process.Id, ValueText.Display(reason, context.Addresses), link: null);
        if (target.AsInt == process.Id)
        {
            // What has arrived before it is handled before it.
            process.TryAdd(signal, out _);
            if (!process.TakeOver())
            {
                context.Leave(Suspension.End);
            }
        }
        else if (context.Scheduler!.Find(target.AsInt) is { } other)
        {
            context.Scheduler.Send(other, signal);
        }
    }

    /// <summary>PROCESS_INFO: what is known of a process; null when there is no such process.</summary>
    /// <remarks>The process answers between two of its instructions, when all its frames are saved; this one waits for it.</remarks>
    /// <param name="context">The running process.</param>
    /// <param name="target">Its number.</param>
    [Suspends]
    public static Value Info(ProcessContext context, Value target)
    {
        if (!target.IsInt)
        {
            context.RaiseTypeMismatch("PROCESS_INFO", "a process id", target);
            return default;
        }

        var process = context.Process!;
        if (process.Details?.Asked is { } asked)
        {
            if (asked.Answer is { } answer)
            {
                process.Details.Asked = null;
                return answer;
            }

            context.Leave(Suspension.Wait);
            return default;
        }

        return Ask(context, process, target.AsInt);
    }

    /// <summary>PROCESSES: the numbers of all processes, ascending.</summary>
    /// <param name="context">The running process.</param>
    public static Value All(ProcessContext context) =>
        Value.From(ListValue.FromOwned([.. context.Scheduler!.Processes.Select(process => Value.Int(process.Id))]));

    /// <summary>Starts the process of a supervised child; null when it is a program that cannot be loaded, or there are too many processes.</summary>
    /// <param name="scheduler">Runs it.</param>
    /// <param name="supervisor">The process of the supervisor.</param>
    /// <param name="child">The child; a function in it has no parameters.</param>
    /// <param name="prepare">Done before it can run.</param>
    internal static Process? StartSupervised(Scheduler scheduler, Process supervisor, ChildSpec child, Action<Process> prepare)
    {
        if (!scheduler.HasRoom)
        {
            return null;
        }

        if (child.Start.Tag is FunctionValue && scheduler.Image.UsesLisp)
        {
            var memory = ChildMemory.Of(context: null, supervisor, child.Start);
            prepare += memory.GiveTo;
            return scheduler.Spawn(new FunctionStart((FunctionValue)memory.Function.Tag!, []), supervisor, program: null, prepare);
        }

        if (child.Start.Tag is FunctionValue function)
        {
            return scheduler.Spawn(new FunctionStart(function, []), supervisor, program: null, prepare);
        }

        var start = StartFor(scheduler, child.Start, out int? module, out bool isLoaded);
        return isLoaded ? scheduler.Spawn(start, supervisor, module, prepare) : null;
    }

    private static Value Ask(ProcessContext context, Process process, long target)
    {
        if (target == process.Id)
        {
            var request = process.EnsureDetails().Asked = new InfoRequest(process, "running");
            request.Handle(process);
            context.Leave(Suspension.Spill);
            return default;
        }

        if (context.Scheduler!.Find(target) is { } other)
        {
            var request = new InfoRequest(process, Volatile.Read(ref other.State) == ProcessState.Waiting ? "waiting" : "runnable");
            process.EnsureDetails().Asked = request;
            if (context.Scheduler.Send(other, request))
            {
                context.Leave(Suspension.Wait);
                return default;
            }

            process.Details!.Asked = null;
        }

        return Value.Null;
    }

    /// <summary>Whether SPAWN knows a name without a program.</summary>
    /// <param name="name">The name.</param>
    public static bool IsBuiltIn(string name) => BuiltInStart.Knows(name);

    /// <summary>Whether another process may be started; otherwise it is an error.</summary>
    private static bool HasRoom(ProcessContext context)
    {
        if (context.Scheduler!.HasRoom)
        {
            return true;
        }

        context.Raise(ErrorText.TooManyProcesses);
        return false;
    }

    /// <summary>Starts a process by the rules of SPAWN.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="operation">Its name in error texts.</param>
    /// <param name="program">What it runs.</param>
    /// <param name="prepare">Done before it can run; null for nothing.</param>
    internal static Value Start(ProcessContext context, string operation, Value program, Action<Process>? prepare)
    {
        var function = program.Tag as FunctionValue;
        if (function is { Prototype.IsChoice: false } && !function.Prototype.Accepts(0))
        {
            context.RaiseTypeMismatch(operation, "a function without parameters", program);
            return default;
        }

        if (!HasRoom(context))
        {
            return default;
        }

        if (function is not null && context.Image.UsesLisp)
        {
            return StartOfLisp(context, function, prepare);
        }

        int? module = null;
        var start = function is not null ? new FunctionStart(function, []) : StartFor(context.Scheduler!, program, out module, out _);
        return Value.Int(context.Scheduler!.Spawn(start, context.Process, module, prepare, context.Worker).Id);
    }

    /// <summary>The arguments are copied together with the function, of which they may be parts.</summary>
    private static Value SpawnOfLisp(ProcessContext context, ListValue arguments, FunctionValue function)
    {
        var all = new MultipleValues([.. arguments.ToArray(), Value.From(function)]);
        var memory = ChildMemory.Of(context, context.Process!, Value.From(all));
        if (context.Reductions < 0)
        {
            return default;
        }

        var copies = ((MultipleValues)memory.Function.Tag!).Items;
        var start = new FunctionStart((FunctionValue)copies[^1].Tag!, copies[..^1]);
        return Value.Int(context.Scheduler!.Spawn(start, context.Process, program: null, memory.GiveTo, context.Worker).Id);
    }

    private static Value StartOfLisp(ProcessContext context, FunctionValue function, Action<Process>? prepare)
    {
        var memory = ChildMemory.Of(context, context.Process!, Value.From(function));
        if (context.Reductions < 0)
        {
            return default;
        }

        prepare += memory.GiveTo;
        var start = new FunctionStart((FunctionValue)memory.Function.Tag!, []);
        return Value.Int(context.Scheduler!.Spawn(start, context.Process, program: null, prepare, context.Worker).Id);
    }

    private static SavedFrame StartFor(Scheduler scheduler, Value program, out int? module, out bool isLoaded)
    {
        (module, isLoaded) = (null, true);
        if (!program.IsText)
        {
            return new BuiltInStart("Spawned process");
        }

        string name = program.AsText;
        if (!scheduler.Image.SpawnPrograms.TryGetValue(name, out int number))
        {
            return BuiltInStart.For(name);
        }

        var image = scheduler.Image.Modules[number];
        if (image.LoadError is { } error)
        {
            scheduler.Host.Console.WriteErrorLine($"Failed to parse {image.Path}: {error}");
            isLoaded = false;
            return new BuiltInStart($"Failed to load {name}");
        }

        module = number;
        return new ModuleStart();
    }
}
