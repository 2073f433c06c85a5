using System.Reflection;
using System.Runtime.InteropServices;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Which .NET methods a program may call, and which objects it may be given.</summary>
/// <remarks>
/// Reflection would let a program reach everything that its permissions and the list of its references keep from it; so the types of
/// reflection, and those that lead to it or to raw memory, are refused where they are named and where an object turns out to be one.
/// </remarks>
public static class ForeignRules
{
    private static readonly string[] RefusedNamespaces =
    [
        "System.Reflection", "System.Linq.Expressions", "System.Runtime.CompilerServices", "System.Runtime.InteropServices", "System.Runtime.Loader",
        "System.Runtime.Intrinsics", "System.CodeDom", "System.Dynamic", "System.Diagnostics", "System.Runtime.Serialization",
    ];

    private static readonly Type[] RefusedTypes =
    [
        typeof(Type), typeof(Activator), typeof(AppDomain), typeof(AppContext), typeof(Delegate), typeof(RuntimeTypeHandle), typeof(RuntimeMethodHandle), typeof(RuntimeFieldHandle),
        typeof(TypedReference), typeof(GC), typeof(Marshal), typeof(Attribute), typeof(IServiceProvider), typeof(ModuleHandle), typeof(WeakReference),
        typeof(Buffer), typeof(IntPtr), typeof(UIntPtr), typeof(Thread),
    ];

    /// <summary>Why a method cannot be called by a program; null when it can.</summary>
    /// <param name="method">The method.</param>
    public static string? WhyNot(MethodInfo method)
    {
        if (!method.IsPublic || !method.IsStatic || method.DeclaringType is not { IsVisible: true } owner)
        {
            return "only public static methods of public types can be called";
        }

        if (method.ContainsGenericParameters || owner.ContainsGenericParameters)
        {
            return "generic methods and types cannot be called";
        }

        if (IsRefused(owner))
        {
            return $"{owner} is not for programs";
        }

        foreach (var parameter in method.GetParameters())
        {
            bool isContext = parameter.Position == 0 && parameter.ParameterType == typeof(ProcessContext);
            if (!isContext && WhyNot(parameter.ParameterType) is { } why)
            {
                return $"its parameter '{parameter.Name}' is {parameter.ParameterType}, {why}";
            }
        }

        return method.ReturnType != typeof(void) && WhyNot(method.ReturnType) is { } reason ? $"it returns {method.ReturnType}, {reason}" : null;
    }

    /// <summary>Whether a program may hold no object of a type.</summary>
    /// <param name="type">The type.</param>
    public static bool IsRefused(Type type)
    {
        if (type.HasElementType)
        {
            return type.IsPointer || IsRefused(type.GetElementType()!);
        }

        if (type.IsGenericType && type.GetGenericArguments().Any(argument => !argument.IsGenericParameter && IsRefused(argument)))
        {
            return true;
        }

        return type.FullName == "System.Environment"
            || Array.Exists(RefusedTypes, refused => refused.IsAssignableFrom(type))
            || (type.Namespace is { } space && Array.Exists(RefusedNamespaces, refused => space == refused || space.StartsWith(refused + ".", StringComparison.Ordinal)));
    }

    private static string? WhyNot(Type type) =>
        type.IsByRef ? "which is passed by reference"
        : type.IsByRefLike ? "which lives on the stack only"
        : type.IsPointer || type.IsFunctionPointer ? "which is a pointer"
        : type == typeof(ProcessContext) ? "which only the first parameter can be"
        : IsRefused(type) ? "which leads to what programs must not reach"
        : null;
}
