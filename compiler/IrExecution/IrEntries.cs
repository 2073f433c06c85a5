using System.Runtime.CompilerServices;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.IrExecution;

/// <summary>The ways in from the runtime, which calls functions and segments by address as if they were compiled.</summary>
internal static unsafe class IrEntries
{
    private static readonly nint[] ByArity =
    [
        (nint)(delegate*<ProcessContext, FunctionValue, Value>)&Call0,
        (nint)(delegate*<ProcessContext, FunctionValue, Value, Value>)&Call1,
        (nint)(delegate*<ProcessContext, FunctionValue, Value, Value, Value>)&Call2,
        (nint)(delegate*<ProcessContext, FunctionValue, Value, Value, Value, Value>)&Call3,
        (nint)(delegate*<ProcessContext, FunctionValue, Value, Value, Value, Value, Value>)&Call4,
        (nint)(delegate*<ProcessContext, FunctionValue, Value, Value, Value, Value, Value, Value>)&Call5,
        (nint)(delegate*<ProcessContext, FunctionValue, Value, Value, Value, Value, Value, Value, Value>)&Call6,
        (nint)(delegate*<ProcessContext, FunctionValue, Value, Value, Value, Value, Value, Value, Value, Value>)&Call7,
        (nint)(delegate*<ProcessContext, FunctionValue, Value, Value, Value, Value, Value, Value, Value, Value, Value>)&Call8,
    ];

    /// <summary>Address of what runs a segment of the stack machine.</summary>
    public static nint Segment { get; } = (nint)(delegate*<ProcessContext, int, int>)&RunSegment;

    /// <summary>Address of what calls a function with the arguments in the context.</summary>
    public static nint Spread { get; } = (nint)(delegate*<ProcessContext, FunctionValue, Value>)&CallSpread;

    /// <summary>Address of what calls a function.</summary>
    /// <param name="arity">Its parameters.</param>
    /// <returns>Zero for more than the runtime passes one by one: it then asks for <see cref="Spread"/> or <see cref="CallFromOutside"/>.</returns>
    public static nint For(int arity) => arity < ByArity.Length ? ByArity[arity] : 0;

    /// <summary>Calls a function that has no address, for .NET code.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="function">The function.</param>
    /// <param name="arguments">One value for each parameter.</param>
    public static Value CallFromOutside(ProcessContext context, FunctionValue function, Value[] arguments) => function.Prototype.Execution is IrCode code
        ? Call(context, code, function, arguments)
        : StackMachineOperations.CallFromOutside(context, function, arguments);

    /// <summary>Calls a function on a machine of its own; goes on elsewhere when the native stack is nearly used up.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="code">The function.</param>
    /// <param name="function">The closure, whose captured values come before the arguments; null for none.</param>
    /// <param name="arguments">The arguments.</param>
    public static Value Call(ProcessContext context, IrCode code, FunctionValue? function, Value[] arguments)
    {
        byte local;
        if ((nint)(&local) < context.StackLimit && !context.Image.UsesProcesses)
        {
            context.SpilledArguments = [new Value(code, 0), function is null ? Value.Null : Value.From(function), .. arguments];
            CompiledCode.ContinueOnFreshSegment(context, (nint)(delegate*<ProcessContext, void>)&CallOnSegment);
            return context.SpilledResult;
        }

        if (RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return IrMachine.Call(context, code, function, arguments);
        }

        context.Raise(ErrorText.CallStackOverflow);
        return default;
    }

    private static void CallOnSegment(ProcessContext context)
    {
        var spilled = context.SpilledArguments;
        context.SpilledResult = IrMachine.Call(context, (IrCode)spilled[0].Tag!, spilled[1].Tag as FunctionValue, spilled[2..]);
    }

    private static int RunSegment(ProcessContext context, int index) => IrMachine.RunSegment(context, ((IrProgram)context.Image.Execution!).SegmentAt(index), index);

    private static Value CallSpread(ProcessContext context, FunctionValue f) => Enter(context, f, context.SpilledArguments);

    private static Value Enter(ProcessContext context, FunctionValue f, Value[] arguments) => Call(context, (IrCode)f.Prototype.Execution!, f, arguments);

    private static Value Call0(ProcessContext context, FunctionValue f) => Enter(context, f, []);

    private static Value Call1(ProcessContext context, FunctionValue f, Value a) => Enter(context, f, [a]);

    private static Value Call2(ProcessContext context, FunctionValue f, Value a, Value b) => Enter(context, f, [a, b]);

    private static Value Call3(ProcessContext context, FunctionValue f, Value a, Value b, Value c) => Enter(context, f, [a, b, c]);

    private static Value Call4(ProcessContext context, FunctionValue f, Value a, Value b, Value c, Value d) => Enter(context, f, [a, b, c, d]);

    private static Value Call5(ProcessContext context, FunctionValue f, Value a, Value b, Value c, Value d, Value e) => Enter(context, f, [a, b, c, d, e]);

    private static Value Call6(ProcessContext context, FunctionValue f, Value a, Value b, Value c, Value d, Value e, Value g) => Enter(context, f, [a, b, c, d, e, g]);

    private static Value Call7(ProcessContext context, FunctionValue f, Value a, Value b, Value c, Value d, Value e, Value g, Value h) =>
        Enter(context, f, [a, b, c, d, e, g, h]);

    private static Value Call8(ProcessContext context, FunctionValue f, Value a, Value b, Value c, Value d, Value e, Value g, Value h, Value i) =>
        Enter(context, f, [a, b, c, d, e, g, h, i]);
}
