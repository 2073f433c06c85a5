using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Analysis;

/// <summary>What an analysis of one function asks about the functions it calls.</summary>
internal interface ICallFacts
{
    /// <summary>What a call of a direct function gives.</summary>
    /// <param name="caller">The calling function's analysis; its block is visited again when the answer changes.</param>
    /// <param name="block">The calling block.</param>
    /// <param name="callee">Number of the function.</param>
    /// <param name="arguments">What is known of the arguments.</param>
    CallFact Call(FunctionFlow caller, int block, int callee, TypeFact[] arguments);

    /// <summary>What a call of a function value gives.</summary>
    /// <param name="caller">The calling function's analysis.</param>
    /// <param name="block">The calling block.</param>
    /// <param name="results">Number of results the caller expects.</param>
    /// <param name="form">What the call checks.</param>
    /// <param name="function">What is known of the callee.</param>
    /// <param name="arguments">What is known of the arguments.</param>
    CallFact CallValue(FunctionFlow caller, int block, int results, ProcedureForm form, TypeFact function, TypeFact[] arguments);

    /// <summary>Notes that function values of a prototype are made.</summary>
    /// <param name="prototype">Number of the prototype.</param>
    /// <param name="captured">What is known of the captured values.</param>
    void Make(int prototype, TypeFact[] captured);

    /// <summary>What a captured value can be.</summary>
    /// <param name="caller">The asking function's analysis.</param>
    /// <param name="block">The asking block.</param>
    /// <param name="function">What is known of the closure.</param>
    /// <param name="number">Number of the captured value.</param>
    TypeFact Captured(FunctionFlow caller, int block, TypeFact function, int number);

    /// <summary>Notes that the result of the function, or whether it returns at all, has changed.</summary>
    /// <param name="function">The function's analysis.</param>
    void ResultChanged(FunctionFlow function);
}
