namespace TinyTotIL.Compiler.Lisp;

/// <summary>One filling of a template.</summary>
/// <param name="bindings">What the variables of the pattern stand for.</param>
/// <param name="scope">Where the macro is defined.</param>
/// <param name="use">The use of the macro.</param>
/// <param name="insertedCount">Number of different identifiers that the template inserts.</param>
/// <param name="limits">Counts what is inserted.</param>
internal sealed class TemplateInstance(object?[] bindings, Scope scope, MacroUse use, int insertedCount, ExpansionLimits limits)
{
    private readonly Identifier?[] _inserted = new Identifier?[insertedCount];

    /// <summary>What the variables of the pattern stand for at the moment.</summary>
    public object?[] Bindings { get; } = bindings;

    /// <summary>The use of the macro.</summary>
    public MacroUse Use { get; } = use;

    /// <summary>Why the template cannot be filled; null while it can.</summary>
    public string? Problem { get; set; }

    /// <summary>Whether it is pointless to go on.</summary>
    public bool IsOver => Problem is not null || limits.IsExhausted;

    /// <summary>An identifier that the template inserts: one alias for each use of the macro.</summary>
    /// <param name="index">Which of the template's.</param>
    /// <param name="key">Its key in the template.</param>
    public Identifier Insert(int index, object key) => _inserted[index] ??= new Identifier(new Alias(key, scope), Use.Place, Use);

    /// <summary>Makes a pair.</summary>
    /// <param name="car">The first datum.</param>
    /// <param name="cdr">The rest.</param>
    public PairSyntax Pair(Syntax car, Syntax cdr)
    {
        limits.Count();
        return new PairSyntax(car, cdr, Use.Place, Use);
    }

    /// <summary>Makes an empty list.</summary>
    public EmptySyntax Empty() => new(Use.Place, Use);
}
