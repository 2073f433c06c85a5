namespace TinyTotIL.Runtime.Errors;

/// <summary>How errors are shown.</summary>
public enum ErrorFormat
{
    /// <summary>In lines, for people.</summary>
    Text,

    /// <summary>Each as a JSON object in one line, for tools.</summary>
    Json,
}
