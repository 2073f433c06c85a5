using System.Collections.Immutable;

namespace TinyTotIL.Compiler.Bytecode;

/// <summary>One instruction of a program.</summary>
/// <param name="Opcode">What it does.</param>
/// <param name="Operand">With what.</param>
/// <param name="Line">Source line, from 1; 0 when unknown.</param>
internal readonly record struct Instruction(Opcode Opcode, Operand Operand, int Line)
{
    /// <summary>Column in the source line, from 1; 0 when it is not known, or that of the first word, as in text of instructions.</summary>
    public int Column { get; init; }

    /// <summary>The row of the instruction table.</summary>
    public InstructionInfo Info => InstructionSet.Of(Opcode);

    /// <summary>Whether its operand is where a function begins: a call, or the making of a function value.</summary>
    public bool NamesFunction => Opcode is Opcode.Call or Opcode.TailCall or Opcode.MakeFunction or Opcode.MakeLambda or Opcode.MakeVariadic;

    /// <summary>Whether it starts a program whose name it has as operand, or finds on the stack.</summary>
    public bool MayStartProgram => Opcode
        is Opcode.Spawn or Opcode.SpawnLink or Opcode.SpawnMonitor or Opcode.SuperviseChild or Opcode.SuperviseChildOf or Opcode.Supervise;

    /// <summary>Whether it makes a function value of the code at its operand's address.</summary>
    public bool MakesFunction => Opcode is Opcode.MakeFunction or Opcode.MakeLambda or Opcode.MakeVariadic;

    /// <summary>Whether it jumps to its operand's address or goes on, as a value on the stack says.</summary>
    public bool IsConditionalJump => Opcode is Opcode.Jz or Opcode.Jnz or Opcode.Jf or Opcode.Jt;

    /// <summary>Whether it calls whatever procedure is on top of the stack, checks what that takes, and leaves one value.</summary>
    public bool CallsProcedure => Opcode is Opcode.CallProcedure or Opcode.TailCallProcedure or Opcode.Apply or Opcode.TailApply;

    /// <summary>Whether its operand is the name of a variable of the whole program.</summary>
    public bool NamesGlobal => Opcode is Opcode.LoadGlobal or Opcode.DefineGlobal or Opcode.SetGlobal;

    /// <summary>Values it takes from the stack; of a call through a value, the function only.</summary>
    public long Takes() => Operand switch
    {
        Operand.Number { Value: var count } when Opcode == Opcode.MakeList => (long)Math.Min(count, long.MaxValue),
        Operand.Number { Value: var count } when Opcode is Opcode.MakeCases or Opcode.Values or Opcode.Vector => (long)Math.Min(count, long.MaxValue),
        Operand.Number { Value: var count } when Opcode is Opcode.SpawnWith or Opcode.CallProcedure or Opcode.TailCallProcedure => (long)Math.Min(count, long.MaxValue - 1) + 1,
        Operand.Native { Count: var count } => (long)Math.Min(count, long.MaxValue),
        Operand.Call when Opcode is Opcode.Call or Opcode.TailCall => ParameterNames().Length,
        _ when Opcode is Opcode.CallFunction or Opcode.TailCallFunction => 1,
        _ => Info.Pops,
    };

    /// <summary>Values it pushes where it goes on with the next instruction; -1 where that depends on what it calls.</summary>
    public long Gives() => Operand switch
    {
        Operand.Number { Value: var count } when Opcode == Opcode.UnpackValues => (long)Math.Min(count, long.MaxValue - 1),
        Operand.Number { Value: var count } when Opcode == Opcode.UnpackRest => (long)Math.Min(count, long.MaxValue - 2) + 1,
        _ => Info.Pushes,
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
