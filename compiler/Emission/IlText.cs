using System.Globalization;
using System.Text;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace TinyTotIL.Compiler.Emission;

/// <summary>Spells instructions and their operands for readers: short names, no namespaces.</summary>
internal static class IlText
{
    /// <summary>Spells an instruction.</summary>
    public static string Instruction(OpCode opcode, object? operand) =>
        operand is null ? opcode.Name : $"{opcode.Name} {Operand(operand)}";

    /// <summary>Spells the header of a method: result, name, parameters.</summary>
    public static string Signature(MethodReference method)
    {
        var text = new StringBuilder().Append(Type(method.ReturnType)).Append(' ').Append(Method(method)).Append('(');
        for (int i = 0; i < method.Parameters.Count; i++)
        {
            var parameter = method.Parameters[i];
            text.Append(i == 0 ? "" : ", ").Append(Type(parameter.ParameterType));
            if (parameter.Name.Length > 0)
            {
                text.Append(' ').Append(parameter.Name);
            }
        }

        return text.Append(')').ToString();
    }

    /// <summary>Spells a type: its name, and those of its arguments.</summary>
    public static string Type(TypeReference type) => type switch
    {
        ByReferenceType reference => Type(reference.ElementType) + "&",
        ArrayType array => Type(array.ElementType) + "[]",
        GenericInstanceType instance => $"{Simple(instance.ElementType)}<{string.Join(", ", instance.GenericArguments.Select(Type))}>",
        _ => Simple(type),
    };

    /// <summary>Spells text as a quoted literal on one line.</summary>
    public static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (char c in text)
        {
            _ = c switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                _ when char.IsControl(c) || char.IsSurrogate(c) => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }

    private static string Operand(object operand) => operand switch
    {
        string text => Quoted(text),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        int number => number.ToString(CultureInfo.InvariantCulture),
        long number => number.ToString(CultureInfo.InvariantCulture),
        TypeReference type => Type(type),
        FieldReference field => $"{Type(field.DeclaringType)}::{field.Name}",
        MethodReference method => Method(method),
        CallSite site => $"{Type(site.ReturnType)}({string.Join(", ", site.Parameters.Select(parameter => Type(parameter.ParameterType)))})",
        ParameterDefinition parameter => parameter.Name.Length > 0 ? parameter.Name : $"A_{parameter.Sequence}",
        VariableDefinition local => local.ToString(),
        IlLabel label => label.Name,
        IlLabel[] labels => $"({string.Join(", ", labels.Select(label => label.Name))})",
        _ => operand.ToString() ?? "",
    };

    private static string Method(MethodReference method) =>
        method.DeclaringType is null ? method.Name : $"{Type(method.DeclaringType)}::{method.Name}";

    // The arity mark of generic names tells a reader nothing that the arguments do not.
    private static string Simple(TypeReference type)
    {
        int mark = type.Name.IndexOf('`', StringComparison.Ordinal);
        return mark < 0 ? type.Name : type.Name[..mark];
    }
}
