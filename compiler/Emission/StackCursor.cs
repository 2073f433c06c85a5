using System.Diagnostics.CodeAnalysis;
using Mono.Cecil;
using Mono.Cecil.Cil;
using TinyTotIL.Compiler.Diagnostics;

namespace TinyTotIL.Compiler.Emission;

/// <summary>The evaluation stack at the point a checker has reached, and how to complain about it.</summary>
internal sealed class StackCursor
{
    private readonly MethodDefinition _method;

    /// <summary>Starts at the beginning of a method.</summary>
    /// <param name="method">The method, for messages.</param>
    /// <param name="types">Knows the types.</param>
    public StackCursor(MethodDefinition method, StackTypes types)
    {
        _method = method;
        Types = types;
    }

    /// <summary>Knows the types.</summary>
    public StackTypes Types { get; }

    /// <summary>What is on the stack.</summary>
    public EvaluationStack Stack { get; set; } = EvaluationStack.Empty;

    /// <summary>Number of the instruction being checked, from 0.</summary>
    public int Position { get; set; }

    /// <summary>The instruction being checked.</summary>
    public OpCode Opcode { get; set; } = OpCodes.Nop;

    /// <summary>Its operand, or null.</summary>
    public object? Operand { get; set; }

    /// <summary>The label marked last.</summary>
    public IlLabel? Label { get; set; }

    /// <summary>Puts a value on the stack.</summary>
    public void Push(StackType type) => Stack = Stack.Push(type);

    /// <summary>Takes a value of any kind off the stack.</summary>
    public StackType Pop()
    {
        if (Stack.Below is null)
        {
            Fail("takes a value, but the evaluation stack is empty");
        }

        var top = Stack.Top;
        Stack = Stack.Below;
        return top;
    }

    /// <summary>Takes a value off the stack that must fit a type.</summary>
    public void Pop(StackType wanted)
    {
        var before = Stack;
        var given = Pop();
        if (!Types.Accepts(wanted, given))
        {
            Stack = before;
            Fail($"takes {wanted}, but {given} is on top");
        }
    }

    /// <summary>Takes a value off the stack that must be of one of the given kinds.</summary>
    public StackType Pop(string description, params ReadOnlySpan<StackKind> kinds)
    {
        var before = Stack;
        var given = Pop();
        if (!kinds.Contains(given.Kind))
        {
            Stack = before;
            Fail($"takes {description}, but {given} is on top");
        }

        return given;
    }

    /// <summary>Takes an index, size or count off the stack.</summary>
    public void PopIndex() => Pop("an int32 or native int", StackKind.Int32, StackKind.NativeInt);

    /// <summary>Takes an address off the stack.</summary>
    public StackType PopAddress() => Pop("an address", StackKind.ManagedPointer, StackKind.NativeInt);

    /// <summary>Stops the compilation: the code generator is at fault.</summary>
    [DoesNotReturn]
    public void Fail(string problem)
    {
        string place = Label is null ? "" : $" after label {Label.Name}";
        throw new InternalCompilerException(
            "emit", $"instruction {Position}{place}: {IlText.Instruction(Opcode, Operand)}: {problem}; stack {Stack}", _method.FullName);
    }
}
