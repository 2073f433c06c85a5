using Mono.Cecil;
using Mono.Cecil.Cil;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Compiler.Emission;

/// <summary>The ways into a compiled program: the entry point, and one public method for each exported name.</summary>
internal static class ProgramDoors
{
    /// <summary>A type can have 65,535 methods, and the program type holds others as well; exports beyond this have no method.</summary>
    private const int MostExports = 40_000;

    /// <summary>Writes them.</summary>
    /// <param name="shell">The assembly.</param>
    /// <param name="members">The program's members.</param>
    /// <param name="image">The method that makes the program's image.</param>
    /// <param name="writeMethod">Writes the body of a method.</param>
    public static void Write(AssemblyShell shell, ProgramMembers members, MethodDefinition image, Action<MethodDefinition, Action<IIlEmitter>> writeMethod)
    {
        WriteMain(shell, members, image, writeMethod);
        if (members.Module.Exports.IsEmpty)
        {
            return;
        }

        var library = shell.AddMethod("$library", members.Runtime.Type(typeof(ProgramLibrary)));
        library.IsAssembly = true;
        var field = shell.AddField("$shared", members.Runtime.Type(typeof(ProgramLibrary)), isConstant: false);
        writeMethod(library, il => WriteLibrary(members, image, field, il));
        // The program's own functions may share a name: they are not public, and the context comes first in their parameters.
        var taken = new HashSet<string> { "Main" };
        foreach (var export in members.Module.Exports.Take(MostExports))
        {
            WriteExport(shell, members, export, library, taken, writeMethod);
        }
    }

    private static void WriteMain(AssemblyShell shell, ProgramMembers members, MethodDefinition image, Action<MethodDefinition, Action<IIlEmitter>> writeMethod)
    {
        var main = shell.AddMethod("Main", members.Types.Int32, (new ArrayType(members.Types.String), "args"));
        writeMethod(main, il =>
        {
            il.Call(image);
            il.LoadArgument(0);
            il.Call(members.Runtime.Method(typeof(ProgramHost), nameof(ProgramHost.Run), typeof(ProgramImage), typeof(string[])));
            il.Return();
            il.Complete();
        });
        shell.SetEntryPoint(main);
    }

    /// <summary>One library serves the whole process; the runtime makes it on first use.</summary>
    private static void WriteLibrary(ProgramMembers members, MethodDefinition image, FieldDefinition field, IIlEmitter il)
    {
        il.LoadStaticAddress(field);
        il.Emit(OpCodes.Ldftn, image);
        il.Call(members.Runtime.Method(typeof(ProgramLibrary), nameof(ProgramLibrary.Share)));
        il.Return();
        il.Complete();
    }

    private static void WriteExport(
        AssemblyShell shell, ProgramMembers members, IrExport export, MethodDefinition library, HashSet<string> taken, Action<MethodDefinition, Action<IIlEmitter>> writeMethod)
    {
        string name = ModuleEmitter.ProgramTypeName(export.Name);
        if (!taken.Add(name))
        {
            return;
        }

        var method = shell.AddMethod(name, members.Value);
        if (export.Parameters is null)
        {
            writeMethod(method, il =>
            {
                il.Call(library);
                members.LoadText(il, export.Name);
                il.Call(members.Runtime.Method(typeof(ProgramLibrary), nameof(ProgramLibrary.Get)));
                il.Return();
                il.Complete();
            });
            return;
        }

        foreach (string parameter in export.Parameters)
        {
            method.Parameters.Add(new ParameterDefinition(MetadataName.Of(parameter), ParameterAttributes.None, members.Value));
        }

        writeMethod(method, il =>
        {
            il.Call(library);
            members.LoadText(il, export.Name);
            il.LoadConstant(export.Parameters.Length);
            il.Emit(OpCodes.Newarr, members.Value);
            for (int i = 0; i < export.Parameters.Length; i++)
            {
                il.Duplicate();
                il.LoadConstant(i);
                il.LoadArgument(i);
                il.Emit(OpCodes.Stelem_Any, members.Value);
            }

            il.Call(members.Runtime.Method(typeof(ProgramLibrary), nameof(ProgramLibrary.Call)));
            il.Return();
            il.Complete();
        });
    }
}
