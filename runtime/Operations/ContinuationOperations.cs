using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Capturing the rest of a computation, and going on with it.</summary>
public static class ContinuationOperations
{
    /// <summary>CALL_CC: calls a function with the rest of the computation, on an operand stack of its own.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="receiver">A function with one parameter.</param>
    /// <returns>What it leaves on top, or the value that CONTINUE gives.</returns>
    [Suspends]
    public static Value CallCc(ProcessContext context, Value receiver)
    {
        if (context.TryTakeDelivered(out var value))
        {
            return value;
        }

        if (receiver.Tag is FunctionValue { Prototype.Parameters.Length: 1 } function)
        {
            var continuation = new ContinuationValue(context);
            context.Capture(continuation, new FunctionStart(function, [Value.From(continuation)]));
        }
        else
        {
            context.RaiseTypeMismatch("CALL_CC", "a function with 1 parameter", receiver);
        }

        return default;
    }

    /// <summary>CONTINUE: drops the calls under way and goes on where a continuation was captured.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">What its CALL_CC results in.</param>
    /// <param name="continuation">The continuation.</param>
    public static void Continue(ProcessContext context, Value value, Value continuation)
    {
        if (continuation.Tag is not ContinuationValue captured)
        {
            context.RaiseTypeMismatch("CONTINUE", "a continuation", continuation);
        }
        else if (!captured.BelongsTo(context))
        {
            context.Raise("CONTINUE expects a continuation that this process has captured");
        }
        else if (!captured.IsOfModule(context))
        {
            context.Raise("CONTINUE cannot leave or enter the top level of a module that is being imported");
        }
        else
        {
            context.Continue(captured, value);
        }
    }
}
