using System.Runtime.ExceptionServices;

namespace TinyTotIL.Runtime.Processes;

/// <summary>Work with a result.</summary>
/// <typeparam name="T">The result.</typeparam>
internal abstract class ResultOffload<T> : Offload
{
    /// <summary>What came out.</summary>
    protected T? Result { get; set; }

    /// <summary>What the work threw; null when it succeeded.</summary>
    protected Exception? Failure { get; set; }

    /// <summary>The result, once it is done; what the work threw is thrown here.</summary>
    public T? Take()
    {
        if (Failure is not null)
        {
            ExceptionDispatchInfo.Throw(Failure);
        }

        return Result;
    }
}
