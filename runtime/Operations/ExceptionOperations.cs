using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Operations on exceptions.</summary>
public static class ExceptionOperations
{
    private const string Exception = "an exception";

    /// <summary>THROW: raises a value; an exception is raised unchanged.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The value.</param>
    public static void Throw(ProcessContext context, Value value) => context.RaiseThrown(value);

    /// <summary>EXCEPTION_MESSAGE.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The exception.</param>
    [Pure]
    public static Value Message(ProcessContext context, Value value)
    {
        if (value.Tag is ExceptionValue exception)
        {
            return Value.Text(exception.Message);
        }

        context.RaiseTypeMismatch("EXCEPTION_MESSAGE", Exception, value);
        return default;
    }

    /// <summary>EXCEPTION_TRACE: the trace lines, innermost first.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The exception.</param>
    [Pure(MakesObject = true)]
    public static Value Trace(ProcessContext context, Value value)
    {
        if (value.Tag is ExceptionValue exception)
        {
            return Value.From(ListValue.FromOwned(Array.ConvertAll(exception.Trace, Value.Text)));
        }

        context.RaiseTypeMismatch("EXCEPTION_TRACE", Exception, value);
        return default;
    }
}
