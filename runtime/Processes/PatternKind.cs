namespace TinyTotIL.Runtime.Processes;

/// <summary>What a <see cref="MessagePattern"/> asks of a message.</summary>
public enum PatternKind
{
    /// <summary>Nothing.</summary>
    Any,

    /// <summary>A value of one type; the number is its <see cref="Values.ValueKind"/>.</summary>
    Type,

    /// <summary>One integer.</summary>
    Integer,

    /// <summary>One float; the number is its bits.</summary>
    Float,

    /// <summary>One text.</summary>
    Text,

    /// <summary>True.</summary>
    True,

    /// <summary>False.</summary>
    False,

    /// <summary>Null.</summary>
    Null,

    /// <summary>A list that begins with a text, or an object whose field <c>tag</c> is that text.</summary>
    Tag,

    /// <summary>An exit signal that was trapped.</summary>
    Exit,

    /// <summary>An exit signal of one process; the number is its.</summary>
    ExitOf,

    /// <summary>The end of a watched process.</summary>
    Down,

    /// <summary>The end of one process; the number is its.</summary>
    DownOf,

    /// <summary>A notice with this text.</summary>
    Signal,
}
