using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Analysis;

/// <summary>Answers for an analysis that looks at one function alone: of calls only what their types say is known.</summary>
internal sealed class LocalCallFacts : ICallFacts
{
    /// <summary>The answers; they depend on nothing.</summary>
    public static LocalCallFacts Instance { get; } = new();

    /// <inheritdoc/>
    public CallFact Call(FunctionFlow caller, int block, int callee, TypeFact[] arguments) => CallFact.Unknown;

    /// <inheritdoc/>
    public CallFact CallValue(FunctionFlow caller, int block, int results, ProcedureForm form, TypeFact function, TypeFact[] arguments) => CallFact.Unknown;

    /// <inheritdoc/>
    public void Make(int prototype, TypeFact[] captured)
    {
    }

    /// <inheritdoc/>
    public TypeFact Captured(FunctionFlow caller, int block, TypeFact function, int number) => TypeFact.Any;

    /// <inheritdoc/>
    public void ResultChanged(FunctionFlow function)
    {
    }
}
