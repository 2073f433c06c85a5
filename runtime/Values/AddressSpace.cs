namespace TinyTotIL.Runtime.Values;

/// <summary>Numbers instructions as one running module sees them.</summary>
/// <remarks>
/// Addresses are visible: functions print theirs and traces show the failing instruction. A module numbers its own
/// code from 0. Code it imports is numbered as if it had been appended at the moment of the import, first the module
/// itself, then what that module had imported in turn. So the same function has different numbers in different
/// modules, and the numbers depend on the order in which imports were executed.
/// </remarks>
public sealed class AddressSpace
{
    /// <summary>Numbers every module from 0; used where no program is running.</summary>
    public static readonly AddressSpace OwnNumbers = new(module: -1, length: 0);

    private readonly List<(int Module, int Base, int Length)> _appended = [];
    private readonly HashSet<int> _known = [];
    private readonly int _module;
    private int _length;

    /// <summary>Starts the numbering of one module run.</summary>
    /// <param name="module">The module whose code comes first.</param>
    /// <param name="length">Its number of instructions.</param>
    public AddressSpace(int module, int length)
    {
        _module = module;
        _length = length;
    }

    /// <summary>
    /// This numbering with an imported module appended, then what that had appended itself; modules already present keep their place.
    /// Nothing changes in this one, which other processes may be reading.
    /// </summary>
    /// <param name="imported">The numbering at the end of the imported module's run.</param>
    public AddressSpace With(AddressSpace imported)
    {
        var longer = new AddressSpace(_module, _length);
        longer._appended.AddRange(_appended);
        longer._known.UnionWith(_known);
        longer.Append(imported._module, imported.OwnLength);
        foreach (var (module, _, length) in imported._appended)
        {
            longer.Append(module, length);
        }

        return longer;
    }

    /// <summary>The number shown for an address.</summary>
    /// <param name="module">The module that holds the code.</param>
    /// <param name="address">The address in that module's own numbering.</param>
    public ulong Visible(int module, ulong address)
    {
        if (module != _module)
        {
            foreach (var entry in _appended)
            {
                if (entry.Module == module)
                {
                    return unchecked((ulong)entry.Base + address);
                }
            }
        }

        return address;
    }

    private int OwnLength => _appended.Count == 0 ? _length : _appended[0].Base;

    private void Append(int module, int length)
    {
        if (module == _module || !_known.Add(module))
        {
            return;
        }

        _appended.Add((module, _length, length));
        _length += length;
    }
}
