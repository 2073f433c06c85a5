using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Hosting;

/// <summary>The outermost frame of the process that does what is entered: waits for an entry, calls it, shows the result, and so on.</summary>
/// <remarks>
/// One process does all entries, so its number, mailbox and links stay. A continuation captured in one entry and called in another comes back here as
/// well, and is shown as the result of the later one.
/// </remarks>
/// <param name="shell">Gives the entries.</param>
internal sealed class ShellFrame(IShell shell) : SavedFrame
{
    private bool _isCalling;

    /// <summary>The process, once it runs.</summary>
    public Process? Process { get; private set; }

    /// <summary>Whether an entry is being done. Any thread may ask.</summary>
    public bool IsCalling => Volatile.Read(ref _isCalling);

    /// <inheritdoc/>
    public override Value Resume(ProcessContext context)
    {
        Process = context.Process;
        if (IsCalling && !Conclude(context, context.Resumed))
        {
            return default;
        }

        while (true)
        {
            var entry = Offload.Await(context, shell.NextEntry);
            if (context.Reductions < 0)
            {
                context.Save(this);
                return default;
            }

            if (entry is null)
            {
                return Value.Null;
            }

            Volatile.Write(ref _isCalling, true);
            if (!Conclude(context, FunctionOperations.Invoke(context, entry, [])))
            {
                return default;
            }
        }
    }

    /// <summary>Shows what a call has come to.</summary>
    /// <returns>False when it has not ended, or everything ends with it.</returns>
    private bool Conclude(ProcessContext context, Value result)
    {
        if (context.Reductions == ProcessContext.Suspending)
        {
            context.Save(this);
            return false;
        }

        if (context.Reductions == ProcessContext.Continuing)
        {
            // What goes on in place of this call comes back here in the same way.
            return false;
        }

        Volatile.Write(ref _isCalling, false);
        if (context.Reductions >= 0)
        {
            shell.Show(result);
            return true;
        }

        if (context.Raised is not { } raised)
        {
            return false;
        }

        string message = raised.UncaughtText(context.Image, context.Addresses);
        var trace = LanguageStackTrace.Of(raised, context.Image).Lines();
        context.Clear();
        shell.ShowFailure(message, trace);
        return true;
    }
}
