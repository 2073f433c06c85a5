using System.Collections.Immutable;

namespace TinyTotIL.Conformance.Tests.RandomPrograms;

/// <summary>How a function is called, decided before its body is written, so that any code may call it.</summary>
/// <param name="Label">Its label.</param>
/// <param name="Module">Number of the module that holds it.</param>
/// <param name="Rank">Functions call functions of higher rank, so that most call chains end.</param>
/// <param name="Shape">How its body is made.</param>
/// <param name="Parameters">Names and kinds of its parameters.</param>
/// <param name="Captured">Names and kinds of the variables a closure of it captures; not empty means it is only used as a closure.</param>
/// <param name="Takes">Kinds of the values it takes from below its arguments.</param>
/// <param name="Results">Kinds of the values it leaves.</param>
internal sealed record FunctionPlan(
    string Label,
    int Module,
    int Rank,
    FunctionShape Shape,
    ImmutableArray<(string Name, KnownKind Kind)> Parameters,
    ImmutableArray<(string Name, KnownKind Kind)> Captured,
    ImmutableArray<KnownKind> Takes,
    ImmutableArray<KnownKind> Results)
{
    /// <summary>The target and the parameter names, as CALL and MAKE_FUNCTION write them.</summary>
    public string Operand => string.Join(' ', Parameters.Select(parameter => parameter.Name).Prepend(Label));
}
