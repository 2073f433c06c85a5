using Mono.Cecil;
using Mono.Cecil.Cil;

namespace TinyTotIL.Compiler.Emission;

/// <summary>The shortest encoding of each instruction that has several.</summary>
internal static class ShortForms
{
    /// <summary>Makes <c>ldc.i4</c>.</summary>
    public static Instruction Integer(int value) => value switch
    {
        -1 => Instruction.Create(OpCodes.Ldc_I4_M1),
        0 => Instruction.Create(OpCodes.Ldc_I4_0),
        1 => Instruction.Create(OpCodes.Ldc_I4_1),
        2 => Instruction.Create(OpCodes.Ldc_I4_2),
        3 => Instruction.Create(OpCodes.Ldc_I4_3),
        4 => Instruction.Create(OpCodes.Ldc_I4_4),
        5 => Instruction.Create(OpCodes.Ldc_I4_5),
        6 => Instruction.Create(OpCodes.Ldc_I4_6),
        7 => Instruction.Create(OpCodes.Ldc_I4_7),
        8 => Instruction.Create(OpCodes.Ldc_I4_8),
        >= sbyte.MinValue and <= sbyte.MaxValue => Instruction.Create(OpCodes.Ldc_I4_S, (sbyte)value),
        _ => Instruction.Create(OpCodes.Ldc_I4, value),
    };

    /// <summary>Makes <c>ldloc</c>, <c>stloc</c> or <c>ldloca</c>.</summary>
    public static Instruction Local(OpCode opcode, VariableDefinition local) => (opcode.Code, local.Index) switch
    {
        (Code.Ldloc, 0) => Instruction.Create(OpCodes.Ldloc_0),
        (Code.Ldloc, 1) => Instruction.Create(OpCodes.Ldloc_1),
        (Code.Ldloc, 2) => Instruction.Create(OpCodes.Ldloc_2),
        (Code.Ldloc, 3) => Instruction.Create(OpCodes.Ldloc_3),
        (Code.Ldloc, <= byte.MaxValue) => Instruction.Create(OpCodes.Ldloc_S, local),
        (Code.Stloc, 0) => Instruction.Create(OpCodes.Stloc_0),
        (Code.Stloc, 1) => Instruction.Create(OpCodes.Stloc_1),
        (Code.Stloc, 2) => Instruction.Create(OpCodes.Stloc_2),
        (Code.Stloc, 3) => Instruction.Create(OpCodes.Stloc_3),
        (Code.Stloc, <= byte.MaxValue) => Instruction.Create(OpCodes.Stloc_S, local),
        (Code.Ldloca, <= byte.MaxValue) => Instruction.Create(OpCodes.Ldloca_S, local),
        _ => Instruction.Create(opcode, local),
    };

    /// <summary>Makes <c>ldarg</c>, <c>starg</c> or <c>ldarga</c>.</summary>
    public static Instruction Argument(OpCode opcode, ParameterDefinition parameter) => (opcode.Code, parameter.Sequence) switch
    {
        (Code.Ldarg, 0) => Instruction.Create(OpCodes.Ldarg_0),
        (Code.Ldarg, 1) => Instruction.Create(OpCodes.Ldarg_1),
        (Code.Ldarg, 2) => Instruction.Create(OpCodes.Ldarg_2),
        (Code.Ldarg, 3) => Instruction.Create(OpCodes.Ldarg_3),
        (Code.Ldarg, <= byte.MaxValue) => Instruction.Create(OpCodes.Ldarg_S, parameter),
        (Code.Starg, <= byte.MaxValue) => Instruction.Create(OpCodes.Starg_S, parameter),
        (Code.Ldarga, <= byte.MaxValue) => Instruction.Create(OpCodes.Ldarga_S, parameter),
        _ => Instruction.Create(opcode, parameter),
    };

    /// <summary>Gives the short form of a branch.</summary>
    /// <param name="code">The long form.</param>
    /// <param name="opcode">The short form.</param>
    /// <returns>False for <c>switch</c>, which has none.</returns>
    public static bool TryBranch(Code code, out OpCode opcode)
    {
        opcode = code switch
        {
            Code.Br => OpCodes.Br_S,
            Code.Brfalse => OpCodes.Brfalse_S,
            Code.Brtrue => OpCodes.Brtrue_S,
            Code.Beq => OpCodes.Beq_S,
            Code.Bge => OpCodes.Bge_S,
            Code.Bgt => OpCodes.Bgt_S,
            Code.Ble => OpCodes.Ble_S,
            Code.Blt => OpCodes.Blt_S,
            Code.Bne_Un => OpCodes.Bne_Un_S,
            Code.Bge_Un => OpCodes.Bge_Un_S,
            Code.Bgt_Un => OpCodes.Bgt_Un_S,
            Code.Ble_Un => OpCodes.Ble_Un_S,
            Code.Blt_Un => OpCodes.Blt_Un_S,
            _ => OpCodes.Nop,
        };
        return opcode.Code != Code.Nop;
    }
}
