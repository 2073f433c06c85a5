using Mono.Cecil;

namespace TinyTotIL.Compiler.Tests.Architecture;

/// <summary>Finds which folders of a built assembly name which others. A folder is what a namespace has after the project's.</summary>
internal sealed class AssemblyFolders
{
    private const string Compiler = "TinyTotIL.Compiler";
    private const string Runtime = "TinyTotIL.Runtime";

    /// <summary>The folder of the files that lie directly in the project.</summary>
    public const string Root = "(root)";

    private readonly HashSet<FolderDependency> _found = [];
    private readonly string _project;

    private AssemblyFolders(string project) => _project = project;

    /// <summary>The dependencies between folders of an assembly, and from them to the runtime's and to packages.</summary>
    /// <param name="path">The built assembly.</param>
    public static IReadOnlyCollection<FolderDependency> Read(string path)
    {
        using var assembly = AssemblyDefinition.ReadAssembly(path);
        var folders = new AssemblyFolders(assembly.Name.Name);
        foreach (var type in assembly.MainModule.GetTypes().Where(type => folders.FolderOf(type) is not null))
        {
            folders.AddType(type);
        }

        return folders._found;
    }

    /// <summary>Names of the assemblies that an assembly refers to.</summary>
    /// <param name="path">The built assembly.</param>
    public static IReadOnlyCollection<string> References(string path)
    {
        using var assembly = AssemblyDefinition.ReadAssembly(path);
        return [.. assembly.MainModule.AssemblyReferences.Select(reference => reference.Name)];
    }

    /// <summary>The folder of a type; null for the framework's, and for those the C# compiler invents.</summary>
    private string? FolderOf(TypeReference type)
    {
        var outermost = type;
        while (outermost.DeclaringType is { } outer)
        {
            outermost = outer;
        }

        string name = outermost.Namespace;
        return name == _project ? Root
            : name.StartsWith(_project + ".", StringComparison.Ordinal) ? name[(_project.Length + 1)..]
            : name.StartsWith(Runtime, StringComparison.Ordinal) || name.StartsWith(Compiler, StringComparison.Ordinal) ? name["TinyTotIL.".Length..]
            : name.StartsWith("Mono.Cecil", StringComparison.Ordinal) ? "Mono.Cecil"
            : null;
    }

    private void AddType(TypeDefinition type)
    {
        AddCustomAttributes(type, type);
        Add(type, type.BaseType);
        foreach (var implemented in type.Interfaces)
        {
            Add(type, implemented.InterfaceType);
        }

        AddConstraints(type, type.GenericParameters);
        foreach (var field in type.Fields)
        {
            AddCustomAttributes(type, field);
            Add(type, field.FieldType);
        }

        foreach (var member in type.Properties.Cast<ICustomAttributeProvider>().Concat(type.Events))
        {
            AddCustomAttributes(type, member);
        }

        foreach (var method in type.Methods)
        {
            AddMethod(type, method);
        }
    }

    private void AddMethod(TypeDefinition type, MethodDefinition method)
    {
        AddCustomAttributes(type, method);
        AddConstraints(type, method.GenericParameters);
        AddSignature(type, method);
        if (!method.HasBody)
        {
            return;
        }

        foreach (var local in method.Body.Variables)
        {
            Add(type, local.VariableType);
        }

        foreach (var handler in method.Body.ExceptionHandlers)
        {
            Add(type, handler.CatchType);
        }

        foreach (var instruction in method.Body.Instructions)
        {
            AddOperand(type, instruction.Operand);
        }
    }

    private void AddOperand(TypeDefinition type, object? operand)
    {
        switch (operand)
        {
            case TypeReference named:
                Add(type, named);
                break;
            case FieldReference field:
                Add(type, field.DeclaringType);
                Add(type, field.FieldType);
                break;
            case MethodReference method:
                Add(type, method.DeclaringType);
                AddSignature(type, method);
                foreach (var argument in (method as GenericInstanceMethod)?.GenericArguments ?? [])
                {
                    Add(type, argument);
                }

                break;
            case CallSite site:
                AddSignature(type, site);
                break;
        }
    }

    private void AddSignature(TypeDefinition type, IMethodSignature signature)
    {
        Add(type, signature.ReturnType);
        foreach (var parameter in signature.Parameters)
        {
            Add(type, parameter.ParameterType);
        }
    }

    private void AddConstraints(TypeDefinition type, IEnumerable<GenericParameter> parameters)
    {
        foreach (var constraint in parameters.SelectMany(parameter => parameter.Constraints))
        {
            Add(type, constraint.ConstraintType);
        }
    }

    private void AddCustomAttributes(TypeDefinition type, ICustomAttributeProvider member)
    {
        foreach (var attribute in member.CustomAttributes)
        {
            Add(type, attribute.AttributeType);
        }
    }

    private void Add(TypeDefinition user, TypeReference? used)
    {
        switch (used)
        {
            case null or GenericParameter:
                return;
            case GenericInstanceType instance:
                foreach (var argument in instance.GenericArguments)
                {
                    Add(user, argument);
                }

                Add(user, instance.ElementType);
                return;
            case FunctionPointerType pointer:
                AddSignature(user, pointer);
                return;
            case TypeSpecification specification:
                Add(user, specification.ElementType);
                return;
        }

        if (FolderOf(user) is { } from && FolderOf(used) is { } to && from != to)
        {
            _found.Add(new FolderDependency(from, to, Name(user), Name(used)));
        }
    }

    /// <summary>The outermost type, which is what a source file is named after.</summary>
    private static string Name(TypeReference type)
    {
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        return type.Name;
    }
}
