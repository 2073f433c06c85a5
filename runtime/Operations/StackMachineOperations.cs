using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>What compiled segments ask of the stack machine that the context holds.</summary>
public static partial class StackMachineOperations
{
    /// <summary>Runs code on a fresh machine until it ends.</summary>
    /// <param name="context">The context; it holds the machine meanwhile.</param>
    /// <param name="index">Index of the first instruction.</param>
    public static void Run(ProcessContext context, int index) => Run(context, new StackMachine(), index);

    /// <summary>Calls a function value from outside any machine.</summary>
    /// <param name="context">The context.</param>
    /// <param name="function">The function.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>The value it leaves on top, or null when it leaves none.</returns>
    public static Value CallFromOutside(ProcessContext context, FunctionValue function, Value[] arguments) =>
        IsForeign(context, function) ? Value.Null : Start(context, function, arguments, isProcedure: false);

    /// <summary>Calls a function as a procedure from outside any machine.</summary>
    /// <param name="context">The context.</param>
    /// <param name="function">The function; it has no compiled form.</param>
    /// <param name="arguments">One value for each parameter.</param>
    internal static Value CallProcedureFromOutside(ProcessContext context, FunctionValue function, Value[] arguments) =>
        IsForeign(context, function) ? default : Start(context, function, arguments, isProcedure: true);

    private static Value Start(ProcessContext context, FunctionValue function, Value[] arguments, bool isProcedure)
    {
        var machine = new StackMachine();
        foreach (var argument in arguments)
        {
            machine.Push(context, argument);
        }

        machine.Enter(context, function.Prototype, function, StackMachine.Outside);
        if (context.Reductions >= 0)
        {
            if (isProcedure)
            {
                machine.BeginProcedure();
            }

            if (context.Observer is { } observer)
            {
                machine.Outer = context.Machine;
                observer.Began(context, machine, function, arguments);
            }

            Run(context, machine, function.Prototype.Target);
        }

        return ResultOf(context, machine);
    }

    /// <summary>Pushes a value.</summary>
    /// <param name="context">The context.</param>
    /// <param name="value">The value.</param>
    public static void Push(ProcessContext context, Value value) => context.Machine!.Push(context, value);

    /// <summary>Removes the top value; <see cref="Need"/> was asked before.</summary>
    /// <param name="context">The context.</param>
    public static Value Pop(ProcessContext context) => context.Machine!.Pop();

    /// <summary>Raises a stack underflow unless there are enough values; those there are get lost.</summary>
    /// <param name="context">The context.</param>
    /// <param name="count">Values needed.</param>
    /// <param name="operation">Name of the instruction in error texts.</param>
    public static void Need(ProcessContext context, int count, string operation)
    {
        var machine = context.Machine!;
        if (machine.Height - machine.Floor < count)
        {
            machine.CutTo(machine.Floor);
            context.Raise(ErrorText.StackUnderflow(operation));
        }
    }

    /// <summary>Raises an error unless there are enough values for a list or a call; nothing is lost.</summary>
    /// <param name="context">The context.</param>
    /// <param name="count">Values needed.</param>
    public static void NeedItems(ProcessContext context, ulong count)
    {
        var machine = context.Machine!;
        if (count > (ulong)(machine.Height - machine.Floor))
        {
            context.Raise(ErrorText.InsufficientStackItems(count, machine.Height - machine.Floor));
        }
    }

    /// <summary>Looks at the operands of an instruction that may have to wait: they stay until it has succeeded or failed.</summary>
    /// <param name="context">The context.</param>
    /// <param name="count">Values needed; when there are fewer, those there are get lost.</param>
    /// <param name="operation">Name of the instruction in error texts.</param>
    public static void Borrow(ProcessContext context, int count, string operation)
    {
        Need(context, count, operation);
        if (context.Reductions >= 0)
        {
            context.Machine!.Borrow(count);
        }
    }

    /// <summary>One of the operands looked at.</summary>
    /// <param name="context">The context.</param>
    /// <param name="depth">Operands above it.</param>
    public static Value Peek(ProcessContext context, int depth) => context.Machine!.Peek(depth);

