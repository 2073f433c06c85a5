using Mono.Cecil;
using Mono.Cecil.Cil;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Compiler.Emission;

/// <summary>Carries a call to a fresh stack segment when the native stack is nearly used up.</summary>
/// <remarks>
/// The callee itself notices. It leaves its arguments in the context and asks the runtime to run a small companion
/// method on another stack, which takes them, calls the same function and leaves the result in the context.
/// </remarks>
internal static class SegmentBridge
{
    /// <summary>Adds the companion method of a function that checks the stack.</summary>
    /// <param name="shell">The assembly.</param>
    /// <param name="members">The program's members.</param>
    /// <param name="function">The function.</param>
    public static MethodDefinition AddCompanion(AssemblyShell shell, ProgramMembers members, IrFunction function) =>
        shell.AddInternalMethod(CompanionName(members, function), members.Types.Void, (members.Context, "context"));

    /// <summary>Writes the companion method.</summary>
    /// <param name="members">The program's members.</param>
    /// <param name="function">The function.</param>
    /// <param name="il">The companion method.</param>
    public static void WriteCompanion(ProgramMembers members, IrFunction function, IIlEmitter il)
    {
        var arguments = members.Runtime.Field(typeof(ProcessContext), nameof(ProcessContext.SpilledArguments));
        il.LoadArgument(0);
        var passed = members.PassingOf(function).Arguments.ToList();
        for (int i = 0; i < passed.Count; i++)
        {
            il.LoadArgument(0);
            il.LoadField(arguments);
            il.LoadConstant(i);
            il.Emit(OpCodes.Ldelem_Any, members.Value);
            members.Forms.Unbox(il, passed[i].Type);
        }

        il.Call(members.Methods[function.Number]);
        if (members.ReturnsValue(function))
        {
            members.Forms.BoxTop(il, ProgramMembers.ResultOf(function));
            var result = il.DeclareLocal(members.Value);
            il.StoreLocal(result);
            il.LoadArgument(0);
            il.LoadLocal(result);
            il.StoreField(Result(members));
        }

        il.Return();
        il.Complete();
    }

    /// <summary>Writes the rare path of the function itself.</summary>
    /// <param name="members">The program's members.</param>
    /// <param name="function">The function.</param>
    /// <param name="il">Its method.</param>
    public static void WriteCrossing(ProgramMembers members, IrFunction function, IIlEmitter il)
    {
        // What is passed in the context stays there on the way.
        var passed = members.PassingOf(function).Arguments.ToList();
        il.LoadArgument(0);
        il.LoadConstant(passed.Count);
        il.Emit(OpCodes.Newarr, members.Value);
        for (int i = 0; i < passed.Count; i++)
        {
            il.Duplicate();
            il.LoadConstant(i);
            int position = i + 1;
            members.Forms.Box(il, passed[i].Type, () => il.LoadArgument(position));
            il.Emit(OpCodes.Stelem_Any, members.Value);
        }

        il.StoreField(members.Runtime.Field(typeof(ProcessContext), nameof(ProcessContext.SpilledArguments)));
        il.LoadArgument(0);
        il.Emit(OpCodes.Ldftn, members.Companions[function.Number]!);
        il.Call(members.Runtime.Method(typeof(CompiledCode), nameof(CompiledCode.ContinueOnFreshSegment)));
        if (members.ReturnsValue(function))
        {
            il.LoadArgument(0);
            il.LoadField(Result(members));
            members.Forms.Unbox(il, ProgramMembers.ResultOf(function));
        }

        il.Return();
    }

    private static FieldReference Result(ProgramMembers members) =>
        members.Runtime.Field(typeof(ProcessContext), nameof(ProcessContext.SpilledResult));

    private static string CompanionName(ProgramMembers members, IrFunction function) => members.Methods[function.Number].Name + "$segment";
}
