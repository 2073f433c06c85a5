using TinyTotIL.Compiler.IrExecution;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Tests.IrExecution;

/// <summary>Moves between slots do what they would do all at once.</summary>
public sealed class SlotMovesTests
{
    private const int Slots = 7;

    [Fact]
    public void Any_moves_do_what_they_would_do_all_at_once()
    {
        var random = new Random(1);
        for (int round = 0; round < 2000; round++)
        {
            var moves = Enumerable.Range(0, Slots).Where(_ => random.Next(3) > 0).Select(target => (Target: target, Source: random.Next(Slots))).ToList();
            var slots = Enumerable.Range(0, Slots + 1).Select(i => Value.Int(i)).ToArray();
            var expected = slots[..Slots];
            moves.ForEach(move => expected[move.Target] = Value.Int(move.Source));
            SlotMoves.Order(moves, free: Slots).Apply(slots);
            Assert.Equal(expected, slots[..Slots]);
        }
    }

    [Fact]
    public void Moves_that_change_nothing_are_none()
    {
        Assert.True(SlotMoves.Order([(1, 1), (2, 2)], free: 3).IsEmpty);
        Assert.False(SlotMoves.Order([(1, 2)], free: 3).IsEmpty);
    }
}