    /// <summary>Takes the operands looked at: the instruction has succeeded.</summary>
    /// <param name="context">The context.</param>
    public static void DropBorrowed(ProcessContext context) => context.Machine!.DropBorrowed();

    /// <summary>Counts a reduction where code may have come round again; leaves the stack when the time slice is over.</summary>
    /// <param name="context">The context.</param>
    public static void CheckPoint(ProcessContext context)
    {
        context.Machine!.EndCall();
        SchedulingOperations.CheckPoint(context);
    }

    /// <summary>Notes a call of compiled code that may wait.</summary>
    /// <param name="context">The context.</param>
    /// <param name="index">The calling instruction.</param>
    /// <param name="results">Values the call leaves.</param>
    public static void BeginCall(ProcessContext context, int index, int results) => context.Machine!.BeginCall(index, results);

    /// <summary>Makes a list of the top values.</summary>
    /// <param name="context">The context.</param>
    /// <param name="count">How many; <see cref="NeedItems"/> was asked before.</param>
    public static Value MakeList(ProcessContext context, ulong count) => ListOperations.Make(context, context.Machine!.Pop((int)count));

    /// <summary>Removes the index operand of INDEX and checks it, before the list is looked at.</summary>
    /// <param name="context">The context.</param>
    public static Value PopIndex(ProcessContext context)
    {
        Need(context, 1, "INDEX");
        if (context.Reductions < 0)
        {
            return default;
        }

        var index = Pop(context);
        if (!index.IsInt)
        {
            context.RaiseTypeMismatch("INDEX", "an integer index", index);
        }

        return index;
    }

    /// <summary>Reads a variable of the current frame.</summary>
    /// <param name="context">The context.</param>
    /// <param name="name">The variable.</param>
    public static Value Load(ProcessContext context, string name) => FrameOperations.Get(context, context.Machine!.Frame, name);

    /// <summary>Sets a variable of the current frame.</summary>
    /// <param name="context">The context.</param>
    /// <param name="value">The value.</param>
    /// <param name="name">The variable.</param>
    public static void Store(ProcessContext context, Value value, string name) => context.Machine!.Frame.Set(name, value);

    /// <summary>Removes a variable of the current frame.</summary>
    /// <param name="context">The context.</param>
    /// <param name="name">The variable.</param>
    public static void Delete(ProcessContext context, string name) => FrameOperations.Delete(context, context.Machine!.Frame, name);

    /// <summary>Prints the current frame.</summary>
    /// <param name="context">The context.</param>
    public static void DumpScope(ProcessContext context) => ScopeOperations.Dump(context, context.Machine!.Frame);

    /// <summary>Enters a function by its address.</summary>
    /// <param name="context">The context.</param>
    /// <param name="prototype">The function.</param>
    /// <param name="returnIndex">Where its RET continues.</param>
    /// <returns>Where to continue.</returns>
    public static int Call(ProcessContext context, FunctionPrototype prototype, int returnIndex)
    {
        NeedItems(context, (ulong)prototype.Parameters.Length);
        if (context.Reductions >= 0)
        {
            context.Machine!.Enter(context, prototype, closure: null, returnIndex);
        }

        return prototype.Target;
    }

    /// <summary>Enters a function by its address in place of the current frame.</summary>
    /// <param name="context">The context.</param>
    /// <param name="prototype">The function.</param>
    /// <returns>Where to continue.</returns>
    public static int TailCall(ProcessContext context, FunctionPrototype prototype)
    {
        NeedItems(context, (ulong)prototype.Parameters.Length);
        if (context.Reductions >= 0)
        {
            context.Machine!.Replace(prototype, closure: null);
        }

        return prototype.Target;
    }

    /// <summary>Calls the function value on top of the stack.</summary>
    /// <param name="context">The context.</param>
    /// <param name="returnIndex">Where its RET continues.</param>
    /// <returns>Where to continue.</returns>
    public static int CallFunction(ProcessContext context, int returnIndex)
    {
        var function = PopFunction(context, "CALL_FUNCTION");
        if (function is null)
        {
            return returnIndex;
        }

        if (CanCallCode(context, function.Prototype))
        {
            CallCode(context, function, returnIndex - 1);
            return returnIndex;
        }

        context.Machine!.Enter(context, function.Prototype, function, returnIndex);
        return function.Prototype.Target;
    }

