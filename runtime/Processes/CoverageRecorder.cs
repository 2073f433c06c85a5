namespace TinyTotIL.Runtime.Processes;

/// <summary>Counts how often the instructions of a program were started.</summary>
/// <remarks>
/// Each thread has a table of its own, of differences: a stretch of instructions that run one after the other adds 1 where it begins and takes
/// 1 away behind its end, however long it is, and the sum up to an instruction is how often that was started.
/// </remarks>
/// <param name="instructions">Instructions of the program.</param>
public sealed class CoverageRecorder(int instructions)
{
    private readonly Lock _gate = new();
    private readonly List<long[]> _tables = [];

    /// <summary>How often each instruction was started. Nothing that runs may change it any more.</summary>
    public long[] Starts()
    {
        long[] starts = new long[instructions];
        lock (_gate)
        {
            foreach (long[] table in _tables)
            {
                long sum = 0;
                for (int i = 0; i < instructions; i++)
                {
                    sum += table[i];
                    starts[i] += sum;
                }
            }
        }

        return starts;
    }

    /// <summary>A table for a thread.</summary>
    internal long[] NewTable()
    {
        long[] table = new long[instructions + 1];
        lock (_gate)
        {
            _tables.Add(table);
        }

        return table;
    }
}
