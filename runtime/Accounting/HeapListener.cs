using System.Collections.Frozen;
using System.Diagnostics;
using System.Globalization;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Observation;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Accounting;

/// <summary>Tells a <see cref="HeapAccount"/> of what instructions make, and lets it collect. Processes must run on one thread.</summary>
/// <param name="account">The account.</param>
/// <param name="collects">Whether there are collections.</param>
/// <param name="console">Where each collection is shown; null for nowhere.</param>
public sealed class HeapListener(HeapAccount account, bool collects, IConsole? console) : ExecutionListener
{
    /// <summary>Instructions whose result shares what they were given, the deepest value they take.</summary>
    private static readonly FrozenSet<string> Changes = FrozenSet.Create("LIST_APPEND", "LIST_SET", "LIST_SLICE", "SET_FIELD", "DELETE_FIELD");

    /// <summary>Instructions that make one object of values that were there before.</summary>
    private static readonly FrozenSet<string> Constructors = FrozenSet.Create(
        "KEYS", "MAKE_LIST", "MAKE_LAMBDA", "MAKE_VARIADIC", "MAKE_CASES", "MAKE_CELL", "CONS", "VECTOR", "MAKE_VECTOR", "VALUES");

    /// <summary>The list or object that the instruction which has started is to change. Nothing comes between the two.</summary>
    private object? _former;

    /// <inheritdoc/>
    public override void Starting(ProcessContext context, IMachineView machine, int address)
    {
        var fact = context.Image.Facts[address];
        if (fact.Allocates && Changes.Contains(fact.Mnemonic))
        {
            _former = fact.Takes <= machine.Height ? machine.Peek(fact.Takes - 1).Tag : null;
        }
    }

    /// <inheritdoc/>
    public override void Completed(ProcessContext context, IMachineView machine, int address)
    {
        var fact = context.Image.Facts[address];
        if (machine.Height == 0)
        {
            return;
        }

        NoteParts(fact, machine.Peek(0));
        if (!MayAllocate(fact))
        {
            return;
        }

        if (Changes.Contains(fact.Mnemonic))
        {
            account.AddChanged(machine.Peek(0), _former, context.ProcessId);
            _former = null;
        }
        else
        {
            account.Add(machine.Peek(0), context.ProcessId, withParts: !Constructors.Contains(fact.Mnemonic));
        }

        if (collects && account.IsDue)
        {
            Collect(context, machine);
        }
    }

    /// <inheritdoc/>
    public override void Caught(ProcessContext context, IMachineView machine, int failed, int handler)
    {
        if (machine.Height > 0 && machine.Peek(0).Tag is ExceptionValue)
        {
            account.Add(machine.Peek(0), context.ProcessId, withParts: true);
        }

        foreach (var (_, value) in machine.VariablesAt(0))
        {
            if (value.Tag is ExceptionValue)
            {
                account.Add(value, context.ProcessId, withParts: true);
            }
        }
    }

    /// <inheritdoc/>
    public override void Ended(ProcessContext context, IMachineView machine)
    {
        // That of the main program is the last one of its process.
        if (context.ProcessId == 1 && machine.Outer is null)
        {
            account.Mark(meter => HeapRoots.Show(context, machine, meter));
        }
    }

    /// <summary>Notes text that was there before: constants of the program, and names, which are parts of objects.</summary>
    private void NoteParts(InstructionFact fact, Value result)
    {
        if (fact.Mnemonic == "PUSH_STR")
        {
            account.AddConstant(result);
        }
        else if (fact.Mnemonic == "KEYS" && result.Tag is ListValue names)
        {
            for (int i = 0; i < names.Count; i++)
            {
                account.AddConstant(names[i]);
            }
        }
    }

    /// <summary>Results of arithmetic are objects when they are large.</summary>
    private static bool MayAllocate(InstructionFact fact) =>
        fact.Allocates || fact.Mnemonic == "NATIVE" || fact.Mnemonic.StartsWith("NUM_", StringComparison.Ordinal);

    private void Collect(ProcessContext context, IMachineView machine)
    {
        long freed = account.Total.Freed;
        long began = account.PauseTicks;
        account.Collect(meter => HeapRoots.Show(context, machine, meter));
        double pause = Stopwatch.GetElapsedTime(began, account.PauseTicks).TotalMilliseconds;
        console?.WriteErrorLine(string.Create(
            CultureInfo.InvariantCulture,
            $"[gc] collection {account.Collections}: {account.Total.Freed - freed} objects freed, {account.Total.Current} left, {account.Total.CurrentBytes} bytes, {pause:F3} ms"));
    }
}
