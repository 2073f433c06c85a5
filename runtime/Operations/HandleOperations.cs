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

        return Value.Bool(CloseResource(context, known));
    }

    /// <summary>Closes what a handle stands for; it belongs to nobody any more.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="handle">The handle.</param>
    /// <returns>Whether it was open; false for what cannot be closed.</returns>
    internal static bool CloseResource(ProcessContext context, HandleValue handle)
    {
        if (handle.Resource is not IHandleResource resource)
        {
            return false;
        }

        context.Scheduler?.Owners.Forget(resource);
        return resource.Close();
    }

    /// <summary>A handle of what the running process has opened, and which is closed when it ends.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="kind">Connection or stream.</param>
    /// <param name="id">How it prints.</param>
    /// <param name="resource">What was opened.</param>
    internal static Value Own(ProcessContext context, ValueKind kind, string id, IHandleResource resource)
    {
        context.Scheduler?.Owners.Set(resource, context.Process!.Id);
        return Value.From(new HandleValue(kind, id, resource));
    }
}
