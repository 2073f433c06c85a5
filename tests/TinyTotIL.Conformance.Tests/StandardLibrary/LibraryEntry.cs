namespace TinyTotIL.Conformance.Tests.StandardLibrary;

/// <summary>What the comments of a module say about one of its exports.</summary>
/// <param name="Name">The export.</param>
/// <param name="Parameters">The parameters of a function; null for what is no function.</param>
/// <param name="Result">What a function leaves, empty when nothing; the type of what is no function.</param>
/// <param name="Meaning">Sentences.</param>
/// <param name="Examples">Examples, in order.</param>
internal sealed record LibraryEntry(string Name, IReadOnlyList<string>? Parameters, string Result, string Meaning, IReadOnlyList<LibraryExample> Examples)
{
    /// <summary>Name and effect, as a reader sees them.</summary>
    public string Signature => Parameters is null
        ? $"{Name}: {Result}"
        : $"{Name} ( {string.Concat(Parameters.Select(parameter => parameter + " "))}--{(Result.Length == 0 ? "" : " ")}{Result} )";
}
