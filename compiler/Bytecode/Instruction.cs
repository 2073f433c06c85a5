using System.Collections.Immutable;

namespace TinyTotIL.Compiler.Bytecode;

/// <summary>One instruction of a program.</summary>
/// <param name="Opcode">What it does.</param>
/// <param name="Operand">With what.</param>
/// <param name="Line">Source line, from 1; 0 when unknown.</param>
internal readonly record struct Instruction(Opcode Opcode, Operand Operand, int Line)
{
    /// <summary>The row of the instruction table.</summary>
    public InstructionInfo Info => InstructionSet.Of(Opcode);

    /// <summary>Whether its operand is where a function begins: a call, or the making of a function value.</summary>
    public bool NamesFunction => Opcode is Opcode.Call or Opcode.TailCall or Opcode.MakeFunction or Opcode.MakeLambda;

    /// <summary>Whether it starts a program whose name it has as operand, or finds on the stack.</summary>
    public bool MayStartProgram => Opcode
        is Opcode.Spawn or Opcode.SpawnLink or Opcode.SpawnMonitor or Opcode.SuperviseChild or Opcode.SuperviseChildOf or Opcode.Supervise;

    /// <summary>Values it takes from the stack; of a call through a value, the function only.</summary>
    public long Takes() => Operand switch
    {
        Operand.Number { Value: var count } when Opcode == Opcode.MakeList => (long)Math.Min(count, long.MaxValue),
        Operand.Number { Value: var count } when Opcode == Opcode.SpawnWith => (long)Math.Min(count, long.MaxValue - 1) + 1,
        Operand.Native { Count: var count } => (long)Math.Min(count, long.MaxValue),
        Operand.Call when Opcode is Opcode.Call or Opcode.TailCall => ParameterNames().Length,
        _ when Opcode is Opcode.CallFunction or Opcode.TailCallFunction => 1,
        _ => Info.Pops,
    };

    /// <summary>Whether it waits for a message no longer than the time on top, and continues at its operand's address when none has come.</summary>
    public bool WaitsForTime => Opcode is Opcode.ReceiveAfter or Opcode.ReceiveMatchAfter or Opcode.ReceiveMatchOfAfter;

    /// <summary>The patterns in an operand that has some. A method, because a record's properties are read to display it.</summary>
    public string PatternsOperand() => Operand is Operand.TimedPatterns timed ? timed.Patterns : NameOperand();

    /// <summary>The name in an operand that is text. A method, because a record's properties are read to display it.</summary>
    public string NameOperand() => ((Operand.Text)Operand).Value;

    /// <summary>The parameter names in an operand that is an address and names.</summary>
    public ImmutableArray<string> ParameterNames() => ((Operand.Call)Operand).Names;
}
