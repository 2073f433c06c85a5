using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Mono.Cecil;
using TinyTotIL.Compiler.Emission;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Tests.Emission;

/// <summary>An assembly whose methods a test writes by hand, under the checker, and then runs.</summary>
internal sealed class TestAssembly : IDisposable
{
    private readonly AssemblyLoadContext _context = new("emitted", isCollectible: true);
    private Type? _program;

    public TestAssembly(string name = "prog") => Shell = new AssemblyShell(name, "Program", RuntimeBytes);

    public static byte[] RuntimeBytes { get; } = File.ReadAllBytes(typeof(Value).Assembly.Location);

    public AssemblyShell Shell { get; }

    public TypeReference Void => Shell.Module.TypeSystem.Void;

    public TypeReference Int32 => Shell.Module.TypeSystem.Int32;

    public TypeReference Int64 => Shell.Module.TypeSystem.Int64;

    public TypeReference Double => Shell.Module.TypeSystem.Double;

    public TypeReference Text => Shell.Module.TypeSystem.String;

    public TypeReference Object => Shell.Module.TypeSystem.Object;

    public TypeReference Value => Shell.Runtime.Type(typeof(Value));

    public MethodDefinition Add(string name, TypeReference result, params ReadOnlySpan<(TypeReference, string)> parameters) =>
        Shell.AddMethod(name, result, parameters);

    public CheckedIlEmitter Checked(MethodDefinition method) => new(new CecilIlEmitter(method), Shell.StackTypes);

    /// <summary>Writes the body of a method and completes it.</summary>
    public MethodDefinition Write(MethodDefinition method, Action<CheckedIlEmitter> body)
    {
        var il = Checked(method);
        body(il);
        il.Complete();
        return method;
    }

    /// <summary>Writes a method without parameters.</summary>
    public MethodDefinition Write(string name, TypeReference result, Action<CheckedIlEmitter> body) => Write(Add(name, result), body);

    public AssemblyOutput Output() => AssemblyWriter.Write(Shell.Assembly, withSymbols: true);

    /// <summary>Loads the assembly, has the JIT compile every method, and calls one.</summary>
    public object? Run(string name, params object?[] arguments)
    {
        _program ??= Load();
        return _program.GetMethod(name)!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }

    public void Dispose() => _context.Unload();

    private Type Load()
    {
        var output = Output();
        var assembly = _context.LoadFromStream(new MemoryStream(output.Dll), new MemoryStream(output.Pdb!));
        var program = assembly.GetType("Program")!;
        foreach (var method in program.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly))
        {
            RuntimeHelpers.PrepareMethod(method.MethodHandle);
        }

        return program;
    }
}
