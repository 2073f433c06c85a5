using System.Collections.Immutable;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Lisp;

/// <summary>The core language after expansion: a closed union with one case for each form.</summary>
/// <param name="Place">The piece of source it comes from.</param>
internal abstract record LispNode(LispPlace Place)
{
    /// <summary>A constant; one object however often it is evaluated.</summary>
    public sealed record Constant(Value Value, LispPlace Place) : LispNode(Place);

    /// <summary>The value of a variable.</summary>
    public sealed record Reference(LispVariable Variable, LispPlace Place) : LispNode(Place);

    /// <summary>SET!. Its value is unspecified.</summary>
    public sealed record Assign(LispVariable Variable, LispNode Value, LispPlace Place) : LispNode(Place);

    /// <summary>A definition of the top level. Its value is unspecified.</summary>
    public sealed record Define(GlobalVariable Variable, LispNode Value, LispPlace Place) : LispNode(Place);

    /// <summary>IF. An absent alternative is a constant, the unspecified value.</summary>
    public sealed record If(LispNode Test, LispNode Then, LispNode Else, LispPlace Place) : LispNode(Place);

    /// <summary>Expressions in order, of which the last gives the value; at least one.</summary>
    public sealed record Sequence(ImmutableArray<LispNode> Items, LispPlace Place) : LispNode(Place);

    /// <summary>LET: the values are computed, in order, before any of the variables exists.</summary>
    public sealed record Let(ImmutableArray<LispBinding> Bindings, LispNode Body, LispPlace Place) : LispNode(Place);

    /// <summary>LETREC*: all variables exist, unset, before the values are computed in order.</summary>
    public sealed record LetRecursive(ImmutableArray<LispBinding> Bindings, LispNode Body, LispPlace Place) : LispNode(Place);

    /// <summary>A procedure. <paramref name="Rest"/> takes a list of further arguments; without it there must be none.</summary>
    public sealed record Lambda(string? Name, ImmutableArray<LocalVariable> Parameters, LocalVariable? Rest, LispNode Body, LispPlace Place) : LispNode(Place);

    /// <summary>CASE-LAMBDA: the first clause that takes as many arguments as there are is called.</summary>
    public sealed record CaseLambda(string? Name, ImmutableArray<Lambda> Clauses, LispPlace Place) : LispNode(Place);

    /// <summary>A procedure call.</summary>
    public sealed record Call(LispNode Procedure, ImmutableArray<LispNode> Arguments, LispPlace Place) : LispNode(Place);

    /// <summary>A call of a function of the runtime or of .NET by its name for NATIVE: <c>(%native "name" argument ...)</c>.</summary>
    public sealed record NativeCall(string Name, ImmutableArray<LispNode> Arguments, LispPlace Place) : LispNode(Place);

    /// <summary>Binds the values that an expression gives: LET-VALUES, CALL-WITH-VALUES with a known receiver, RECEIVE.</summary>
    public sealed record LetValues(ImmutableArray<LocalVariable> Variables, LocalVariable? Rest, LispNode Producer, LispNode Body, LispPlace Place) : LispNode(Place);

    /// <summary>
    /// <c>(%try body (variable) handler)</c>: an error on the way out of the body ends it; the handler is evaluated with the variable bound to
    /// the exception. The body is not in tail position, the handler is.
    /// </summary>
    public sealed record Try(LispNode Body, LocalVariable Variable, LispNode Handler, LispPlace Place) : LispNode(Place);
}
