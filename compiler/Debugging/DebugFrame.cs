using System.Globalization;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Compiler.Debugging;

/// <summary>A call under way, as it can be seen while the program stands still.</summary>
public sealed class DebugFrame
{
    internal DebugFrame(int number, int address, IMachineView? view, int level) => (Number, Address, View, Level) = (number, address, view, level);

    /// <summary>Its number, from 0 for the innermost.</summary>
    public int Number { get; }

    /// <summary>The instruction it stands at: of callers, the call.</summary>
    public int Address { get; }

    /// <summary>Its function; null at top level.</summary>
    public required string? Function { get; init; }

    /// <summary>The path of its module.</summary>
    public required string Module { get; init; }

    /// <summary>The line; null when it is not known.</summary>
    public required SourcePlace? Place { get; init; }

    /// <summary>The column in that line, from 1; 0 when it is not known.</summary>
    public required int Column { get; init; }

    /// <summary>Where it stands, as errors show it, for people: line and column, or the instruction where no line is known.</summary>
    public string Where => DisplayText.Escape(string.Create(CultureInfo.InvariantCulture, $"{(Place is { } place ? $"{place.File}:{place.Line}{(Column > 0 ? $":{Column}" : "")}" : $"{Module}, *{Address}")}"));

    /// <summary>Whether it belongs to a library that Scheme comes with.</summary>
    public required bool IsLibrary { get; init; }

    /// <summary>Whether its variables can be seen.</summary>
    public bool HasVariables => View is not null;

    /// <summary>The machine it is on.</summary>
    internal IMachineView? View { get; }

    /// <summary>Frames above it on its machine.</summary>
    internal int Level { get; }
}
