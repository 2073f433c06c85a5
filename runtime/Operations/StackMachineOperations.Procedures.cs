using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <content>Procedure calls and instructions that take or leave as many values as their operand says.</content>
public static partial class StackMachineOperations
{
    /// <summary>Calls the procedure on top of the stack.</summary>
    /// <param name="context">The context.</param>
    /// <param name="count">Its arguments.</param>
    /// <param name="returnIndex">Where its RET continues.</param>
    /// <returns>Where to continue.</returns>
    public static int CallProcedure(ProcessContext context, ulong count, int returnIndex) =>
        TryTakeCall(context, count, out var callee, out var arguments) ? EnterProcedure(context, callee, arguments, returnIndex, isTail: false) : returnIndex;

    /// <summary>Calls the procedure on top of the stack in place of the current frame.</summary>
    /// <param name="context">The context.</param>
    /// <param name="count">Its arguments.</param>
    /// <returns>Where to continue.</returns>
    public static int TailCallProcedure(ProcessContext context, ulong count) =>
        TryTakeCall(context, count, out var callee, out var arguments) ? EnterProcedure(context, callee, arguments, returnIndex: -1, isTail: true) : -1;

    /// <summary>Calls the procedure on top of the stack with the elements of the list below it.</summary>
    /// <param name="context">The context.</param>
    /// <param name="returnIndex">Where its RET continues.</param>
    /// <returns>Where to continue.</returns>
    public static int Apply(ProcessContext context, int returnIndex) =>
        TryTakeApply(context, "APPLY", out var callee, out var arguments) ? EnterProcedure(context, callee, arguments, returnIndex, isTail: false) : returnIndex;

    /// <summary>The same in place of the current frame.</summary>
    /// <param name="context">The context.</param>
    /// <returns>Where to continue.</returns>
    public static int TailApply(ProcessContext context) =>
        TryTakeApply(context, "TAIL_APPLY", out var callee, out var arguments) ? EnterProcedure(context, callee, arguments, returnIndex: -1, isTail: true) : -1;

    /// <summary>MAKE_CASES.</summary>
    /// <param name="context">The context.</param>
    /// <param name="count">Functions on the stack.</param>
    public static Value MakeCases(ProcessContext context, ulong count) =>
        TryTake(context, count, out var taken) ? ProcedureOperations.MakeCases(context, taken) : default;

    /// <summary>VALUES.</summary>
    /// <param name="context">The context.</param>
    /// <param name="count">Results on the stack.</param>
    public static Value MakeValues(ProcessContext context, ulong count) => TryTake(context, count, out var taken) ? ValuesOperations.Of(taken) : default;

    /// <summary>VECTOR.</summary>
    /// <param name="context">The context.</param>
    /// <param name="count">Elements on the stack.</param>
    public static Value MakeVector(ProcessContext context, ulong count) => TryTake(context, count, out var taken) ? VectorOperations.Of(taken) : default;

    /// <summary>UNPACK_VALUES and UNPACK_REST.</summary>
    /// <param name="context">The context.</param>
    /// <param name="results">What was popped.</param>
    /// <param name="count">Results to push.</param>
    /// <param name="withRest">1 to push a list of the others as well.</param>
    public static void Unpack(ProcessContext context, Value results, ulong count, int withRest)
    {
        int wanted = (int)Math.Min(count, int.MaxValue);
        results = withRest == 0 ? ValuesOperations.Expect(context, results, wanted) : ValuesOperations.ExpectAtLeast(context, results, wanted);
        for (int i = 0; i < wanted && context.Reductions >= 0; i++)
        {
            Push(context, ValuesOperations.At(results, i));
        }

        if (withRest != 0 && context.Reductions >= 0)
        {
            Push(context, ValuesOperations.From(results, wanted));
        }
    }

    private static bool TryTake(ProcessContext context, ulong count, out Value[] taken)
    {
        NeedItems(context, count);
        taken = context.Reductions < 0 ? [] : context.Machine!.Pop((int)count);
        return context.Reductions >= 0;
    }

    private static bool TryTakeCall(ProcessContext context, ulong count, out Value callee, out Value[] arguments)
    {
        NeedItems(context, Math.Min(count, ulong.MaxValue - 1) + 1);
        (callee, arguments) = (default, []);
        if (context.Reductions < 0)
        {
            return false;
        }

        callee = Pop(context);
        arguments = context.Machine!.Pop((int)count);
        return true;
    }

    private static bool TryTakeApply(ProcessContext context, string operation, out Value callee, out Value[] arguments)
    {
        Need(context, 2, operation);
        (callee, arguments) = (default, []);
        if (context.Reductions < 0)
        {
            return false;
        }

        callee = Pop(context);
        arguments = ProcedureOperations.ElementsOf(context, Pop(context))!;
        return arguments is not null;
    }

    private static int EnterProcedure(ProcessContext context, Value callee, Value[] arguments, int returnIndex, bool isTail)
    {
        var machine = context.Machine!;
        if (!ProcedureOperations.TryResolve(context, callee, arguments, out var function, out var bound))
        {
            if (context.Reductions < 0)
            {
                return returnIndex;
            }

            Push(context, context.SpilledResult);
            return isTail && context.Reductions >= 0 ? Return(context) : returnIndex;
        }

        if (function.Prototype.Spread != 0)
        {
            return CallProcedureCode(context, function, bound, returnIndex, isTail);
        }

        if (IsForeign(context, function))
        {
            return returnIndex;
        }

        foreach (var argument in bound)
        {
            machine.Push(context, argument);
        }

        if (context.Reductions < 0)
        {
            return returnIndex;
        }

        if (isTail)
        {
            machine.Replace(function.Prototype, function);
        }
        else
        {
            machine.Enter(context, function.Prototype, function, returnIndex);
        }

        if (context.Reductions >= 0)
        {
            machine.BeginProcedure();
        }

        return function.Prototype.Target;
    }

    private static int CallProcedureCode(ProcessContext context, FunctionValue function, Value[] bound, int returnIndex, bool isTail)
    {
        var machine = context.Machine!;
        machine.BeginCall(isTail ? StackMachine.InPlaceOfFrame : returnIndex - 1, results: 1);
        var result = ProcedureOperations.Enter(context, ProcedureOperations.Spill(context, function, bound));
        if (context.Reductions == ProcessContext.Suspending)
        {
            return returnIndex;
        }

        machine.EndCall();
        if (context.Reductions >= 0)
        {
            machine.PushResults(context, 1, result);
        }

        return isTail && context.Reductions >= 0 ? Return(context) : returnIndex;
    }
}
