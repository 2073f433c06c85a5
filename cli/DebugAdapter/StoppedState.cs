using TinyTotIL.Compiler.Debugging;

namespace TinyTotIL.Cli.DebugAdapter;

/// <summary>The numbers by which an editor names frames and what opens into variables. They mean something until the program goes on.</summary>
internal sealed class StoppedState
{
    private const int MostNumbers = 1 << 20;

    private readonly Dictionary<int, (long Process, DebugFrame Frame)> _frames = [];
    private readonly Dictionary<int, VariableContainer> _containers = [];
    private int _last;

    /// <summary>Gives a frame a number.</summary>
    /// <param name="process">Its process.</param>
    /// <param name="frame">The frame.</param>
    public int Add(long process, DebugFrame frame)
    {
        int number = Next();
        _frames[number] = (process, frame);
        return number;
    }

    /// <summary>Gives something that opens into variables a number.</summary>
    /// <param name="container">What it is.</param>
    public int Add(VariableContainer container)
    {
        int number = Next();
        _containers[number] = container;
        return number;
    }

    /// <summary>The frame of a number; null when it means none.</summary>
    /// <param name="number">The number.</param>
    public (long Process, DebugFrame Frame)? FindFrame(int number) => _frames.TryGetValue(number, out var frame) ? frame : null;

    /// <summary>What a number opens into; null when it means nothing.</summary>
    /// <param name="number">The number.</param>
    public VariableContainer? FindContainer(int number) => _containers.GetValueOrDefault(number);

    /// <summary>Takes all meaning from the numbers.</summary>
    public void Forget()
    {
        _frames.Clear();
        _containers.Clear();
    }

    /// <summary>Numbers are not used again soon, so that one from before the program went on is not taken for another.</summary>
    private int Next()
    {
        if (_frames.Count + _containers.Count >= MostNumbers)
        {
            throw new RequestRefusedException("too much was looked at while the program stands here; let it go on");
        }

        _last = _last == int.MaxValue ? 1 : _last + 1;
        return _last;
    }
}
