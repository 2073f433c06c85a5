using System.Globalization;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Observation;

/// <summary>Writes a line for each instruction with the height of the stack to standard error, lines for imports, and figures at the end, in upstream's form.</summary>
/// <param name="console">Where to.</param>
/// <param name="withFigures">Whether there are figures at the end.</param>
public sealed class InstructionLog(IConsole console, bool withFigures) : ExecutionListener
{
    private const int MostOfValue = 1000;

    private readonly Lock _gate = new();
    private long _instructions;
    private int _highest;
    private int _final;

    /// <inheritdoc/>
    public override void Starting(ProcessContext context, IMachineView machine, int address)
    {
        lock (_gate)
        {
            _instructions++;
            _highest = Math.Max(_highest, machine.Height);
            Write(context, Invariant($"IP: {context.Image.Visible(address, context.Addresses)}, Instruction: {context.Image.Facts[address].DebugText}, Stack size: {machine.Height}"));
        }
    }

    /// <inheritdoc/>
    public override void Completed(ProcessContext context, IMachineView machine, int address)
    {
        if (context.Image.Facts[address] is not { Mnemonic: "IMPORT", Name: { } path })
        {
            return;
        }

        var exports = context.Module.Cache[path];
        lock (_gate)
        {
            Write(context, Invariant($"Importing {exports.Count} exports from module {path}"));
            foreach (var (name, value) in exports)
            {
                Write(context, $"Importing export: {name} = {ValueText.Debug(value, context.Addresses, MostOfValue)}");
            }
        }
    }

    /// <inheritdoc/>
    public override void Ended(ProcessContext context, IMachineView machine)
    {
        // Modules end before their importer does, and the main program is process 1.
        if (context.ProcessId == 1)
        {
            lock (_gate)
            {
                _final = machine.Height;
            }
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<string> Report() =>
        withFigures ? [Invariant($"Performance stats - Instructions: {_instructions}, Max stack: {_highest}, Final stack: {_final}")] : [];

    private void Write(ProcessContext context, string text) =>
        console.WriteErrorLine((context.IsPreemptive ? Invariant($"[{context.ProcessId}] ") : "") + DisplayText.Escape(text));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
