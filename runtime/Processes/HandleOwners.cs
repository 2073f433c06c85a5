using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Processes;

/// <summary>Which process what is open belongs to: it is closed when that process ends.</summary>
/// <remarks>One lock is enough: to open or close anything takes the system much longer. Nothing is closed while it is held.</remarks>
internal sealed class HandleOwners
{
    private readonly Lock _gate = new();
    private readonly Dictionary<IHandleResource, long> _owners = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<long, HashSet<IHandleResource>> _owned = [];
    private int _count;

    /// <summary>Whether nothing is open; asked at the end of each process.</summary>
    public bool IsEmpty => Volatile.Read(ref _count) == 0;

    /// <summary>Notes that something belongs to a process, and no more to any other.</summary>
    /// <param name="resource">What is open.</param>
    /// <param name="process">The number of the process. If it may have ended, look for it afterwards.</param>
    public void Set(IHandleResource resource, long process)
    {
        lock (_gate)
        {
            Detach(resource);
            _owners.Add(resource, process);
            if (!_owned.TryGetValue(process, out var owned))
            {
                _owned.Add(process, owned = new HashSet<IHandleResource>(ReferenceEqualityComparer.Instance));
            }

            owned.Add(resource);
            Volatile.Write(ref _count, _owners.Count);
        }
    }

    /// <summary>Forgets what has been closed.</summary>
    /// <param name="resource">What was open.</param>
    public void Forget(IHandleResource resource)
    {
        lock (_gate)
        {
            Detach(resource);
            Volatile.Write(ref _count, _owners.Count);
        }
    }

    /// <summary>The number of the process that something belongs to; null when to none.</summary>
    /// <param name="resource">What is open.</param>
    public long? OwnerOf(IHandleResource resource)
    {
        lock (_gate)
        {
            return _owners.TryGetValue(resource, out long owner) ? owner : null;
        }
    }

    /// <summary>Closes what belongs to a process that has ended.</summary>
    /// <param name="process">Its number.</param>
    public void CloseOf(long process)
    {
        HashSet<IHandleResource>? owned;
        lock (_gate)
        {
            if (!_owned.Remove(process, out owned))
            {
                return;
            }

            foreach (var resource in owned)
            {
                _owners.Remove(resource);
            }

            Volatile.Write(ref _count, _owners.Count);
        }

        foreach (var resource in owned)
        {
            resource.Close();
        }
    }

    /// <summary>Closes everything: the program has ended.</summary>
    public void CloseAll()
    {
        IHandleResource[] open;
        lock (_gate)
        {
            open = [.. _owners.Keys];
            _owners.Clear();
            _owned.Clear();
            Volatile.Write(ref _count, 0);
        }

        foreach (var resource in open)
        {
            resource.Close();
        }
    }

    private void Detach(IHandleResource resource)
    {
        if (_owners.Remove(resource, out long owner) && _owned[owner] is var owned && owned.Remove(resource) && owned.Count == 0)
        {
            _owned.Remove(owner);
        }
    }
}
