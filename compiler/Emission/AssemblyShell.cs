using System.Buffers.Binary;
using Mono.Cecil;

namespace TinyTotIL.Compiler.Emission;

/// <summary>The assembly around the emitted methods: its program type, references, attributes, resources and entry point.</summary>
/// <remarks>
/// It is a library with an entry point, so that it runs with <c>dotnet name.dll</c> and a C# project can refer to it
/// and call its functions as well.
/// </remarks>
internal sealed class AssemblyShell
{
    private const TypeAttributes StaticClass =
        TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed | TypeAttributes.BeforeFieldInit;

    private const TypeAttributes InternalStaticClass =
        TypeAttributes.NotPublic | TypeAttributes.Abstract | TypeAttributes.Sealed | TypeAttributes.BeforeFieldInit;

    private const TypeAttributes InternalClass = TypeAttributes.NotPublic | TypeAttributes.Sealed | TypeAttributes.BeforeFieldInit;

    private const int MethodsPerType = 20_000;

    private TypeDefinition? _internalType;
    private int _internalMethods;

    /// <summary>Begins an assembly.</summary>
    /// <param name="name">Its simple name, which is also the name of its files.</param>
    /// <param name="typeName">Name of the program type.</param>
    /// <param name="runtimeAssembly">The bytes of the runtime DLL.</param>
    public AssemblyShell(string name, string typeName, byte[] runtimeAssembly)
    {
        var parameters = new ModuleParameters
        {
            Kind = ModuleKind.Dll,
            Runtime = TargetRuntime.Net_4_0,
            AssemblyResolver = NoAssemblyResolver.Instance,
            MetadataImporterProvider = ClosedReferenceImporter.Provider,
        };
        Assembly = AssemblyDefinition.CreateAssembly(new AssemblyNameDefinition(name, new Version(1, 0, 0, 0)), name + ".dll", parameters);
        Runtime = new RuntimeReferences(Module, runtimeAssembly);
        StackTypes = new StackTypes(Runtime.Define);
        // Without an explicit order of initialization, code that runs before the static fields are touched pays no test for it.
        ProgramType = new TypeDefinition(string.Empty, typeName, StaticClass, Module.TypeSystem.Object);
        Module.Types.Add(ProgramType);
        AddTargetFramework();
    }

    /// <summary>The assembly.</summary>
    public AssemblyDefinition Assembly { get; }

    /// <summary>Its one module.</summary>
    public ModuleDefinition Module => Assembly.MainModule;

    /// <summary>Members the code may name.</summary>
    public RuntimeReferences Runtime { get; }

    /// <summary>The types of this module, for checking.</summary>
    public StackTypes StackTypes { get; }

    /// <summary>The source files the symbols speak of.</summary>
    public DebugSymbols Symbols { get; } = new();

    /// <summary>The public static class that holds the functions.</summary>
    public TypeDefinition ProgramType { get; }

    /// <summary>Adds a public static method to the program type, without a body.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="result">What it returns.</param>
    /// <param name="parameters">Types and names of its parameters.</param>
    public MethodDefinition AddMethod(string name, TypeReference result, params ReadOnlySpan<(TypeReference Type, string Name)> parameters) =>
        AddMethod(ProgramType, name, result, parameters);

    /// <summary>Adds an internal static method that the rest of the assembly calls, without a body.</summary>
    /// <remarks>A type can have 65,535 methods at most, so large programs spread over several.</remarks>
    /// <param name="name">Its name.</param>
    /// <param name="result">What it returns.</param>
    /// <param name="parameters">Types and names of its parameters.</param>
    public MethodDefinition AddInternalMethod(string name, TypeReference result, params ReadOnlySpan<(TypeReference Type, string Name)> parameters)
    {
        if (_internalMethods++ % MethodsPerType == 0 && _internalMethods > 1)
        {
            string typeName = $"{ProgramType.Name}${_internalMethods / MethodsPerType}";
            _internalType = new TypeDefinition(string.Empty, typeName, InternalStaticClass, Module.TypeSystem.Object);
            Module.Types.Add(_internalType);
        }

        var method = AddMethod(_internalType ?? ProgramType, name, result, parameters);
        method.IsAssembly = true;
        return method;
    }

