namespace TinyTotIL.Conformance.Tests.StandardLibrary;

/// <summary>What an example in short form says about its expression.</summary>
internal enum ExampleKind
{
    /// <summary>Its result, as PRINT shows it.</summary>
    Equals,

    /// <summary>Its result, in quotes.</summary>
    Gives,

    /// <summary>The message of its error.</summary>
    Raises,

    /// <summary>That it leaves nothing and prints a line, or nothing at all.</summary>
    Prints,
}
