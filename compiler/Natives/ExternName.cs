using System.Reflection;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Compiler.Natives;

/// <summary>The operand of EXTERN, taken apart: <c>Namespace.Type::Method</c>, with parameter types in parentheses where they are needed to choose.</summary>
/// <param name="Type">The full name of the type.</param>
/// <param name="Method">The name of the method.</param>
/// <param name="Parameters">The parameter types as written; null when none are.</param>
internal sealed record ExternName(string Type, string Method, string[]? Parameters)
{
    private static readonly Dictionary<string, Type> Keywords = new()
    {
        ["bool"] = typeof(bool), ["byte"] = typeof(byte), ["char"] = typeof(char), ["decimal"] = typeof(decimal), ["double"] = typeof(double),
        ["float"] = typeof(float), ["int"] = typeof(int), ["long"] = typeof(long), ["object"] = typeof(object), ["sbyte"] = typeof(sbyte),
        ["short"] = typeof(short), ["string"] = typeof(string), ["uint"] = typeof(uint), ["ulong"] = typeof(ulong), ["ushort"] = typeof(ushort),
    };

    /// <summary>Takes a text apart; null when it has another form.</summary>
    /// <param name="text">The text.</param>
    public static ExternName? TryRead(string text)
    {
        text = text.Trim();
        string[]? parameters = null;
        int open = text.IndexOf('(', StringComparison.Ordinal);
        if (open >= 0)
        {
            if (!text.EndsWith(')'))
            {
                return null;
            }

            string inside = text[(open + 1)..^1].Trim();
            parameters = inside.Length == 0 ? [] : inside.Split(',', StringSplitOptions.TrimEntries);
            text = text[..open].TrimEnd();
        }

        int colons = text.IndexOf("::", StringComparison.Ordinal);
        return colons > 0 && colons + 2 < text.Length ? new ExternName(text[..colons], text[(colons + 2)..], parameters) : null;
    }

    /// <summary>Chooses among the methods of a type.</summary>
    /// <param name="name">The name that NATIVE will use.</param>
    /// <param name="type">The type.</param>
    /// <param name="problem">Why none is chosen; null when some are.</param>
    /// <returns>Methods that take different numbers of values.</returns>
    public IReadOnlyList<NativeFunction> Choose(string name, Type type, out string? problem)
    {
        var named = type.GetMethods(BindingFlags.Public | BindingFlags.Static).Where(method => method.Name == Method && Fits(method)).ToArray();
        if (named.Length == 0)
        {
            problem = Parameters is null ? $"{type} has no public static method {Method}" : $"{type} has no public static method {Method} with these parameters";
            return [];
        }

        var usable = named.Where(method => ForeignRules.WhyNot(method) is null).Select(method => new NativeFunction(name, method, isForeign: true)).ToArray();
        if (usable.Length == 0)
        {
            problem = ForeignRules.WhyNot(named[0])!;
            return [];
        }

        var chosen = new List<NativeFunction>();
        foreach (var group in usable.GroupBy(function => function.Parameters.Length))
        {
            var best = group.GroupBy(Distance).MinBy(same => same.Key)!.ToArray();
            if (best.Length > 1)
            {
                problem = $"several methods fit, such as {Signature(best[0])} and {Signature(best[1])}; write the parameter types of one";
                return [];
            }

            chosen.Add(best[0]);
        }

        problem = null;
        return chosen;
    }

    private bool Fits(MethodInfo method)
    {
        if (Parameters is null)
        {
            return true;
        }

        var types = method.GetParameters().Select(parameter => parameter.ParameterType).Where(type => type != typeof(ProcessContext)).ToArray();
        return types.Length == Parameters.Length && types.Zip(Parameters, IsNamed).All(fits => fits);
    }

    private static bool IsNamed(Type type, string written) =>
        written.EndsWith("[]", StringComparison.Ordinal) ? type.IsSZArray && IsNamed(type.GetElementType()!, written[..^2].TrimEnd())
        : Keywords.TryGetValue(written, out var keyword) ? keyword == type
        : type.ToString() == written || type.Name == written;

    /// <summary>How far parameters are from what the language itself has, so that of the many forms of one method the natural one is taken.</summary>
    private static int Distance(NativeFunction function) => function.Parameters.Sum(parameter =>
        parameter.ParameterType == typeof(double) ? 1
        : parameter.ParameterType == typeof(long) || parameter.ParameterType == typeof(bool) || parameter.ParameterType == typeof(string) ? 0
        : parameter.ParameterType == typeof(int) ? 2
        : 16);

    private static string Signature(NativeFunction function) =>
        $"{function.Method.Name}({string.Join(", ", function.Parameters.Select(parameter => parameter.ParameterType))})";
}
