using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using TinyTotIL.Runtime.Natives;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Compiler.Ir;

/// <summary>A runtime method that compiled code calls: (context, registers and immediates) -> a result or nothing.</summary>
/// <remarks>
/// What cannot raise and has nothing to do with the process may do without the context. The IR names an operation as
/// <c>Class.Method</c>; emission resolves it in the runtime assembly's metadata.
/// </remarks>
internal sealed class RuntimeOperation
{
    private static readonly ConcurrentDictionary<MethodInfo, RuntimeOperation> Known = new();

    private RuntimeOperation(MethodInfo method)
    {
        Method = method;
        var purity = method.GetCustomAttribute<PureAttribute>(inherit: false);
        (IsPure, MakesObject) = (purity is not null, purity is { MakesObject: true });
        IsNative = method.IsDefined(typeof(TtvmFunctionAttribute), inherit: false);
        Suspends = method.IsDefined(typeof(SuspendsAttribute), inherit: false);
        var parameters = method.GetParameters();
        TakesContext = parameters is [{ } first, ..] && first.ParameterType == typeof(ProcessContext);
        var own = parameters.Skip(TakesContext ? 1 : 0).ToArray();
        ParameterTypes = [.. own.Select(parameter => parameter.ParameterType)];
        AcceptsUnset = [.. own.Select(parameter => parameter.IsDefined(typeof(MayBeUnsetAttribute), inherit: false))];
    }

    private RuntimeOperation(ForeignCall call)
    {
        (Method, Foreign) = (call.Method, call);
        (IsNative, TakesContext, Suspends) = (true, true, call.MayWait);
        ParameterTypes = call.PassedTypes;
        AcceptsUnset = [.. call.PassedTypes.Select(_ => false)];
    }

    /// <summary>The method.</summary>
    public MethodInfo Method { get; }

    /// <summary>The method of another assembly that is called, through a door that converts and protects; null for a method of the runtime.</summary>
    public ForeignCall? Foreign { get; }

    /// <summary>
    /// Whether it does nothing but give a result or raise, always the same for the same arguments. What is pure may be
    /// dropped when it cannot raise and nobody reads the result, and need not be done twice.
    /// </summary>
    public bool IsPure { get; }

    /// <summary>Whether it is pure and its result is an object of its own, better made again than kept for a second use.</summary>
    public bool MakesObject { get; }

    /// <summary>Whether a process may leave the native stack in it: it is then called again with the same arguments when the process goes on.</summary>
    public bool Suspends { get; }

    /// <summary>Whether NATIVE calls it: then every parameter is a register.</summary>
    public bool IsNative { get; }

    /// <summary>Whether its first parameter is the running process. What does without cannot raise.</summary>
    public bool TakesContext { get; }

    /// <summary>Parameters after the context.</summary>
    public ImmutableArray<Type> ParameterTypes { get; }

    /// <summary>For each of these parameters whether it may be the mark of an unset variable.</summary>
    public ImmutableArray<bool> AcceptsUnset { get; }

    /// <summary>Its name in IR text. One of several methods of a name has the number of its parameters behind it.</summary>
    public string Name => $"{Method.DeclaringType!.Name}.{Method.Name}{(IsOverloaded ? ParameterTypes.Length : "")}";

    private bool IsOverloaded => Foreign is null && Method.DeclaringType!.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
        .Count(method => method.Name == Method.Name) > 1;

    /// <summary>What its result is; null when it returns nothing.</summary>
    public IrType? ResultType => Returned == typeof(void)
        ? null
        : IrTypes.Of(Returned) ?? throw new InvalidOperationException($"{Name} returns {Returned.Name}.");

    private Type Returned => Foreign?.ResultType ?? Method.ReturnType;

    /// <summary>The operation of a method of another assembly.</summary>
    /// <param name="call">What is called.</param>
    public static RuntimeOperation Of(ForeignCall call) => new(call);

    /// <summary>The operation of a method.</summary>
    /// <param name="operation">A delegate to it.</param>
    public static RuntimeOperation Of(Delegate operation) => Of(operation.Method);

    /// <summary>The operation of a method.</summary>
    /// <param name="method">The method.</param>
    public static RuntimeOperation Of(MethodInfo method) => Known.GetOrAdd(method, static method => new RuntimeOperation(method));

    /// <summary>Whether a parameter of this type is a register; otherwise it is an immediate.</summary>
    /// <param name="type">The parameter's type.</param>
    public bool IsRegister(Type type) => IsNative || (type != typeof(int) && type != typeof(string) && IrTypes.Of(type) is not null);
}