    /// <summary>Calls the function value on top of the stack in place of the current frame.</summary>
    /// <param name="context">The context.</param>
    /// <returns>Where to continue.</returns>
    public static int TailCallFunction(ProcessContext context)
    {
        var function = PopFunction(context, "TAIL_CALL_FUNCTION");
        if (function is null)
        {
            return -1;
        }

        if (CanCallCode(context, function.Prototype))
        {
            CallCode(context, function, StackMachine.InPlaceOfFrame);
            return context.Reductions < 0 ? -1 : Return(context);
        }

        context.Machine!.Replace(function.Prototype, function);
        return function.Prototype.Target;
    }

    /// <summary>Leaves the current frame.</summary>
    /// <param name="context">The context.</param>
    /// <returns>Where to continue.</returns>
    public static int Return(ProcessContext context) => context.Machine!.Leave(context);

    /// <summary>Opens a handler.</summary>
    /// <param name="context">The context.</param>
    /// <param name="target">Where catch code begins.</param>
    public static void OpenHandler(ProcessContext context, int target) => context.Machine!.OpenHandler(context, target, variable: null);

    /// <summary>Opens a handler whose exception goes into a variable.</summary>
    /// <param name="context">The context.</param>
    /// <param name="target">Where catch code begins.</param>
    /// <param name="variable">The variable.</param>
    public static void OpenHandlerInto(ProcessContext context, int target, string variable) =>
        context.Machine!.OpenHandler(context, target, variable);

    /// <summary>Closes the newest handler.</summary>
    /// <param name="context">The context.</param>
    public static void CloseHandler(ProcessContext context) => context.Machine!.CloseHandler();

    /// <summary>Whether a call must enter its function on the machine, though compiled code of it could be called.</summary>
    /// <param name="context">The context.</param>
    /// <param name="arguments">Its arguments; they are on the stack.</param>
    public static bool IsBelowHandler(ProcessContext context, int arguments) => context.Machine!.IsBelowHandler(arguments);

    /// <summary>Captures a variable for the next closure.</summary>
    /// <param name="context">The context.</param>
    /// <param name="name">The variable.</param>
    public static void Capture(ProcessContext context, string name)
    {
        var value = Load(context, name);
        if (context.Reductions >= 0)
        {
            context.Machine!.Captures.Set(name, value);
        }
    }

    /// <summary>Makes a function value.</summary>
    /// <param name="context">The context.</param>
    /// <param name="prototype">The function.</param>
    public static Value MakeFunction(ProcessContext context, FunctionPrototype prototype) => Value.From(prototype.PlainValue);

    /// <summary>Makes a closure over the captures pending.</summary>
    /// <param name="context">The context.</param>
    /// <param name="prototype">Its code and parameters.</param>
    public static Value MakeLambda(ProcessContext context, FunctionPrototype prototype)
    {
        var captures = context.Machine!.TakeCaptures();
        var names = new string[captures.Count];
        var values = new Value[captures.Count];
        int count = 0;
        foreach (var (name, value) in captures)
        {
            (names[count], values[count]) = (name, value);
            count++;
        }

        var closure = new FunctionPrototype(
            prototype.Module, prototype.Address, prototype.Target, prototype.Parameters, names, 0, 0, leavesOne: false, spread: 0, prototype.IsVariadic)
        {
            Program = prototype.Program,
        };
        return Value.From(new FunctionValue(closure, values));
    }

    /// <summary>Runs an import and stores its exports in the current frame.</summary>
    /// <param name="context">The context.</param>
    /// <param name="module">Number of the module.</param>
    public static void Import(ProcessContext context, int module) => FrameOperations.Import(context, context.Machine!.Frame, module);

    /// <summary>Exports a variable of the current frame.</summary>
    /// <param name="context">The context.</param>
    /// <param name="name">The variable.</param>
    public static void Export(ProcessContext context, string name)
    {
        var value = Load(context, name);
        if (context.Reductions >= 0)
        {
            ModuleOperations.Export(context, value, name);
        }
    }

