using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace TinyTotIL.Runtime.Processes;

/// <content>What code that counts its calls and instructions has at hand.</content>
public sealed partial class ProcessContext
{
    /// <summary>Address of the <see cref="ProfileCells"/> of the innermost function that runs; 0 unless somebody counts.</summary>
    public long Node;

    /// <summary>Values on the operand stack below those that the next call passes.</summary>
    public long OperandBase;

    /// <summary>The most values that any instruction found on the operand stack.</summary>
    public long OperandPeak;

    /// <summary>Calls and returns whose time is still taken exactly; after that it is sampled.</summary>
    public int ExactTransitions;

    /// <summary>How often instructions were started, as differences; null unless somebody counts.</summary>
    public long[]? Coverage;

    private ProfileTree? _tree;
    private long _stamp;
    private long _turns;

    /// <summary>What gathers the figures of all processes; null when nobody wants to know.</summary>
    internal ProfileRecorder? Profile { get; private set; }

    /// <summary>Code that counts does so for nobody, too: a .NET program may call it.</summary>
    private void CountForNobody(ProgramImage image)
    {
        if (image.Instrumentation.HasFlag(Instrumentation.Profile))
        {
            _tree = new ProfileTree(process: 1);
            Node = _tree.Current;
        }
    }

    /// <summary>Begins to count as is asked for.</summary>
    /// <param name="options">What is asked for.</param>
    internal void BeginCounting(SchedulerOptions? options)
    {
        Coverage = options?.Coverage?.NewTable();
        if (options?.Profile is { } recorder)
        {
            BeginProfile(recorder);
        }
    }

    /// <summary>Begins to count calls.</summary>
    /// <param name="recorder">Gathers the figures.</param>
    private void BeginProfile(ProfileRecorder recorder)
    {
        Profile = recorder;
        ExactTransitions = ProfileRecorder.ExactTransitions;
        recorder.Add(this);
    }

    /// <summary>Where a call leads to that the running function makes.</summary>
    /// <param name="function">What is called.</param>
    internal ProfileNode FindNode(int function) => _tree!.Find(Node, function);

    /// <summary>The same for code that counts by itself. It finds the node without asking the next time, once times are no longer exact.</summary>
    /// <param name="function">What is called.</param>
    /// <param name="instructions">Instructions that an entry stands for.</param>
    internal ProfileNode FindForEntry(int function, int instructions) => _tree!.FindForEntry(Node, function, instructions, isNewest: ExactTransitions == 0);

    /// <summary>Charges the time since the last stamp to the node that was current.</summary>
    /// <remarks>Not inlined: it is for the first moments of a program only, in which the JIT would find it worth that.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void StampTransition()
    {
        ExactTransitions--;
        ChargeTime(Stopwatch.GetTimestamp());
    }

    /// <summary>Charges the time since the last stamp.</summary>
    /// <param name="now">The time.</param>
    private void ChargeTime(long now)
    {
        long since = Interlocked.Exchange(ref _stamp, now);
        if (since != 0)
        {
            AddTicks(Node, now - since);
        }
    }

    /// <summary>Charges the time of code that runs and is no longer stamped. The sampler calls from a thread of its own.</summary>
    /// <param name="now">The time.</param>
    internal void SampleTime(long now)
    {
        long turns = Volatile.Read(ref _turns);
        var tree = Volatile.Read(ref _tree);
        long node = Volatile.Read(ref Node);
        long since = Volatile.Read(ref _stamp);

        // Within one turn the node is one of the tree's, which is there as long as it is held here.
        if (since != 0 && Volatile.Read(ref ExactTransitions) == 0 && Volatile.Read(ref _turns) == turns
            && Interlocked.CompareExchange(ref _stamp, now, since) == since)
        {
            AddTicks(node, now - since);
        }

        GC.KeepAlive(tree);
    }

    /// <summary>A process goes on here.</summary>
    /// <param name="tree">Its calls.</param>
    internal void EnterProfile(ProfileTree tree)
    {
        Interlocked.Increment(ref _turns);
        _tree = tree;
        (Node, OperandBase) = (tree.Current, tree.Base);
        Volatile.Write(ref _stamp, Stopwatch.GetTimestamp());
    }

    /// <summary>A process stops here; what happens until it goes on is not its time.</summary>
    /// <param name="tree">Its calls.</param>
    internal void LeaveProfile(ProfileTree tree)
    {
        ChargeTime(Stopwatch.GetTimestamp());
        Volatile.Write(ref _stamp, 0);
        (tree.Current, tree.Base) = (Node, OperandBase);
        Interlocked.Increment(ref _turns);
    }

    private static unsafe void AddTicks(long node, long ticks) => Interlocked.Add(ref ((ProfileCells*)node)->Ticks, Math.Max(0, ticks));
}
