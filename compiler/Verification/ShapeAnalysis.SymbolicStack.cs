namespace TinyTotIL.Compiler.Verification;

/// <summary>The stack inside a block.</summary>
internal sealed partial class ShapeAnalysis
{
    /// <summary>The stack inside a block.</summary>
    private sealed class SymbolicStack(ShapeAnalysis analysis, FunctionShape function, int bottom, List<FlowCell?> slots)
    {
        public int Bottom { get; private set; } = bottom;

        public List<FlowCell?> Slots { get; } = slots;

        public int Height => Bottom + Slots.Count;

        /// <summary>The lowest height reached in the block.</summary>
        public int LowWater { get; private set; } = bottom + slots.Count;

        public void Push(FlowCell? cell) => Slots.Add(cell);

        public FlowCell? Pop()
        {
            if (Slots.Count == 0)
            {
                // The value is one of the caller's.
                Bottom--;
                LowWater = Math.Min(LowWater, Bottom);
                analysis.RaiseTakes(function, -Bottom);
                return analysis._escaped;
            }

            var cell = Slots[^1];
            Slots.RemoveAt(Slots.Count - 1);
            LowWater = Math.Min(LowWater, Height);
            return cell;
        }

        public FlowCell?[] Pop(int count)
        {
            var cells = new FlowCell?[count];
            for (int i = count - 1; i >= 0; i--)
            {
                cells[i] = Pop();
            }

            return cells;
        }
    }
}
