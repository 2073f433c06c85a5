using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Processes;

/// <summary>The ports of one program run: those of the standard streams, and those that have something to write when it ends.</summary>
internal sealed class ProgramPorts
{
    private readonly Lock _gate = new();
    private readonly HashSet<PortValue> _open = new(ReferenceEqualityComparer.Instance);
    private readonly ParameterValue?[] _current = new ParameterValue?[3];
    private string? _problem;

    /// <summary>The parameter object of a current port.</summary>
    /// <param name="number">Which: 0 for input, 1 for output, 2 for errors.</param>
    /// <param name="make">Makes the port it begins with.</param>
    public ParameterValue Current(int number, Func<int, PortValue> make)
    {
        if (Volatile.Read(ref _current[number]) is { } known)
        {
            return known;
        }

        lock (_gate)
        {
            return _current[number] ??= new ParameterValue(Value.From(make(number)), Value.Bool(false));
        }
    }

    /// <summary>Keeps a port until it is closed.</summary>
    /// <param name="port">The port.</param>
    public void Add(PortValue port)
    {
        port.Closed = End;
        lock (_gate)
        {
            _open.Add(port);
        }
    }

    /// <summary>Keeps a port no longer: whoever closes it looks after what can go wrong.</summary>
    /// <param name="port">The port.</param>
    public void Release(PortValue port)
    {
        port.Closed = null;
        lock (_gate)
        {
            _open.Remove(port);
        }
    }

    /// <summary>Closes all ports, because the program has ended.</summary>
    /// <returns>The error text of the first one that nobody else has closed and whose output could not be written; null for none.</returns>
    public string? CloseAll()
    {
        PortValue[] open;
        lock (_gate)
        {
            open = [.. _open];
        }

        Array.ForEach(open, static port => port.Close());
        return _problem;
    }

    private void End(PortValue port)
    {
        lock (_gate)
        {
            _open.Remove(port);
            _problem ??= port.Failure is { } failure ? ErrorText.FileError(port.Name, failure) : null;
        }
    }
}
