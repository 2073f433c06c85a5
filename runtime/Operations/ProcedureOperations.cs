using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Procedure calls: what is called is found out at run time, and so is whether it takes the arguments.</summary>
/// <remarks>
/// Compiled code calls a function whose arity fits by itself. For anything else it asks here for the function to call: that is called with its
/// arguments in the context, through its <see cref="FunctionPrototype.Spread"/>, so that the caller can do it in place of its own frame.
/// What is no function becomes one that gives the result.
/// </remarks>
public static unsafe class ProcedureOperations
{
    /// <summary>Gives the result that <see cref="ProcessContext.SpilledResult"/> holds.</summary>
    private static readonly FunctionValue Given = MadeHere(&TakeResult);

    /// <summary>Calls the function that is the first of the arguments in the context, which compiled code cannot call by itself.</summary>
    private static readonly FunctionValue Indirect = MadeHere(&CallIndirectly);

    /// <summary>MAKE_CASES: a procedure that calls the first of some functions that accepts the number of arguments.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="clauses">The functions, in an array that nobody writes to any more.</param>
    public static Value MakeCases(ProcessContext context, Value[] clauses)
    {
        foreach (var clause in clauses)
        {
            if (clause.Tag is not FunctionValue { Prototype.IsChoice: false })
            {
                context.RaiseTypeMismatch("MAKE_CASES", "functions", clause);
                return default;
            }
        }

        if (clauses is not [{ Tag: FunctionValue first }, ..])
        {
            context.Raise("MAKE_CASES expects at least one function");
            return default;
        }

        return Value.From(new FunctionValue(FunctionPrototype.ChoiceOf(first.Prototype, clauses.Length), clauses));
    }

    /// <summary>The function to call at once for a choice among functions; null when what is called is none, or must be looked at closer.</summary>
    /// <param name="callee">What is called.</param>
    /// <param name="count">Number of arguments.</param>
    public static FunctionValue? ClauseOf(Value callee, int count) =>
        callee.Tag is FunctionValue { Prototype.IsChoice: true } choice && ClauseFor(choice, count) is { } clause && clause.Prototype.Arity == count
            ? clause
            : null;

    /// <summary>Calls a procedure.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="callee">The procedure.</param>
    /// <param name="arguments">Its arguments, in an array that nobody writes to any more.</param>
    public static Value Call(ProcessContext context, Value callee, Value[] arguments) =>
        Prepare(context, callee, arguments) is { } function ? Enter(context, function) : default;

    /// <summary>Calls a procedure with the elements of a list.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">The list.</param>
    /// <param name="callee">The procedure.</param>
    public static Value Apply(ProcessContext context, Value list, Value callee) =>
        PrepareApply(context, list, callee) is { } function ? Enter(context, function) : default;

    /// <summary>Finds the function that a call calls, and leaves its arguments in the context.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="callee">The procedure.</param>
    /// <param name="arguments">The arguments of the call, in an array that nobody writes to any more.</param>
    /// <returns>A function whose <see cref="FunctionPrototype.Spread"/> is to be called; null after an error.</returns>
    public static FunctionValue? Prepare(ProcessContext context, Value callee, Value[] arguments)
    {
        if (!TryResolve(context, callee, arguments, out var function, out var bound))
        {
            return context.Reductions < 0 ? null : Given;
        }

        return Spill(context, function, bound);
    }

    /// <summary>Leaves the arguments of a function in the context.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="function">The function.</param>
    /// <param name="bound">One value for each parameter.</param>
    /// <returns>A function whose <see cref="FunctionPrototype.Spread"/> is to be called.</returns>
    internal static FunctionValue Spill(ProcessContext context, FunctionValue function, Value[] bound)
    {
        if (function.Prototype is { Spread: not 0, LeavesOne: true })
        {
            context.SpilledArguments = bound;
            return function;
        }

        context.SpilledArguments = [Value.From(function), .. bound];
        return Indirect;
    }

    /// <summary>The same for a call with the elements of a list.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">The list.</param>
    /// <param name="callee">The procedure.</param>
    /// <returns>A function whose <see cref="FunctionPrototype.Spread"/> is to be called; null after an error.</returns>
    public static FunctionValue? PrepareApply(ProcessContext context, Value list, Value callee) =>
        ElementsOf(context, list) is { } arguments ? Prepare(context, callee, arguments) : null;

    /// <summary>The elements of a list of Lisp; raises an error for anything else.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">The list.</param>
    public static Value[]? ElementsOf(ProcessContext context, Value list)
    {
        int count = LengthOf(list);
        if (count < 0)
        {
            context.RaiseWrongType("apply", "a list", list);
            return null;
        }

        var elements = new Value[count];
        for (int i = 0; i < count; i++)
        {
            var pair = (PairValue)list.Tag!;
            elements[i] = pair.Car;
            list = pair.Cdr;
        }

        return elements;
    }

