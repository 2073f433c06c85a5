using System.Reflection;
using Mono.Cecil;

namespace TinyTotIL.Compiler.Emission;

/// <summary>Names types and methods of other assemblies in the output.</summary>
/// <remarks>The base library is named by its public facade, as far as that knows a type; every other assembly by its own name.</remarks>
internal sealed class ForeignTypes
{
    private static readonly Assembly Facade = Assembly.Load("System.Runtime");

    private readonly ModuleDefinition _target;

    /// <summary>Prepares an output.</summary>
    /// <param name="target">The output.</param>
    public ForeignTypes(ModuleDefinition target) => _target = target;

    /// <summary>A method.</summary>
    /// <param name="method">A public static method, not generic, of a type that is not open.</param>
    public MethodReference Reference(MethodInfo method)
    {
        var reference = new MethodReference(method.Name, Reference(method.ReturnType), Reference(method.DeclaringType!));
        foreach (var parameter in method.GetParameters())
        {
            reference.Parameters.Add(new ParameterDefinition(Reference(parameter.ParameterType)));
        }

        return reference;
    }

    /// <summary>A type.</summary>
    /// <param name="type">No open type, pointer or reference.</param>
    public TypeReference Reference(Type type)
    {
        if (type.IsArray)
        {
            return ArrayOf(type);
        }

        if (type.IsConstructedGenericType)
        {
            var closed = new GenericInstanceType(Named(type.GetGenericTypeDefinition()));
            foreach (var argument in type.GetGenericArguments())
            {
                closed.GenericArguments.Add(Reference(argument));
            }

            return closed;
        }

        return Named(type);
    }

    /// <summary>Signatures of C# state that each of several dimensions begins at 0, and a method is found by its whole signature.</summary>
    private ArrayType ArrayOf(Type type)
    {
        var array = new ArrayType(Reference(type.GetElementType()!));
        if (!type.IsSZArray)
        {
            array.Dimensions.Clear();
            for (int dimension = 0; dimension < type.GetArrayRank(); dimension++)
            {
                array.Dimensions.Add(new ArrayDimension(0, null));
            }
        }

        return array;
    }

    private TypeReference Named(Type type)
    {
        if (Primitive(type) is { } primitive)
        {
            return primitive;
        }

        var named = type.DeclaringType is { } owner
            ? new TypeReference("", type.Name, _target, ScopeOf(type), type.IsValueType) { DeclaringType = Named(owner.IsConstructedGenericType ? owner.GetGenericTypeDefinition() : owner) }
            : new TypeReference(type.Namespace ?? "", type.Name, _target, ScopeOf(type), type.IsValueType);
        foreach (var _ in type.GetGenericArguments())
        {
            named.GenericParameters.Add(new GenericParameter(named));
        }

        return named;
    }

    private TypeReference? Primitive(Type type) => Type.GetTypeCode(type) switch
    {
        _ when type.IsEnum => null,
        TypeCode.Boolean => _target.TypeSystem.Boolean,
        TypeCode.Char => _target.TypeSystem.Char,
        TypeCode.SByte => _target.TypeSystem.SByte,
        TypeCode.Byte => _target.TypeSystem.Byte,
        TypeCode.Int16 => _target.TypeSystem.Int16,
        TypeCode.UInt16 => _target.TypeSystem.UInt16,
        TypeCode.Int32 => _target.TypeSystem.Int32,
        TypeCode.UInt32 => _target.TypeSystem.UInt32,
        TypeCode.Int64 => _target.TypeSystem.Int64,
        TypeCode.UInt64 => _target.TypeSystem.UInt64,
        TypeCode.Single => _target.TypeSystem.Single,
        TypeCode.Double => _target.TypeSystem.Double,
        TypeCode.String => _target.TypeSystem.String,
        _ when type == typeof(object) => _target.TypeSystem.Object,
        _ when type == typeof(void) => _target.TypeSystem.Void,
        _ => null,
    };

    private AssemblyNameReference ScopeOf(Type type)
    {
        var assembly = type.Assembly == typeof(object).Assembly && Facade.GetType(type.FullName!, throwOnError: false) == type ? Facade : type.Assembly;
        var name = assembly.GetName();
        foreach (var known in _target.AssemblyReferences)
        {
            if (known.Name == name.Name)
            {
                return known;
            }
        }

        var reference = new AssemblyNameReference(name.Name, name.Version) { PublicKeyToken = name.GetPublicKeyToken() };
        _target.AssemblyReferences.Add(reference);
        return reference;
    }
}
