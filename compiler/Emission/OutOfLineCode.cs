using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Emission;

/// <summary>Code for rare paths, written after the body of a method so that the common path runs straight on.</summary>
/// <remarks>
/// Every operation that may raise is followed by one test and a branch here. An exit records the address of the
/// instruction, then goes to the block's handler or leaves the method; exits that would be the same are shared.
/// </remarks>
internal sealed class OutOfLineCode
{
    private readonly IIlEmitter _il;
    private readonly Dictionary<ErrorExit, IlLabel> _exits = [];
    private readonly SourceMarker _marker;
    private readonly List<(IlLabel Label, int? Address, Action Write)> _pending = [];

    /// <summary>Collects rare paths of one method.</summary>
    /// <param name="il">The method.</param>
    /// <param name="marker">Its places in the source.</param>
    public OutOfLineCode(IIlEmitter il, SourceMarker marker) => (_il, _marker) = (il, marker);

    /// <summary>The exits asked for.</summary>
    public IEnumerable<(IlLabel Label, ErrorExit Exit)> Exits => _exits.Select(exit => (exit.Value, exit.Key));

    /// <summary>Where to go when an instruction has raised.</summary>
    /// <param name="block">Its block.</param>
    /// <param name="address">Its address.</param>
    /// <param name="site">The inlined call it comes from, or 0.</param>
    /// <param name="state">Number of the place when the process may leave the native stack there.</param>
    public IlLabel ExitFor(BasicBlock block, int address, int site, int? state = null)
    {
        var exit = new ErrorExit(address, site, block.Handler, state);
        if (!_exits.TryGetValue(exit, out var label))
        {
            _exits.Add(exit, label = _il.DefineLabel());
        }

        return label;
    }

    /// <summary>A place for other rare code, in which debuggers do not stop.</summary>
    /// <param name="write">Writes it; it does not fall off its end.</param>
    public IlLabel Later(Action write) => Later(null, write);

    /// <summary>A place for rare code from which functions of the program are called: the frame of its method belongs to a line then.</summary>
    /// <param name="address">The instruction it does.</param>
    /// <param name="write">Writes it; it does not fall off its end.</param>
    public IlLabel LaterAt(int address, Action write) => Later(address, write);

    private IlLabel Later(int? address, Action write)
    {
        var label = _il.DefineLabel();
        _pending.Add((label, address, write));
        return label;
    }

    /// <summary>Writes the rare code; exits come afterwards, since it may ask for some.</summary>
    public void WritePending()
    {
        foreach (var (label, address, write) in _pending)
        {
            _il.MarkLabel(label);
            if (address is { } instruction)
            {
                _marker.Resume(instruction);
            }
            else
            {
                _marker.Hide();
            }

            write();
        }
    }
}
