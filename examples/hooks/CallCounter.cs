using TinyTotIL.Runtime.Hooks;

namespace TinyTotIL.Examples.Hooks;

/// <summary>Counts the calls of each function, and shows them when the program has ended.</summary>
public sealed class CallCounter : IHookSource
{
    private readonly SortedDictionary<string, long> _calls = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Register(HookSet hooks)
    {
        hooks.Add(HookKinds.Call, Count);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Show();
    }

    private void Count(in HookEvent happened, HookContext context)
    {
        // Processes run on several threads.
        lock (_calls)
        {
            _calls[happened.Name] = _calls.GetValueOrDefault(happened.Name) + 1;
        }
    }

    private void Show()
    {
        foreach (var (function, calls) in _calls)
        {
            Console.Error.WriteLine($"{function}: {calls} calls");
        }
    }
}
