using System.Reflection;
using System.Xml.Linq;
using TinyTotIL.Compiler.Natives;
using TinyTotIL.Runtime.Permissions;
using TinyTotIL.Runtime.Operations;

namespace TinyTotIL.Compiler;

/// <summary>Describes the runtime functions by what their methods' documentation says.</summary>
public static class NativeListing
{
    /// <summary>Every function there is.</summary>
    /// <param name="references">What there is besides the runtime's own.</param>
    /// <param name="readDocumentation">Gives the documentation file of an assembly as XML; null when there is none.</param>
    /// <exception cref="NativeTableException">An assembly offers what a program cannot call.</exception>
    public static IReadOnlyList<NativeDescription> Of(ForeignReferences references, Func<Assembly, string?> readDocumentation)
    {
        ArgumentNullException.ThrowIfNull(references);
        ArgumentNullException.ThrowIfNull(readDocumentation);
        var documentation = new Dictionary<Assembly, Dictionary<string, XElement>>();
        return [.. NativeTable.With(references.Assemblies, references.OffersFramework).All.Select(Describe)];

        NativeDescription Describe(NativeFunction function)
        {
            var assembly = function.Method.Module.Assembly;
            if (!documentation.TryGetValue(assembly, out var members))
            {
                documentation.Add(assembly, members = MembersOf(readDocumentation(assembly)));
            }

            var member = members.GetValueOrDefault(DocumentationName(function.Method));
            var parameters = function.Parameters.Select(parameter => new NativeParameter(
                parameter.Name ?? "", ForeignNames.Kind(parameter.ParameterType), TextOf(ParameterOf(member, parameter.Name))));
            return new NativeDescription(function.Name, [.. parameters], ForeignNames.Kind(function.Method.ReturnType), TextOf(member?.Element("summary")) + NeedsOf(function));
        }
    }

    private static string NeedsOf(NativeFunction function) =>
        function.Permissions.Count == 0 ? "" : $" (Needs {string.Join(", ", function.Permissions.Select(PermissionFlag.WordFor))}.)";

    private static XElement? ParameterOf(XElement? member, string? name) =>
        member?.Elements("param").FirstOrDefault(element => (string?)element.Attribute("name") == name);

    private static Dictionary<string, XElement> MembersOf(string? xml) =>
        xml is null ? [] : XDocument.Parse(xml).Descendants("member").GroupBy(member => (string?)member.Attribute("name") ?? "").ToDictionary(group => group.Key, group => group.First());

    /// <summary>The name documentation files give to a method; those here have no generic parameters.</summary>
    private static string DocumentationName(MethodInfo method)
    {
        string parameters = string.Join(',', method.GetParameters().Select(parameter => parameter.ParameterType.FullName?.Replace('+', '.')));
        return $"M:{method.DeclaringType!.FullName!.Replace('+', '.')}.{method.Name}{(parameters.Length == 0 ? "" : $"({parameters})")}";
    }

    /// <summary>The text of an element on one line, references replaced by what they name.</summary>
    private static string TextOf(XElement? element)
    {
        if (element is null)
        {
            return "";
        }

        string text = string.Concat(element.Nodes().Select(node => node switch
        {
            XText plain => plain.Value,
            XElement { Name.LocalName: "see" or "paramref" } reference =>
                ((string?)reference.Attribute("cref") ?? (string?)reference.Attribute("name") ?? (string?)reference.Attribute("langword") ?? "").Split('.', ':')[^1],
            XElement other => other.Value,
            _ => "",
        }));
        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
