using System.Globalization;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Observation;

/// <summary>Writes a line for each instruction and each call to standard error, in upstream's form.</summary>
/// <remarks>The top level of an imported module is left out, as upstream does; its functions are not.</remarks>
/// <param name="console">Where to.</param>
/// <param name="withReturns">Whether returns are shown, and lines indented by the calls under way: what upstream does when it profiles too.</param>
public sealed class InstructionTrace(IConsole console, bool withReturns) : ExecutionListener
{
    private const int MostOfValue = 1000;
    private const int DeepestIndent = 100;

    private readonly Lock _gate = new();

    /// <inheritdoc/>
    public override void Starting(ProcessContext context, IMachineView machine, int address)
    {
        if (!IsImporting(context, machine, address))
        {
            ulong visible = context.Image.Visible(address, context.Addresses);
            Write(context, machine, string.Create(CultureInfo.InvariantCulture, $"{context.Image.Facts[address].DebugText} @ 0x{visible:X4}"));
        }
    }

    /// <inheritdoc/>
    public override void Entered(ProcessContext context, IMachineView machine, in MachineCall call) =>
        Write(context, machine, string.Create(CultureInfo.InvariantCulture, $"CALL {NameOf(context, call)} with {call.Arguments} params"), inner: 1);

    /// <inheritdoc/>
    public override void Returned(ProcessContext context, IMachineView machine, in MachineCall call)
    {
        if (withReturns)
        {
            string result = machine.Height > 0 ? $" → {ValueText.Debug(machine.Peek(0), context.Addresses, MostOfValue)}" : "";
            Write(context, machine, $"RETURN from {NameOf(context, call)}{result}");
        }
    }

    /// <summary>A function by its address, as upstream names it.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="call">A call of it.</param>
    internal static string NameOf(ProcessContext context, in MachineCall call) =>
        string.Create(CultureInfo.InvariantCulture, $"fn@0x{context.Image.Visible(call.Function, context.Addresses):X4}");

    private static bool IsImporting(ProcessContext context, IMachineView machine, int address) =>
        machine.FrameCount == 1 && context.Loading.Count > 0 && context.Image.ModuleOf(address) != 0;

    private void Write(ProcessContext context, IMachineView machine, string text, int inner = 0)
    {
        int depth = withReturns ? Math.Min(DeepestIndent, MachineCalls.DepthOf(machine) - inner) : 0;
        string process = context.IsPreemptive ? string.Create(CultureInfo.InvariantCulture, $" {context.ProcessId}") : "";
        lock (_gate)
        {
            console.WriteErrorLine($"[trace{process}] {new string(' ', 2 * depth)}{DisplayText.Escape(text)}");
        }
    }
}
