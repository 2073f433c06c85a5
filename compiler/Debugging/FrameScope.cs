using System.Globalization;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Debugging;

/// <summary>The names an expression may use in a frame: its variables, those of the whole program, and <c>$N</c> for values of the operand stack.</summary>
/// <param name="view">The machine; null for none.</param>
/// <param name="level">Frames above the frame.</param>
/// <param name="globals">The variables of the whole program.</param>
internal sealed class FrameScope(IMachineView? view, int level, Func<string, Value?> globals) : IExpressionScope
{
    private Scope? _variables;

    /// <summary>The machine whose operands are meant, where that is not the one with the variables.</summary>
    public IMachineView? Operands { get; init; }

    /// <inheritdoc/>
    public bool TryGet(string name, out Value value)
    {
        if (view is not null && (_variables ??= view.VariablesAt(level)).TryGet(name, out value))
        {
            value = value.Tag is CellValue cell ? cell.Content : value;
            return true;
        }

        if ((Operands ?? view) is { } operands && OperandNumber(name) is var (number, isFromBottom) && number < operands.Height)
        {
            value = operands.Peek(isFromBottom ? operands.Height - 1 - number : number);
            return true;
        }

        var found = globals(name);
        value = found ?? default;
        return found is not null;
    }

    /// <inheritdoc/>
    public string? WhyUnknown(string name)
    {
        if (OperandNumber(name) is null)
        {
            return null;
        }

        return (Operands ?? view) switch
        {
            null => "the operand stack cannot be seen here",
            { Height: 0 } => "the operand stack is empty",
            { Height: 1 } => "the operand stack has only one value, $0",
            { Height: var height } => string.Create(CultureInfo.InvariantCulture, $"the operand stack has only {height} values, $0 to ${height - 1}"),
        };
    }

    /// <summary>Reads the name of a value on the operand stack: <c>$0</c> is its top, <c>$$0</c> its bottom.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The number of values above it, or below; null when it is no such name.</returns>
    public static (int Number, bool IsFromBottom)? OperandNumber(string name)
    {
        bool isFromBottom = name.StartsWith("$$", StringComparison.Ordinal);
        return name.StartsWith('$') && int.TryParse(name.AsSpan(isFromBottom ? 2 : 1), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? (number, isFromBottom)
            : null;
    }
}
