namespace TinyTotIL.Compiler.Debugging;

/// <content>What another thread than the program's may ask for at any time.</content>
public sealed partial class DebugSession
{
    /// <summary>Does something between two instructions of a program that runs, such as setting a breakpoint.</summary>
    /// <remarks>A program that stands still stands still within an instruction: whoever let it stop knows that, and does the same without this.</remarks>
    /// <param name="change">What to do; it waits for nothing.</param>
    /// <param name="patience">How long to wait for the instruction that is under way.</param>
    /// <returns>Whether it was done.</returns>
    public bool TryChange(Action change, TimeSpan patience)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (!_gate.TryEnter(patience))
        {
            return false;
        }

        try
        {
            change();
            return true;
        }
        finally
        {
            _gate.Exit();
        }
    }

    /// <summary>The first name that a process is registered under; empty when there is none. The program stands still.</summary>
    /// <param name="process">Its number.</param>
    public string NameOf(long process) => Facts(process)?.Name ?? "";
}
