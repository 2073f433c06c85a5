using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Natives;

/// <summary>The check of an argument for a parameter of one type: the interpreter applies it, compiled code calls its operation.</summary>
internal sealed class ArgumentCheck
{
    private static readonly Dictionary<Type, ArgumentCheck> Table = new()
    {
        [typeof(long)] = Of(ArgumentOperations.Int, static number => number),
        [typeof(double)] = Of(ArgumentOperations.Float, static number => number),
        [typeof(bool)] = Of(ArgumentOperations.Bool, static truth => truth),
        [typeof(string)] = Of(ArgumentOperations.Text, ArgumentOperations.Flatten),
        [typeof(ListValue)] = Of(ArgumentOperations.List, static list => list),
        [typeof(ObjectValue)] = Of(ArgumentOperations.Object, static fields => fields),
        [typeof(FunctionValue)] = Of(ArgumentOperations.Function, static function => function),
        [typeof(BytesValue)] = Of(ArgumentOperations.Bytes, static value => value.Tag),
        [typeof(HandleValue)] = Of(ArgumentOperations.Handle, static value => value.Tag),
        [typeof(ExceptionValue)] = Of(ArgumentOperations.Exception, static value => value.Tag),
    };

    private readonly Func<ProcessContext, Value, string, ulong, object?> _apply;

    private ArgumentCheck(Delegate operation, Func<ProcessContext, Value, string, ulong, object?> apply) => (Operation, _apply) = (operation, apply);

    /// <summary>The runtime's operation.</summary>
    public Delegate Operation { get; }

    /// <summary>The check for a parameter; null for one that takes any value.</summary>
    /// <param name="type">The parameter's type.</param>
    public static ArgumentCheck? For(Type type) => type == typeof(Value) ? null
        : Table.GetValueOrDefault(type) ?? throw new InternalCompilerException("natives", $"a runtime function has a parameter of type {type}");

    /// <summary>Checks an argument.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The argument.</param>
    /// <param name="function">The function's name.</param>
    /// <param name="position">Which argument it is, from 1.</param>
    /// <returns>What the parameter receives, boxed; anything when an error was raised.</returns>
    public object? Apply(ProcessContext context, Value value, string function, ulong position) => _apply(context, value, function, position);

    private static ArgumentCheck Of<T>(Func<ProcessContext, Value, string, ulong, T> operation, Func<T, object?> pass) =>
        new(operation, (context, value, function, position) => pass(operation(context, value, function, position)));
}
