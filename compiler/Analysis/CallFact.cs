namespace TinyTotIL.Compiler.Analysis;

/// <summary>What is known of a call.</summary>
/// <param name="Result">The topmost result.</param>
/// <param name="Returns">Whether it can return, as far as is known.</param>
internal readonly record struct CallFact(TypeFact Result, bool Returns)
{
    /// <summary>Nothing is known: it returns anything.</summary>
    public static CallFact Unknown => new(TypeFact.Any, Returns: true);
}
