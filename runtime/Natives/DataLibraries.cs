namespace TinyTotIL.Runtime.Natives;

/// <summary>Parts of the runtime that lie in libraries of their own, which are put beside a program that needs them.</summary>
[Flags]
public enum DataLibraries
{
    /// <summary>None: the runtime's own library is enough.</summary>
    None = 0,

    /// <summary>CSV.</summary>
    DelimitedText = 1,

    /// <summary>SQL databases.</summary>
    Databases = 2,
}