    /// <summary>How many elements a list has; -1 when it does not end in the empty list.</summary>
    private static int LengthOf(Value list)
    {
        // The marker moves ahead whenever as many steps were made as lie behind it: in a cycle it is met again.
        object? marker = null;
        int steps = 0;
        for (int limit = 2; list.Tag is PairValue pair && !ReferenceEquals(pair, marker); steps++)
        {
            if (steps == limit)
            {
                (marker, limit) = (pair, limit * 2);
            }

            list = pair.Cdr;
        }

        return list.IsEmptyList ? steps : -1;
    }

    /// <summary>Finds the function that a call reaches and the values of its parameters.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="callee">What is called.</param>
    /// <param name="arguments">The arguments of the call.</param>
    /// <param name="function">The function.</param>
    /// <param name="bound">One value for each parameter.</param>
    /// <returns>
    /// Whether there is one. Otherwise an error was raised, or <see cref="ProcessContext.SpilledResult"/> is the result of the call.
    /// </returns>
    public static bool TryResolve(ProcessContext context, Value callee, Value[] arguments, out FunctionValue function, out Value[] bound)
    {
        bound = arguments;
        function = null!;
        switch (callee.Tag)
        {
            case FunctionValue value when value.Prototype.IsChoice:
                if (ClauseFor(value, arguments.Length) is not { } clause)
                {
                    context.Raise($"{NameOf(context, value)} has no clause that takes {arguments.Length} argument{(arguments.Length == 1 ? "" : "s")}");
                    return false;
                }

                function = clause;
                break;
            case FunctionValue value when value.Prototype.Accepts(arguments.Length):
                function = value;
                break;
            case FunctionValue value:
                int expected = value.Prototype.Parameters.Length - (value.Prototype.IsVariadic ? 1 : 0);
                context.Raise(ErrorText.WrongArgumentCount(NameOf(context, value), expected, value.Prototype.IsVariadic, arguments.Length));
                return false;
            case ParameterValue parameter when arguments.Length == 0:
                context.SpilledResult = ParameterOperations.Get(context, parameter);
                return false;
            case ParameterValue:
                context.Raise(ErrorText.WrongArgumentCount("a parameter object", 0, isLeast: false, arguments.Length));
                return false;
            default:
                context.Raise(ErrorText.NotAProcedure(callee));
                return false;
        }

        if (function.Prototype.IsVariadic)
        {
            bound = WithRestList(arguments, function.Prototype.Parameters.Length - 1);
        }

        return true;
    }

    /// <summary>Goes on in the function that <see cref="Prepare"/> has found.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="function">The function.</param>
    internal static Value Enter(ProcessContext context, FunctionValue function) =>
        ((delegate*<ProcessContext, FunctionValue, Value>)function.Prototype.Spread)(context, function);

    private static Value[] WithRestList(Value[] arguments, int required)
    {
        var bound = new Value[required + 1];
        arguments.AsSpan(0, required).CopyTo(bound);
        bound[required] = ValuesOperations.ListOf(arguments.AsSpan(required));
        return bound;
    }

    private static FunctionValue? ClauseFor(FunctionValue choice, int arguments)
    {
        foreach (var clause in choice.Captured!)
        {
            if (clause.Tag is FunctionValue function && function.Prototype.Accepts(arguments))
            {
                return function;
            }
        }

        return null;
    }

    private static string NameOf(ProcessContext context, FunctionValue function) =>
        context.ProcedureNames(function) ?? "the procedure";

    private static FunctionValue MadeHere(delegate*<ProcessContext, FunctionValue, Value> code) =>
        new(new FunctionPrototype(0, 0, 0, [], null, (nint)code, 0, leavesOne: true, (nint)code, isVariadic: false));

    private static Value TakeResult(ProcessContext context, FunctionValue function) => context.SpilledResult;

    private static Value CallIndirectly(ProcessContext context, FunctionValue function)
    {
        if (context.SpilledArguments is not [{ Tag: FunctionValue callee }, ..] spilled)
        {
            throw new InvalidOperationException("A call through the context has no function.");
        }

        var arguments = spilled[1..];
        if (callee.Prototype.Spread == 0)
        {
            return StackMachineOperations.CallProcedureFromOutside(context, callee, arguments);
        }

        context.SpilledArguments = arguments;
        Enter(context, callee);
        if (context.Reductions == ProcessContext.Suspending)
        {
            context.Save(new WrongResultFrame());
        }
        else if (context.Reductions >= 0)
        {
            context.Raise(ErrorText.NotOneResult);
        }

        return default;
    }

    /// <summary>Waits for a function that leaves another number of values than one.</summary>
    private sealed class WrongResultFrame : SavedFrame
    {
        public override Value Resume(ProcessContext context)
        {
            if (context.Reductions >= 0)
            {
                context.Raise(ErrorText.NotOneResult);
            }

            return default;
        }
    }
}
