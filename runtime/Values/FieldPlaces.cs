using System.Numerics;

namespace TinyTotIL.Runtime.Values;

/// <summary>Says where in an array of names each one is. It takes half the memory and time of a dictionary, and is made once.</summary>
internal sealed class FieldPlaces
{
    private readonly string[] _names;
    private readonly Slot[] _slots;

    /// <summary>Makes a table without names.</summary>
    /// <param name="names">The names that will be added, each at its place.</param>
    public FieldPlaces(string[] names)
    {
        _names = names;

        // At most two of three slots are used, so that a search is short and always ends.
        _slots = new Slot[BitOperations.RoundUpToPowerOf2((uint)Math.Max(4L, names.Length + (names.Length / 2L)))];
    }

    /// <summary>Adds the name at a place, unless it is there already.</summary>
    /// <param name="place">The place, at which the name is to be.</param>
    /// <returns>The place where the name is; another one if it had been added before.</returns>
    public int Add(int place)
    {
        string name = _names[place];
        int hash = name.GetHashCode(StringComparison.Ordinal);
        ref var slot = ref Find(name, hash);
        if (slot.Number == 0)
        {
            slot = new Slot { Hash = hash, Number = place + 1 };
        }

        return slot.Number - 1;
    }

    /// <summary>The place of a name, or -1.</summary>
    /// <param name="name">The name.</param>
    public int IndexOf(string name) => Find(name, name.GetHashCode(StringComparison.Ordinal)).Number - 1;

    /// <summary>The slot of a name, or the one where it would be.</summary>
    private ref Slot Find(string name, int hash)
    {
        int mask = _slots.Length - 1;
        int index = hash & mask;
        while (true)
        {
            ref var slot = ref _slots[index];
            if (slot.Number == 0 || (slot.Hash == hash && _names[slot.Number - 1] == name))
            {
                return ref slot;
            }

            index = (index + 1) & mask;
        }
    }

    /// <summary>A name's hash code and its place, counted from 1.</summary>
    private struct Slot
    {
        public int Hash;
        public int Number;
    }
}
