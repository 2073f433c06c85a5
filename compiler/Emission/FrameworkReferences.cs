using Mono.Cecil;

namespace TinyTotIL.Compiler.Emission;

/// <summary>Members of the framework the output may name, all in the public facade <c>System.Runtime</c>.</summary>
/// <remarks>
/// They are spelled out here rather than imported by reflection, which would name the private core library of the
/// machine that compiles, and rather than read from a reference assembly, which the compiler would have to find on disk.
/// </remarks>
internal sealed class FrameworkReferences
{
    private static readonly byte[] PublicKeyToken = [0xB0, 0x3F, 0x5F, 0x7F, 0x11, 0xD5, 0x0A, 0x3A];

    private readonly ModuleDefinition _target;
    private readonly AssemblyNameReference _facade;
    private readonly Dictionary<(string, string), TypeReference> _types = [];

    /// <summary>Prepares a module to name the framework.</summary>
    /// <param name="target">The output. Nothing may have asked for its <see cref="ModuleDefinition.TypeSystem"/> yet.</param>
    public FrameworkReferences(ModuleDefinition target)
    {
        _target = target;
        _facade = new AssemblyNameReference("System.Runtime", new Version(10, 0, 0, 0)) { PublicKeyToken = PublicKeyToken };
        // The type system takes its core library from the references it finds; without this one it would add mscorlib.
        target.AssemblyReferences.Add(_facade);
    }

    /// <summary>A type by namespace and name; <c>`</c> and the arity end a generic name.</summary>
    /// <param name="space">Its namespace.</param>
    /// <param name="name">Its name.</param>
    /// <param name="isValueType">Whether it is a struct or an enumeration.</param>
    public TypeReference Type(string space, string name, bool isValueType = false)
    {
        if (!_types.TryGetValue((space, name), out var type))
        {
            // The import turns names such as System.String into the primitive types that signatures must use.
            type = _target.ImportReference(new TypeReference(space, name, null, _facade, isValueType));
            _types.Add((space, name), type);
        }

        return type;
    }

    /// <summary>A generic type with its arguments.</summary>
    public GenericInstanceType Generic(string space, string name, bool isValueType, params ReadOnlySpan<TypeReference> arguments)
    {
        var open = Type(space, $"{name}`{arguments.Length}", isValueType);
        while (open.GenericParameters.Count < arguments.Length)
        {
            open.GenericParameters.Add(new GenericParameter(open));
        }

        var closed = new GenericInstanceType(open);
        foreach (var argument in arguments)
        {
            closed.GenericArguments.Add(argument);
        }

        return closed;
    }

    /// <summary>A struct or enumeration inside another type.</summary>
    /// <param name="outer">The type that holds it.</param>
    /// <param name="name">Its name.</param>
    public static TypeReference NestedValueType(TypeReference outer, string name) =>
        new(string.Empty, name, outer.Module, outer.Scope, valueType: true) { DeclaringType = outer };

    /// <summary>A static method.</summary>
    public static MethodReference StaticMethod(
        TypeReference type, string name, TypeReference result, params ReadOnlySpan<TypeReference> parameters) =>
        Method(type, name, result, hasThis: false, parameters);

    /// <summary>An instance method, or a constructor when its name is <c>.ctor</c>.</summary>
    public static MethodReference InstanceMethod(
        TypeReference type, string name, TypeReference result, params ReadOnlySpan<TypeReference> parameters) =>
        Method(type, name, result, hasThis: true, parameters);

    /// <summary>A constructor.</summary>
    public MethodReference Constructor(TypeReference type, params ReadOnlySpan<TypeReference> parameters) =>
        Method(type, ".ctor", _target.TypeSystem.Void, hasThis: true, parameters);

    /// <summary>The constructor every delegate type has: a receiver and a function pointer.</summary>
    public MethodReference DelegateConstructor(TypeReference delegateType) =>
        Constructor(delegateType, _target.TypeSystem.Object, _target.TypeSystem.IntPtr);

    private static MethodReference Method(
        TypeReference type, string name, TypeReference result, bool hasThis, ReadOnlySpan<TypeReference> parameters)
    {
        var method = new MethodReference(name, result, type) { HasThis = hasThis };
        foreach (var parameter in parameters)
        {
            method.Parameters.Add(new ParameterDefinition(parameter));
        }

        return method;
    }
}