    /// <summary>Continues after an error, HALT or EXIT.</summary>
    /// <param name="context">The context.</param>
    /// <param name="index">The instruction at which it was noticed.</param>
    /// <returns>Where to continue, or -1.</returns>
    public static int Fail(ProcessContext context, int index) => context.Machine!.Fail(context, index);

    /// <summary>Raises an error for a function of another program. One of the host belongs to none.</summary>
    private static bool IsForeign(ProcessContext context, FunctionValue function)
    {
        if (context.Image.Owns(function) || HostFunctionValues.Includes(function))
        {
            return false;
        }

        context.Raise(ErrorText.Unsupported("calling a function of another program"));
        return true;
    }

    private static FunctionValue? PopFunction(ProcessContext context, string operation)
    {
        Need(context, 1, operation);
        if (context.Reductions < 0)
        {
            return null;
        }

        var value = Pop(context);
        if (value.Tag is not FunctionValue { Prototype.IsChoice: false } function)
        {
            context.RaiseTypeMismatch(operation, "a function or closure", value);
            return null;
        }

        if (IsForeign(context, function))
        {
            return null;
        }

        NeedItems(context, (ulong)function.Prototype.Parameters.Length);
        return context.Reductions < 0 ? null : function;
    }

    /// <summary>A function of the host, which belongs to no program, cannot run on the machine at all.</summary>
    private static bool CanCallCode(ProcessContext context, FunctionPrototype prototype) =>
        CompiledCode.AcceptsPlainCalls(prototype) && (prototype is { Program: null, Execution: null } || !IsBelowHandler(context, prototype.Parameters.Length));

    /// <summary>Calls compiled code with values from the stack and pushes what it leaves.</summary>
    private static void CallCode(ProcessContext context, FunctionValue function, int index)
    {
        var machine = context.Machine!;
        var arguments = machine.Pop(function.Prototype.Parameters.Length);
        int results = FunctionPrototype.ResultsOf(function.Prototype.Signature);
        machine.BeginCall(index, results);
        var result = CompiledCode.Invoke(context, function, arguments);
        if (context.Reductions == ProcessContext.Suspending)
        {
            return;
        }

        machine.EndCall();
        if (context.Reductions >= 0)
        {
            machine.PushResults(context, results, result);
        }
    }

    /// <summary>Goes on with a machine that has left the native stack.</summary>
    /// <param name="context">The context.</param>
    /// <param name="machine">The machine.</param>
    /// <returns>The value its run leaves on top.</returns>
    internal static Value GoOn(ProcessContext context, StackMachine machine)
    {
        Run(context, machine, machine.Resume(context));
        return ResultOf(context, machine);
    }

    /// <summary>The value a run leaves on top; null when it leaves none, or has not ended.</summary>
    /// <param name="context">The context.</param>
    /// <param name="machine">The machine.</param>
    internal static Value ResultOf(ProcessContext context, StackMachine machine) =>
        context.Reductions >= 0 && machine.Height > 0 ? machine.Pop() : Value.Null;

    /// <summary>Runs code until it ends, or the process leaves the native stack.</summary>
    /// <param name="context">The context; it holds the machine meanwhile.</param>
    /// <param name="machine">The machine.</param>
    /// <param name="index">Index of the first instruction.</param>
    internal static unsafe void Run(ProcessContext context, StackMachine machine, int index)
    {
        var outer = context.Machine;
        context.Machine = machine;
        machine.Outer = outer;
        var (segments, length) = (context.Image.Segments, context.Image.SegmentLength);
        while (index >= 0)
        {
            nint segment = segments[index / length];
            if (segment == 0)
            {
                throw new InvalidOperationException($"No stack-machine code was made for instruction {index}.");
            }

            index = ((delegate*<ProcessContext, int, int>)segment)(context, index);
        }

        context.Machine = outer;
        if (context.Reductions == ProcessContext.Suspending)
        {
            context.Save(new StackMachineFrame(machine));
        }
        else
        {
            context.Observer?.Ended(context, machine);
        }
    }
}
