using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Procedures of Scheme on symbols, booleans and procedures.</summary>
[TtvmLibrary("scheme")]
public static class SchemeSymbolNatives
{
    /// <summary>Whether a value is a symbol.</summary>
    /// <param name="value">The value.</param>
    [TtvmFunction("scheme.symbol?"), Pure]
    public static bool IsSymbol(Value value) => value.Tag is SymbolValue;

    /// <summary>Whether a value is true or false.</summary>
    /// <param name="value">The value.</param>
    [TtvmFunction("scheme.boolean?"), Pure]
    public static bool IsBoolean(Value value) => value.IsBool;

    /// <summary>Whether a value can be called.</summary>
    /// <param name="value">The value.</param>
    [TtvmFunction("scheme.procedure?"), Pure]
    public static bool IsProcedure(Value value) => value.Kind is ValueKind.Function or ValueKind.Closure or ValueKind.Parameter;

    /// <summary>The name of a symbol, which cannot be changed.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="symbol">The symbol.</param>
    [TtvmFunction("scheme.symbol->string"), Pure]
    public static string NameOf(ProcessContext context, Value symbol) => TrySymbol(context, "symbol->string", symbol)?.Name ?? "";

    /// <summary>The symbol of a name.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="name">The name.</param>
    [TtvmFunction("scheme.string->symbol")]
    public static Value OfName(ProcessContext context, Value name) =>
        SchemeArguments.TryText(context, "string->symbol", name, out string text) ? Value.From(SymbolValue.Of(text)) : default;

    /// <summary>Whether two symbols are the same.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="first">The first symbol.</param>
    /// <param name="second">The second one.</param>
    [TtvmFunction("scheme.symbol=?"), Pure]
    public static bool AreSameSymbol(ProcessContext context, Value first, Value second) =>
        TrySymbol(context, "symbol=?", first) is { } one && TrySymbol(context, "symbol=?", second) is { } other && ReferenceEquals(one, other);

    /// <summary>Whether two booleans are the same.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="first">The first boolean.</param>
    /// <param name="second">The second one.</param>
    [TtvmFunction("scheme.boolean=?"), Pure]
    public static bool AreSameBoolean(ProcessContext context, Value first, Value second)
    {
        if (first.IsBool && second.IsBool)
        {
            return ReferenceEquals(first.Tag, second.Tag);
        }

        context.RaiseWrongType("boolean=?", "booleans", first, second);
        return false;
    }

    private static SymbolValue? TrySymbol(ProcessContext context, string procedure, Value value)
    {
        if (value.Tag is SymbolValue symbol)
        {
            return symbol;
        }

        context.RaiseWrongType(procedure, "a symbol", value);
        return null;
    }
}
