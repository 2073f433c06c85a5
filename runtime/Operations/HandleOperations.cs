using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Operations on all handles.</summary>
public static class HandleOperations
{
    /// <summary>CLOSE: frees what a connection, stream or future holds; who waits for it gets an error.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="handle">The handle.</param>
    /// <returns>Whether it was open.</returns>
    public static Value Close(ProcessContext context, Value handle)
    {
        if (handle.Tag is not HandleValue known)
        {
            context.RaiseTypeMismatch("CLOSE", "connection, stream or future", handle);
            return default;
        }

        if (known.Resource is not IHandleResource resource)
        {
            return Value.Bool(false);
        }

        context.Scheduler?.Owners.Forget(resource);
        return Value.Bool(resource.Close());
    }
}
