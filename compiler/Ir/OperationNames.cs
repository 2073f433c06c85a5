using System.Collections.Frozen;
using System.Linq.Expressions;
using System.Reflection;
using TinyTotIL.Runtime.Natives;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Ir;

/// <summary>Finds the runtime operation that IR text names as <c>Class.Method</c>.</summary>
/// <remarks>It looks through the runtime by reflection: only tools and tests read IR text.</remarks>
internal static class OperationNames
{
    private static readonly Lazy<FrozenDictionary<string, RuntimeOperation>> Known = new(FindAll);

    /// <summary>The operation of a name, or null.</summary>
    /// <param name="name">Class and method, with a point between.</param>
    public static RuntimeOperation? Find(string name) => Known.Value.GetValueOrDefault(name);

    private static FrozenDictionary<string, RuntimeOperation> FindAll() => typeof(ArithmeticOperations).Assembly.GetTypes()
        .Where(type => type.IsPublic && (type.Namespace == typeof(ArithmeticOperations).Namespace || type.Namespace == typeof(TtvmFunctionAttribute).Namespace))
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Where(IsOperation)
        .Select(OperationOf)
        .ToFrozenDictionary(operation => operation.Name);

    private static bool IsOperation(MethodInfo method)
    {
        var parameters = method.GetParameters();
        return parameters.All(parameter => IsParameter(parameter.ParameterType) || IsContext(parameter))
            && (method.ReturnType == typeof(void) || IrTypes.Of(method.ReturnType) is not null);
    }

    private static bool IsContext(ParameterInfo parameter) => parameter.Position == 0 && parameter.ParameterType == typeof(ProcessContext);

    private static bool IsParameter(Type type) => IrTypes.Of(type) is not null
        || type == typeof(int) || type == typeof(ulong)
        || type == typeof(FunctionPrototype) || type == typeof(FieldSite)
        || type == typeof(PatternSet) || type == typeof(DatumLiteral) || type == typeof(Value[]);

    /// <summary>The same object that lowering gets: it asks by delegate, and operations are one for each method.</summary>
    private static RuntimeOperation OperationOf(MethodInfo method)
    {
        Type[] signature = [.. method.GetParameters().Select(parameter => parameter.ParameterType), method.ReturnType];
        return RuntimeOperation.Of(method.CreateDelegate(Expression.GetDelegateType(signature)));
    }
}
