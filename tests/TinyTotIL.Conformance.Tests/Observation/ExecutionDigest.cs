using TinyTotIL.Runtime.Observation;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Conformance.Tests.Observation;

/// <summary>Adds up everything that is told of a run, and keeps a part of it to show where two runs differ.</summary>
/// <param name="begin">The first event that is kept.</param>
/// <param name="withValues">Whether values are kept, or only their kinds.</param>
internal sealed class ExecutionDigest(long begin = 0, bool withValues = true) : ExecutionListener
{
    private const int MostKept = 10_000;
    private const int MostOfValue = 40;
    private const ulong Prime = 1099511628211;

    private readonly List<string> _kept = [];
    private readonly List<ulong> _sums = [];
    private ulong _sum = 14695981039346656037;

    /// <summary>The part that is kept, the number of all events, and their sum.</summary>
    public string Text => $"{string.Join('\n', _kept)}\n{Count} {_sum:X16}";

    /// <summary>How many events there were.</summary>
    public long Count { get; private set; }

    private bool IsKeeping => Count >= begin && Count < begin + MostKept;

    /// <summary>A place before the first event that another run does not share.</summary>
    /// <param name="other">The other run.</param>
    public long WhereItLeaves(ExecutionDigest other) => MostKept * (long)_sums.Zip(other._sums).TakeWhile(pair => pair.First == pair.Second).Count();

    /// <inheritdoc/>
    public override void Starting(ProcessContext context, IMachineView machine, int address) =>
        Add('s', context, machine, address, machine.Height, IsKeeping && machine.Height > 0 ? Show(machine.Peek(0)) : "");

    /// <inheritdoc/>
    public override void Completed(ProcessContext context, IMachineView machine, int address) => Add('c', context, machine, address, machine.Height);

    /// <inheritdoc/>
    public override void Entered(ProcessContext context, IMachineView machine, in MachineCall call) =>
        Add('e', context, machine, call.Function, call.Arguments, IsKeeping ? Names(machine) : "");

    /// <inheritdoc/>
    public override void Returned(ProcessContext context, IMachineView machine, in MachineCall call) => Add('r', context, machine, call.Site, call.Frame);

    /// <inheritdoc/>
    public override void Abandoned(ProcessContext context, IMachineView machine, in MachineCall call) => Add('a', context, machine, call.Site, call.Frame);

    /// <inheritdoc/>
    public override void Caught(ProcessContext context, IMachineView machine, int failed, int handler) => Add('h', context, machine, failed, handler);

    /// <inheritdoc/>
    public override void Ended(ProcessContext context, IMachineView machine) => Add('x', context, machine, 0, 0);

    private static string Names(IMachineView machine)
    {
        var names = new List<string>();
        foreach (var (name, _) in machine.VariablesAt(0))
        {
            names.Add(name);
        }

        return string.Join(',', names);
    }

    /// <summary>Large numbers by their kind only: their digits take long.</summary>
    private string Show(Value value) => withValues && value.Kind is not (ValueKind.BigInteger or ValueKind.Rational) ? ValueText.Debug(value, AddressSpace.OwnNumbers, MostOfValue) : value.Kind.ToString();

    private void Add(char kind, ProcessContext context, IMachineView machine, int first, int second, string text = "")
    {
        int calls = MachineCalls.DepthOf(machine);
        if (IsKeeping)
        {
            _kept.Add($"{kind} {context.ProcessId} {machine.FrameCount} {machine.HandlerCount} {calls} {first} {second} {text}");
        }

        Count++;
        foreach (long part in (ReadOnlySpan<long>)[kind, context.ProcessId, machine.FrameCount, machine.HandlerCount, calls, first, second])
        {
            _sum = (_sum ^ (ulong)part) * Prime;
        }

        if (Count % MostKept == 0)
        {
            _sums.Add(_sum);
        }
    }
}
