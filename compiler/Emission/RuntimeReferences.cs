using System.Reflection;
using Mono.Cecil;
using TinyTotIL.Compiler.Diagnostics;
using FieldDefinition = Mono.Cecil.FieldDefinition;

namespace TinyTotIL.Compiler.Emission;

/// <summary>Every member of the runtime the output may name, found by name in the runtime's own metadata and kept.</summary>
/// <remarks>
/// The metadata is read as it is needed: a small program touches a dozen of the runtime's types, and start-up is most
/// of what compiling it costs.
/// </remarks>
internal sealed class RuntimeReferences
{
    private readonly ModuleDefinition _target;
    private readonly ModuleDefinition _runtime;
    private readonly Dictionary<string, TypeReference> _types = [];
    private readonly Dictionary<(string Type, string Member), MethodReference> _methods = [];
    private readonly Dictionary<(string Type, string Member), FieldReference> _fields = [];
    private readonly Dictionary<MethodInfo, MethodReference> _operations = [];

    /// <summary>Reads the runtime's metadata for one output module.</summary>
    /// <param name="target">The output, still without references.</param>
    /// <param name="runtimeAssembly">The bytes of the runtime DLL; the caller leaves them unchanged.</param>
    public RuntimeReferences(ModuleDefinition target, byte[] runtimeAssembly)
    {
        _target = target;
        Framework = new FrameworkReferences(target);
        var stream = new MemoryStream(runtimeAssembly, writable: false);
        _runtime = ModuleDefinition.ReadModule(stream, new ReaderParameters(ReadingMode.Deferred)
        {
            AssemblyResolver = NoAssemblyResolver.Instance,
            ReadSymbols = false,
        });
    }

    /// <summary>Members of the framework.</summary>
    public FrameworkReferences Framework { get; }

    /// <summary>A public type of the runtime.</summary>
    /// <param name="fullName">Namespace and name; a nested type follows its owner after a <c>/</c>.</param>
    public TypeReference Type(string fullName)
    {
        if (!_types.TryGetValue(fullName, out var type))
        {
            type = _target.ImportReference(Definition(fullName));
            _types.Add(fullName, type);
        }

        return type;
    }

    /// <summary>A public type of the runtime, named by the type itself so that a renaming reaches here.</summary>
    public TypeReference Type(Type type) => Type(CecilName(type));

    /// <summary>The only method of its name.</summary>
    public MethodReference Method(string typeFullName, string method)
    {
        if (!_methods.TryGetValue((typeFullName, method), out var reference))
        {
            reference = Import(OnlyMethod(Definition(typeFullName), method));
            _methods.Add((typeFullName, method), reference);
        }

        return reference;
    }

    /// <summary>The overload with the given parameter types, spelled as Cecil spells them.</summary>
    public MethodReference Method(string typeFullName, string method, params ReadOnlySpan<string> parameterTypes)
    {
        string key = $"{method}({string.Join(',', parameterTypes)})";
        if (!_methods.TryGetValue((typeFullName, key), out var reference))
        {
            reference = Import(Overload(Definition(typeFullName), method, parameterTypes));
            _methods.Add((typeFullName, key), reference);
        }

        return reference;
    }

    /// <summary>The only method of its name.</summary>
    public MethodReference Method(Type type, string method) => Method(CecilName(type), method);

    /// <summary>The overload with the given parameter types.</summary>
    public MethodReference Method(Type type, string method, params ReadOnlySpan<Type> parameterTypes)
    {
        var names = new string[parameterTypes.Length];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = CecilName(parameterTypes[i]);
        }

