namespace TinyTotIL.Runtime.Processes;

/// <summary>When a supervisor starts a child again that has ended by itself.</summary>
internal enum RestartType
{
    /// <summary>Always.</summary>
    Permanent,

    /// <summary>Unless it ended as it should: with the reason <c>normal</c> or <c>shutdown</c>.</summary>
    Transient,

    /// <summary>Never; it is forgotten when it has ended.</summary>
    Temporary,
}
