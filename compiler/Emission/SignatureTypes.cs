using Mono.Cecil;

namespace TinyTotIL.Compiler.Emission;

/// <summary>Types in the signature of a member, with the type arguments of its reference put in.</summary>
internal static class SignatureTypes
{
    /// <summary>The type of a field.</summary>
    public static TypeReference OfField(FieldReference field) => Close(field.FieldType, field.DeclaringType, null);

    /// <summary>The type of a parameter.</summary>
    public static TypeReference OfParameter(MethodReference method, int index) =>
        Close(method.Parameters[index].ParameterType, method.DeclaringType, method);

    /// <summary>The type of a method's result.</summary>
    public static TypeReference OfResult(MethodReference method) => Close(method.ReturnType, method.DeclaringType, method);

    private static TypeReference Close(TypeReference type, TypeReference owner, MethodReference? method)
    {
        if (!type.ContainsGenericParameter)
        {
            return type;
        }

        return type switch
        {
            GenericParameter { Type: GenericParameterType.Type } parameter => ((GenericInstanceType)owner).GenericArguments[parameter.Position],
            GenericParameter parameter => ((GenericInstanceMethod)method!).GenericArguments[parameter.Position],
            ByReferenceType reference => new ByReferenceType(Close(reference.ElementType, owner, method)),
            ArrayType array => new ArrayType(Close(array.ElementType, owner, method), array.Rank),
            GenericInstanceType instance => CloseArguments(instance, owner, method),
            _ => type,
        };
    }

    private static GenericInstanceType CloseArguments(GenericInstanceType instance, TypeReference owner, MethodReference? method)
    {
        var closed = new GenericInstanceType(instance.ElementType);
        foreach (var argument in instance.GenericArguments)
        {
            closed.GenericArguments.Add(Close(argument, owner, method));
        }

        return closed;
    }
}
