using Mono.Cecil;
using Mono.Cecil.Cil;

namespace TinyTotIL.Conformance.Tests.Debugging;

/// <summary>How much is on the evaluation stack before each instruction of a method: where there is something, debuggers cannot stop.</summary>
internal static class StackHeights
{
    /// <summary>Heights by offset.</summary>
    /// <param name="method">The method.</param>
    public static Dictionary<int, int> Of(MethodDefinition method)
    {
        var heights = new Dictionary<int, int>();
        var arriving = new Dictionary<Instruction, int>();
        int? height = 0;
        foreach (var instruction in method.Body.Instructions)
        {
            // Code behind a branch is arrived at from before, or with nothing.
            int here = arriving.TryGetValue(instruction, out int known) ? known : height ?? 0;
            heights.Add(instruction.Offset, here);
            int after = instruction.OpCode.Code == Code.Ret ? 0 : here + Change(instruction);
            foreach (var target in instruction.Operand is Instruction one ? [one] : instruction.Operand as Instruction[] ?? [])
            {
                arriving.TryAdd(target, after);
            }

            height = instruction.OpCode.FlowControl is FlowControl.Branch or FlowControl.Return or FlowControl.Throw ? null : after;
        }

        return heights;
    }

    private static int Change(Instruction instruction)
    {
        if (instruction.Operand is IMethodSignature called && instruction.OpCode.Code != Code.Ldftn)
        {
            bool makes = instruction.OpCode.Code == Code.Newobj;
            int taken = called.Parameters.Count + (called.HasThis && !makes ? 1 : 0) + (instruction.OpCode.Code == Code.Calli ? 1 : 0);
            return (makes || called.ReturnType.MetadataType != MetadataType.Void ? 1 : 0) - taken;
        }

        return Given(instruction.OpCode.StackBehaviourPush) - Taken(instruction.OpCode.StackBehaviourPop);
    }

    private static int Given(StackBehaviour behaviour) => behaviour switch
    {
        StackBehaviour.Push0 => 0,
        StackBehaviour.Push1_push1 => 2,
        _ => 1,
    };

    private static int Taken(StackBehaviour behaviour) => behaviour switch
    {
        StackBehaviour.Pop0 => 0,
        StackBehaviour.Pop1 or StackBehaviour.Popi or StackBehaviour.Popref => 1,
        StackBehaviour.Popi_popi_popi or StackBehaviour.Popref_popi_popi or StackBehaviour.Popref_popi_popi8 or StackBehaviour.Popref_popi_popr4
            or StackBehaviour.Popref_popi_popr8 or StackBehaviour.Popref_popi_popref => 3,
        _ => 2,
    };
}