        return Method(CecilName(type), method, names.AsSpan());
    }

    /// <summary>A constructor by its parameter types.</summary>
    public MethodReference Constructor(Type type, params ReadOnlySpan<Type> parameterTypes) => Method(type, ".ctor", parameterTypes);

    /// <summary>The getter of a property.</summary>
    public MethodReference Getter(Type type, string property) => Method(CecilName(type), "get_" + property);

    /// <summary>A public field.</summary>
    public FieldReference Field(string typeFullName, string field)
    {
        if (!_fields.TryGetValue((typeFullName, field), out var reference))
        {
            reference = _target.ImportReference(FieldOf(Definition(typeFullName), field));
            _fields.Add((typeFullName, field), reference);
        }

        return reference;
    }

    /// <summary>A public field.</summary>
    public FieldReference Field(Type type, string field) => Field(CecilName(type), field);

    /// <summary>The method behind a row of the instruction table.</summary>
    /// <param name="operation">A static method of the runtime this compiler is linked with.</param>
    public MethodReference ForOperation(MethodInfo operation)
    {
        if (!_operations.TryGetValue(operation, out var reference))
        {
            var parameters = operation.GetParameters();
            var names = new string[parameters.Length];
            for (int i = 0; i < names.Length; i++)
            {
                names[i] = CecilName(parameters[i].ParameterType);
            }

            reference = Method(CecilName(operation.DeclaringType!), operation.Name, names.AsSpan());
            _operations.Add(operation, reference);
        }

        return reference;
    }

    /// <summary>The definition of a type of the runtime or of the output; null for any other.</summary>
    public TypeDefinition? Define(TypeReference type) => type switch
    {
        TypeDefinition definition => definition,
        TypeSpecification => null,
        _ => type.Scope.Name == ClosedReferenceImporter.RuntimeName ? _runtime.GetType(type.FullName) : null,
    };

    private TypeDefinition Definition(string fullName)
    {
        var definition = _runtime.GetType(fullName) ?? throw Missing($"has no type {fullName}");
        for (var type = definition; type is not null; type = type.DeclaringType)
        {
            if (!type.IsPublic && !type.IsNestedPublic)
            {
                throw Missing($"does not publish the type {fullName}");
            }
        }

        return definition;
    }

    private MethodReference Import(MethodDefinition method)
    {
        // A class of the output may derive from one of the runtime and call what that keeps for such classes.
        if (!method.IsPublic && !method.IsFamily)
        {
            throw Missing($"does not publish {method.FullName}");
        }

        return _target.ImportReference(method);
    }

    private static MethodDefinition OnlyMethod(TypeDefinition type, string name)
    {
        MethodDefinition? found = null;
        foreach (var method in type.Methods)
        {
            if (method.Name == name)
            {
                found = found is null ? method : throw Missing($"has several methods {type.FullName}::{name}");
            }
        }

        return found ?? throw Missing($"has no method {type.FullName}::{name}");
    }

    private static MethodDefinition Overload(TypeDefinition type, string name, ReadOnlySpan<string> parameterTypes)
    {
        foreach (var method in type.Methods)
        {
            if (method.Name == name && Matches(method, parameterTypes))
            {
                return method;
            }
        }

        throw Missing($"has no method {type.FullName}::{name}({string.Join(", ", parameterTypes)})");
    }

    private static bool Matches(MethodDefinition method, ReadOnlySpan<string> parameterTypes)
    {
        if (method.Parameters.Count != parameterTypes.Length)
        {
            return false;
        }

        for (int i = 0; i < parameterTypes.Length; i++)
        {
            if (method.Parameters[i].ParameterType.FullName != parameterTypes[i])
            {
                return false;
            }
        }

        return true;
    }

    private static FieldDefinition FieldOf(TypeDefinition type, string name)
    {
        foreach (var field in type.Fields)
        {
            if (field.Name == name)
            {
                return field.IsPublic ? field : throw Missing($"does not publish {field.FullName}");
            }
        }

        throw Missing($"has no field {type.FullName}::{name}");
    }

    private static string CecilName(Type type)
    {
        if (type.IsByRef)
        {
            return CecilName(type.GetElementType()!) + "&";
        }

        if (type.IsArray)
        {
            return CecilName(type.GetElementType()!) + "[]";
        }

        if (type.IsConstructedGenericType)
        {
            var arguments = Array.ConvertAll(type.GetGenericArguments(), CecilName);
            return $"{CecilName(type.GetGenericTypeDefinition())}<{string.Join(',', arguments)}>";
        }

        return type.FullName!.Replace('+', '/');
    }

    private static InternalCompilerException Missing(string problem) => new("emit", $"the runtime {problem}");
}
