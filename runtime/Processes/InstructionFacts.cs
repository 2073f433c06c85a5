using System.Text;

namespace TinyTotIL.Runtime.Processes;

/// <summary>What observers may know of the instructions of a program, by their index.</summary>
/// <param name="facts">One for each instruction, the implicit ends of modules included.</param>
public sealed class InstructionFacts(InstructionFact[] facts)
{
    private static readonly InstructionFact Unknown = new("?", "?", InstructionFlow.Next, 0, null, -1, 0);

    private (int Start, InstructionFacts Facts)[] _units = [];

    /// <summary>Nothing is known.</summary>
    public static InstructionFacts Empty { get; } = new([]);

    /// <summary>Instructions of the program itself.</summary>
    public int Count => facts.Length;

    /// <summary>An instruction; one of which nothing is known when there is none.</summary>
    /// <param name="address">Its index.</param>
    public InstructionFact this[int address]
    {
        get
        {
            if ((uint)address < (uint)facts.Length)
            {
                return facts[address];
            }

            var units = Volatile.Read(ref _units);
            int unit = AddressTable.LastAtOrBefore<(int Start, InstructionFacts)>(units, address, each => each.Start);
            return unit < 0 || (uint)(address - units[unit].Start) >= (uint)units[unit].Facts.Count ? Unknown : units[unit].Facts[address - units[unit].Start];
        }
    }

    /// <summary>Adds code that was compiled while the program runs. One thread at a time.</summary>
    /// <param name="start">Where its addresses begin, behind all others.</param>
    /// <param name="unit">Its facts, as if they began at 0.</param>
    internal void Add(int start, InstructionFacts unit) => Volatile.Write(ref _units, [.. _units, (start, unit)]);

    /// <summary>The table as bytes, for a resource of a compiled program.</summary>
    public byte[] Serialize()
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8))
        {
            writer.Write7BitEncodedInt(facts.Length);
            foreach (var fact in facts)
            {
                fact.Write(writer);
            }
        }

        return stream.ToArray();
    }

    /// <summary>Reads what <see cref="Serialize"/> wrote.</summary>
    /// <param name="stream">The bytes; it is closed afterwards.</param>
    public static InstructionFacts Deserialize(Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8);
        var facts = new InstructionFact[reader.Read7BitEncodedInt()];
        for (int i = 0; i < facts.Length; i++)
        {
            facts[i] = InstructionFact.Read(reader);
        }

        return new InstructionFacts(facts);
    }
}
