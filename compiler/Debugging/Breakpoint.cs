using System.Collections.Immutable;

namespace TinyTotIL.Compiler.Debugging;

/// <summary>A place, or an event, at which a program stops.</summary>
public sealed class Breakpoint
{
    internal Breakpoint(int number, BreakpointKind kind, ImmutableArray<int> addresses) => (Number, Kind, Addresses) = (number, kind, addresses);

    /// <summary>Its number, from 1.</summary>
    public int Number { get; }

    /// <summary>What it waits for.</summary>
    public BreakpointKind Kind { get; }

    /// <summary>The instructions it waits for.</summary>
    public ImmutableArray<int> Addresses { get; }

    /// <summary>The line it is on; null when it was not set on a line.</summary>
    public SourcePlace? Place { get; internal init; }

    /// <summary>The process that starts; 0 for any.</summary>
    public long Process { get; internal init; }

    /// <summary>What it is, for people.</summary>
    public required string Text { get; init; }

    /// <summary>Whether it is looked at.</summary>
    public bool IsEnabled { get; set; } = true;

    /// <summary>Whether it goes away when it has stopped the program.</summary>
    public bool IsTemporary { get; init; }

    /// <summary>What must be true for it to count; null for nothing.</summary>
    public DebugExpression? Condition { get; set; }

    /// <summary>How often it is passed before it stops the program.</summary>
    public long IgnoreCount { get; set; }

    /// <summary>Which of the times that it was met count, numbered from 1; null for all.</summary>
    public Predicate<long>? HitTest { get; set; }

    /// <summary>What is noted in place of stopping, with expressions in braces; null to stop.</summary>
    public string? LogText { get; set; }

    /// <summary>How often it was met, with its condition true.</summary>
    public long Hits { get; internal set; }
}
