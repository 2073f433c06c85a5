using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Ways to leave the straight path that compiled code asks the runtime for.</summary>
public static class ControlOperations
{
    /// <summary>Ends the module run in progress.</summary>
    /// <param name="context">The context.</param>
    public static void Halt(ProcessContext context) => context.Halt();

    /// <summary>Raises an error with a text known at compile time.</summary>
    /// <param name="context">The context.</param>
    /// <param name="message">The text.</param>
    public static void Raise(ProcessContext context, string message) => context.Raise(message);

    /// <summary>Raises the error of LOAD, CAPTURE and EXPORT for a variable without a value.</summary>
    /// <param name="context">The context.</param>
    /// <param name="name">The variable.</param>
    public static void RaiseUndefined(ProcessContext context, string name) => context.Raise(ErrorText.UndefinedVariable(name));

    /// <summary>Raises the error of calling something that cannot be called here.</summary>
    /// <param name="context">The context.</param>
    /// <param name="callee">The value.</param>
    /// <param name="arity">Arguments the call would have passed.</param>
    /// <param name="operation">Name of the instruction in error texts.</param>
    /// <remarks>A function with another number of parameters gets here only when .NET code passed it in.</remarks>
    public static void RaiseNotCallable(ProcessContext context, Value callee, int arity, string operation)
    {
        if (callee.Tag is FunctionValue { Prototype.IsChoice: false } function)
        {
            context.Raise(ErrorText.InsufficientStackItems((ulong)function.Prototype.Parameters.Length, arity));
        }
        else
        {
            context.RaiseTypeMismatch(operation, "a function or closure", callee);
        }
    }
}
