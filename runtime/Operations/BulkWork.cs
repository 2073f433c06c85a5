using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Formats;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Runs work on data of any size: little of it in place, much of it on another thread so that other processes go on.</summary>
internal static class BulkWork
{
    /// <summary>Bytes or characters that take a worker no longer than a slice does.</summary>
    private const int InPlace = 1 << 16;

    /// <summary>Does work within the limits of the process; for operations that may be asked again.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="context">The running process. When it is leaving the stack afterwards, or an error is under way, there is no result.</param>
    /// <param name="operation">The operation in error texts.</param>
    /// <param name="size">Bytes or characters it works on.</param>
    /// <param name="work">
    /// The work; it must not touch the context. It may throw <see cref="DataFormatException"/> and <see cref="UnexpectedValueException"/>, which become errors.
    /// </param>
    /// <param name="most">Bytes it may make, if that is less than for others.</param>
    public static T? Run<T>(ProcessContext context, string operation, long size, Func<BulkBudget, T> work, long most = long.MaxValue)
    {
        try
        {
            // What is not known of the size may have changed since the work began; work under way counts.
            var budget = new BulkBudget(Math.Min(most, BulkLimits.BytesOf(context)));
            if (Offload.IsUnderWay(context) || (size > InPlace && Offload.IsElsewhere(context)))
            {
                return Offload.AwaitBulk(context, budget, work);
            }

            long begun = context.BeginWork((int)Math.Min(size, int.MaxValue));
            var result = work(budget);
            context.EndWork(begun);
            return result;
        }
        catch (DataFormatException error)
        {
            context.Raise(error.Message);
        }
        catch (UnexpectedValueException error)
        {
            context.RaiseTypeMismatch(operation, error.Message, error.Value);
        }
        catch (BulkLimitException)
        {
            Refuse(context, operation, most);
        }

        return default;
    }

    private static void Refuse(ProcessContext context, string operation, long most)
    {
        long bytes = BulkLimits.BytesOf(context);
        if (bytes < Math.Min(most, context.Limits.BulkBytes))
        {
            context.End(ExitReason.MaxHeap);
        }
        else
        {
            context.Raise(ErrorText.Unsupported($"{operation} that makes more than {Math.Min(most, bytes)} bytes"));
        }
    }
}
