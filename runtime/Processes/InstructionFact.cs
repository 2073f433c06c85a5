namespace TinyTotIL.Runtime.Processes;

/// <summary>What observers may know of an instruction.</summary>
/// <param name="Mnemonic">Its spelling, such as <c>CALL_FUNCTION</c>.</param>
/// <param name="DebugText">The instruction as traces show it, such as <c>PushInt(10)</c>; upstream's form.</param>
/// <param name="Flow">Where control goes when it succeeds.</param>
/// <param name="Takes">Values it takes from the stack; of a call through a value without a stated count, the function only.</param>
/// <param name="Name">The variable, field, module or function its operand names; null for none.</param>
/// <param name="Target">Index of the instruction its operand leads to; -1 for none.</param>
/// <param name="Parameters">Parameters its operand names.</param>
public sealed record InstructionFact(string Mnemonic, string DebugText, InstructionFlow Flow, int Takes, string? Name, int Target, int Parameters)
{
    /// <summary>What it reads, writes or makes besides the operand stack.</summary>
    public InstructionAccess Access { get; init; }

    /// <summary>Whether it makes a value that the program can hold on to, such as text, a list or a function.</summary>
    public bool Allocates { get; init; }

    /// <summary>The slot of the variable of the whole program that it names; -1 for none.</summary>
    public int Global { get; init; } = -1;

    /// <summary>Writes it for <see cref="Read"/>.</summary>
    /// <param name="writer">Where to.</param>
    internal void Write(BinaryWriter writer)
    {
        writer.Write(Mnemonic);
        writer.Write(DebugText);
        writer.Write((byte)Flow);
        writer.Write7BitEncodedInt(Takes);
        writer.Write(Name is not null);
        if (Name is not null)
        {
            writer.Write(Name);
        }

        writer.Write7BitEncodedInt(Target);
        writer.Write7BitEncodedInt(Parameters);
        writer.Write((byte)Access);
        writer.Write7BitEncodedInt(Global);
        writer.Write(Allocates);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="reader">Where from.</param>
    internal static InstructionFact Read(BinaryReader reader) => new(
        reader.ReadString(),
        reader.ReadString(),
        (InstructionFlow)reader.ReadByte(),
        reader.Read7BitEncodedInt(),
        reader.ReadBoolean() ? reader.ReadString() : null,
        reader.Read7BitEncodedInt(),
        reader.Read7BitEncodedInt())
    {
        Access = (InstructionAccess)reader.ReadByte(),
        Global = reader.Read7BitEncodedInt(),
        Allocates = reader.ReadBoolean(),
    };
}
