using System.Collections.Immutable;

namespace TinyTotIL.Compiler.Ir;

/// <summary>One source module of the program.</summary>
/// <param name="Path">The path as IMPORT writes it.</param>
/// <param name="Start">Index of its first instruction.</param>
/// <param name="Length">Number of its instructions.</param>
/// <param name="LoadError">The text IMPORT raises when it could not be linked; null otherwise.</param>
/// <param name="TopLevel">Number of the function that is its top level; -1 when a stack machine runs it, or nothing does.</param>
internal sealed record IrProgramModule(string Path, int Start, int Length, string? LoadError, int TopLevel)
{
    /// <summary>The names by which SPAWN starts it as a process.</summary>
    public ImmutableArray<string> Names { get; init; } = [];

    /// <inheritdoc/>
    public bool Equals(IrProgramModule? other) =>
        other is not null && Path == other.Path && Start == other.Start && Length == other.Length && LoadError == other.LoadError
        && TopLevel == other.TopLevel && Names.AsSpan().SequenceEqual(other.Names.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Path, Start, Length, LoadError, TopLevel);
}
