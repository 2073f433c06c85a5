using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Lengths of results, looked at before anything is made.</summary>
internal static class BulkLimits
{
    /// <summary>Whether text of a length may be made; an error if not.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="length">Its UTF-16 units.</param>
    public static bool AllowText(ProcessContext context, long length)
    {
        if ((ulong)length <= TextValue.MaximumLength)
        {
            return true;
        }

        context.Raise(ErrorText.Unsupported($"text longer than {TextValue.MaximumLength} characters"));
        return false;
    }

    /// <summary>Whether a list of a length may be made; an error if not.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="length">Its elements.</param>
    public static bool AllowList(ProcessContext context, long length)
    {
        if ((ulong)length <= ListValue.MaximumLength)
        {
            return true;
        }

        context.Raise(ErrorText.Unsupported($"list longer than {ListValue.MaximumLength} elements"));
        return false;
    }
}
