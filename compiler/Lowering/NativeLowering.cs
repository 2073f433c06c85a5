using System.Collections.Immutable;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Compiler.Natives;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Lowering;

/// <summary>Lowers NATIVE: a check for each argument that must be of one type, then a direct call.</summary>
/// <remarks>Where the type of an argument turns out to be known, the type analysis drops its check, and the call passes what the machine has.</remarks>
internal static class NativeLowering
{
    /// <summary>Calls a runtime function.</summary>
    /// <param name="builder">The function being built.</param>
    /// <param name="function">What is called.</param>
    /// <param name="arguments">The values it is given, in order.</param>
    /// <returns>Its result.</returns>
    public static Register Add(IrBuilder builder, NativeFunction function, ImmutableArray<Register> arguments)
    {
        var operation = OperationOf(function);
        if (function.IsHost)
        {
            return builder.Call(operation, canRaise: true, arguments, function.Name);
        }

        var passed = ImmutableArray.CreateBuilder<Register>(arguments.Length);
        for (int i = 0; i < arguments.Length; i++)
        {
            passed.Add(ArgumentCheck.For(operation.ParameterTypes[i]) is { } check
                ? builder.Call(check.Operation, canRaise: true, [arguments[i]], function.Name, (ulong)i + 1)
                : arguments[i]);
        }

        if (operation.ResultType is not null)
        {
            return builder.Call(operation, operation.TakesContext, passed.MoveToImmutable());
        }

        builder.Add(new IrInstruction.CallOperation(null, operation, passed.MoveToImmutable(), [], operation.TakesContext, builder.Address));
        return builder.Constant(IrType.Any, Value.Null);
    }

    /// <summary>The operation that calls a function.</summary>
    /// <param name="function">The function.</param>
    public static RuntimeOperation OperationOf(NativeFunction function) => function.IsForeign
        ? RuntimeOperation.Of(new ForeignCall(function.Name, function.Method, function.PassedTypes, function.ResultType, function.MayWait))
        : RuntimeOperation.Of(function.Method);
}
