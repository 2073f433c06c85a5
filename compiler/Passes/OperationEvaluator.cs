using TinyTotIL.Compiler.Ir;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Passes;

/// <summary>Finds results of pure operations by calling the runtime's own methods, so that each has one meaning.</summary>
internal sealed class OperationEvaluator
{
    private readonly ProcessContext _context = NewContext();
    private readonly HashSet<string> _texts = [];

    /// <summary>What an operation gives for constants.</summary>
    /// <param name="call">The call; its operation is pure.</param>
    /// <param name="arguments">Values of its registers.</param>
    /// <returns>The result; null when it raises, or gives no value that a constant can be.</returns>
    public Value? Evaluate(IrInstruction.CallOperation call, IReadOnlyList<Value> arguments)
    {
        var types = call.Operation.ParameterTypes;
        int first = call.Operation.TakesContext ? 1 : 0;
        object?[] passed = new object?[first + types.Length];
        passed.AsSpan(0, first).Fill(_context);
        int register = 0, immediate = 0;
        for (int i = 0; i < types.Length; i++)
        {
            passed[first + i] = call.Operation.IsRegister(types[i]) ? Unboxed(One(arguments[register++]), types[i]) : call.Immediates[immediate++];
            if (!types[i].IsInstanceOfType(passed[first + i]))
            {
                // A prototype, whose function exists only in the compiled program; or code that never runs.
                return null;
            }
        }

        object? result = call.Operation.Method.Invoke(null, passed);
        bool hasRaised = _context.Reductions < 0;
        _context.Clear();
        return hasRaised ? null : Constant(result);
    }

    /// <summary>Nothing pure looks at the outside world or at the program, so there is none.</summary>
    private static ProcessContext NewContext() =>
        new(new ProgramImage([new ModuleImage("", Start: 0, Length: 0, LoadError: null, Body: null)], static () => ProgramSymbols.Empty), host: null!);

    /// <summary>Equal texts that are constants are one object in the compiled program, and so they are here: an operation may ask for that.</summary>
    private Value One(Value value)
    {
        if (!value.IsText)
        {
            return value;
        }

        string text = value.AsText;
        if (_texts.TryGetValue(text, out string? known))
        {
            return Value.Text(known);
        }

        _texts.Add(text);
        return Value.Text(text);
    }

    private static object? Unboxed(Value value, Type type) =>
        type == typeof(Value) ? value
        : type == typeof(long) && value.IsInt ? value.AsInt
        : type == typeof(double) && value.IsFloat ? value.AsFloat
        : type == typeof(bool) && value.IsBool ? value.AsBool
        : type == typeof(object) && value.IsText ? value.Tag
        : type == typeof(string) && value.IsText ? value.AsText
        : null;

    private static Value? Constant(object? result) => result switch
    {
        long number => Value.Int(number),
        double number => Value.Float(number),
        bool truth => Value.Bool(truth),
        string text => Value.Text(text),
        TextValue text => Value.Text(text.ToString()),
        Value { IsText: true } text => Value.Text(text.AsText),
        Value value when value.IsInt || value.IsFloat || value.IsBool || value.IsNull => value,

        // Not just null, which would become the null of the language.
        _ => default(Value?),
    };
}