    /// <summary>Adds an internal sealed class.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="parent">The class it derives from.</param>
    public TypeDefinition AddClass(string name, TypeReference parent)
    {
        var type = new TypeDefinition(string.Empty, name, InternalClass, parent);
        Module.Types.Add(type);
        return type;
    }

    private static MethodDefinition AddMethod(
        TypeDefinition type, string name, TypeReference result, ReadOnlySpan<(TypeReference Type, string Name)> parameters)
    {
        var method = new MethodDefinition(name, MethodAttributes.Public | MethodAttributes.Static | MethodAttributes.HideBySig, result);
        foreach (var (parameterType, parameterName) in parameters)
        {
            method.Parameters.Add(new ParameterDefinition(parameterName, ParameterAttributes.None, parameterType));
        }

        type.Methods.Add(method);
        return method;
    }

    /// <summary>Adds a static field to the program type; the static constructor gives a constant its value.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">Its type.</param>
    /// <param name="isConstant">Whether it never changes; the JIT then folds it into optimized code.</param>
    public FieldDefinition AddField(string name, TypeReference type, bool isConstant)
    {
        var attributes = FieldAttributes.Assembly | FieldAttributes.Static | (isConstant ? FieldAttributes.InitOnly : 0);
        var field = new FieldDefinition(name, attributes, type);
        ProgramType.Fields.Add(field);
        return field;
    }

    /// <summary>Adds the static constructor of the program type, without a body.</summary>
    public MethodDefinition AddStaticConstructor()
    {
        const MethodAttributes Attributes = MethodAttributes.Private | MethodAttributes.Static | MethodAttributes.HideBySig
            | MethodAttributes.SpecialName | MethodAttributes.RTSpecialName;
        var constructor = new MethodDefinition(".cctor", Attributes, Module.TypeSystem.Void);
        ProgramType.Methods.Add(constructor);
        return constructor;
    }

    /// <summary>Adds bytes the program can open by name.</summary>
    public void AddResource(string name, byte[] content) =>
        Module.Resources.Add(new EmbeddedResource(name, ManifestResourceAttributes.Public, content));

    /// <summary>Asks the JIT to keep what debuggers look at: every local for as long as its scope, and code in the order of the IL.</summary>
    public void DisableOptimizations()
    {
        const int Default = 0x1, IgnoreSymbolStoreSequencePoints = 0x2, WithoutOptimizations = 0x100;
        var type = Runtime.Framework.Type("System.Diagnostics", "DebuggableAttribute");
        var modes = FrameworkReferences.NestedValueType(type, "DebuggingModes");
        var blob = new byte[8];
        blob[0] = 1;
        // The points stand on empty evaluation stacks, where the JIT makes places by itself without asking for the symbols first.
        BinaryPrimitives.WriteInt32LittleEndian(blob.AsSpan(2), Default | IgnoreSymbolStoreSequencePoints | WithoutOptimizations);
        // Cecil would have to find the enumeration to write the argument for us.
        Assembly.CustomAttributes.Add(new CustomAttribute(Runtime.Framework.Constructor(type, modes), blob));
    }

    /// <summary>Keeps a method that only passes on a call out of the way of somebody who steps through the program.</summary>
    /// <param name="method">The method.</param>
    public void HideFromDebuggers(MethodDefinition method) =>
        method.CustomAttributes.Add(new CustomAttribute(Runtime.Framework.Constructor(Runtime.Framework.Type("System.Diagnostics", "DebuggerHiddenAttribute"))));

    /// <summary>Names the method that runs first: static, returning nothing or a number, taking nothing or the arguments.</summary>
    public void SetEntryPoint(MethodDefinition method) => Module.EntryPoint = method;

    private void AddTargetFramework()
    {
        var text = Module.TypeSystem.String;
        var type = Runtime.Framework.Type("System.Runtime.Versioning", "TargetFrameworkAttribute");
        var attribute = new CustomAttribute(Runtime.Framework.Constructor(type, text));
        attribute.ConstructorArguments.Add(new CustomAttributeArgument(text, ".NETCoreApp,Version=v10.0"));
        attribute.Properties.Add(new CustomAttributeNamedArgument("FrameworkDisplayName", new CustomAttributeArgument(text, ".NET 10.0")));
        Assembly.CustomAttributes.Add(attribute);
    }
}
