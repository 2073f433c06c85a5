using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Functions of the standard streams.</summary>
[TtvmLibrary("console")]
public static class ConsoleNatives
{
    /// <summary>Writes what PRINT would, without ending the line.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">Any value.</param>
    [TtvmFunction("console.write")]
    public static void Write(ProcessContext context, Value value) => ConsoleOperations.Show(context, value, end: "");

    /// <summary>Writes a line to standard error.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">Any value.</param>
    [TtvmFunction("console.write_error_line")]
    public static void WriteErrorLine(ProcessContext context, Value value)
    {
        string line = ValueText.Display(value, context.Addresses);
        if (context.Scheduler is not { } scheduler)
        {
            context.Host.Console.WriteErrorLine(line);
            return;
        }

        lock (scheduler.Output)
        {
            if (!scheduler.IsStopping)
            {
                context.Host.Console.WriteErrorLine(line);
            }
        }
    }
}
