namespace TinyTotIL.Runtime.Processes;

/// <summary>Finds processes by number.</summary>
/// <remarks>
/// Numbers ascend and are never used again, so the table is an array that moves on: chunks are made when the first of their numbers is given
/// out, and dropped when the last of their processes has ended. Looking up takes no lock; what it reads is published by one write each.
/// </remarks>
internal sealed class ProcessTable
{
    private const int ChunkBits = 10;

    /// <summary>Numbers in a chunk. Its array stays below the size at which .NET treats it as large.</summary>
    internal const int ChunkLength = 1 << ChunkBits;

    private readonly Lock _gate = new();
    private Chunk?[] _chunks = new Chunk?[16];
    private long _lastId;

    /// <summary>The number given out last.</summary>
    public long LastId => Volatile.Read(ref _lastId);

    /// <summary>Chunks in memory.</summary>
    internal int ChunkCount => Volatile.Read(ref _chunks).Count(chunk => chunk is not null);

    /// <summary>Gives out the next number.</summary>
    public long NextId() => Interlocked.Increment(ref _lastId);

    /// <summary>Enters a process under its number.</summary>
    /// <param name="process">The process.</param>
    public void Add(Process process)
    {
        var chunk = ChunkOf(process.Id) ?? MakeChunk(process.Id);
        Volatile.Write(ref chunk.Processes[process.Id & (ChunkLength - 1)], process);
    }

    /// <summary>Removes a process that was entered.</summary>
    /// <param name="process">The process.</param>
    public void Remove(Process process)
    {
        var chunk = ChunkOf(process.Id)!;
        Volatile.Write(ref chunk.Processes[process.Id & (ChunkLength - 1)], null);
        if (Interlocked.Decrement(ref chunk.Left) == 0)
        {
            lock (_gate)
            {
                _chunks[process.Id >> ChunkBits] = null;
            }
        }
    }

    /// <summary>The process with a number; null when there is none, or not any more.</summary>
    /// <param name="id">The number; any.</param>
    public Process? Find(long id) =>
        ChunkOf(id) is { } chunk ? Volatile.Read(ref chunk.Processes[id & (ChunkLength - 1)]) : null;

    /// <summary>The processes alive, in the order of their numbers. Those that start or end meanwhile may or may not be among them.</summary>
    public IEnumerable<Process> All()
    {
        var chunks = Volatile.Read(ref _chunks);
        foreach (var chunk in chunks)
        {
            for (int i = 0; chunk is not null && i < ChunkLength; i++)
            {
                if (Volatile.Read(ref chunk.Processes[i]) is { } process)
                {
                    yield return process;
                }
            }
        }
    }

    private Chunk? ChunkOf(long id)
    {
        var chunks = Volatile.Read(ref _chunks);
        long index = id >> ChunkBits;
        return (ulong)index < (ulong)chunks.Length ? Volatile.Read(ref chunks[index]) : null;
    }

    private Chunk MakeChunk(long id)
    {
        long index = id >> ChunkBits;
        lock (_gate)
        {
            if (index >= _chunks.Length)
            {
                var longer = new Chunk?[Math.Max(index + 1, 2L * _chunks.Length)];
                _chunks.CopyTo(longer, 0);
                Volatile.Write(ref _chunks, longer);
            }

            if (_chunks[index] is not { } chunk)
            {
                chunk = new Chunk { Left = index == 0 ? ChunkLength - 1 : ChunkLength };
                Volatile.Write(ref _chunks[index], chunk);
            }

            return chunk;
        }
    }

    /// <summary>Processes with neighbouring numbers.</summary>
    private sealed class Chunk
    {
        public readonly Process?[] Processes = new Process?[ChunkLength];

        /// <summary>Numbers whose processes have not ended, or not even begun; the first chunk has one fewer, because 0 is nobody's.</summary>
        public int Left;
    }
}
