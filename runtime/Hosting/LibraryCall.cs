using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Hosting;

/// <summary>The outermost frame of a process that runs a function for .NET code: calls it, and stays for its result.</summary>
/// <param name="function">The function.</param>
/// <param name="arguments">The arguments.</param>
internal sealed class LibraryCall(FunctionValue function, Value[] arguments) : SavedFrame
{
    private bool _hasCalled;

    /// <inheritdoc/>
    public override Value Resume(ProcessContext context)
    {
        if (_hasCalled)
        {
            return FunctionOperations.ResultOf(function.Prototype, context.Resumed);
        }

        _hasCalled = true;
        var result = FunctionOperations.Invoke(context, function, arguments);
        if (context.Reductions == ProcessContext.Suspending)
        {
            context.Save(this);
        }

        return result;
    }
}
