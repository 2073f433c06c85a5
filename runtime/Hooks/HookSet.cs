using System.Globalization;

namespace TinyTotIL.Runtime.Hooks;

/// <summary>The hooks of a program. Safe to change from any thread, and by hooks themselves: a change counts from the next event on.</summary>
public sealed class HookSet
{
    private readonly Lock _gate = new();

    /// <summary>By priority, the highest first; those of the same in the order in which they were added.</summary>
    private Hook[] _hooks = [];

    private HookKinds _kinds;
    private HookKinds _enabled;
    private int _last;

    /// <summary>What any of them, enabled or not, is to be told of. Code that is compiled for them tells of these kinds.</summary>
    public HookKinds Kinds => _kinds;

    /// <summary>What those that are enabled are to be told of.</summary>
    internal HookKinds EnabledKinds => _enabled;

    /// <summary>Adds a hook.</summary>
    /// <param name="kinds">What it is told of.</param>
    /// <param name="body">What it does.</param>
    /// <param name="priority">Of several, higher ones are called first; of the same, in the order in which they were added.</param>
    /// <param name="when">Whether it wants an event; null for every one of its kinds.</param>
    /// <returns>Its number, from 1.</returns>
    public int Add(HookKinds kinds, HookCallback body, int priority = 0, Func<HookEvent, bool>? when = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        lock (_gate)
        {
            Replace([.. _hooks.Append(new Hook(++_last, kinds, body, priority, when, IsEnabled: true)).OrderByDescending(hook => hook.Priority)]);
            return _last;
        }
    }

    /// <summary>Removes a hook.</summary>
    /// <param name="id">Its number.</param>
    /// <returns>Whether there was one.</returns>
    public bool Remove(int id) => Change(id, _ => null);

    /// <summary>Lets a hook be called again.</summary>
    /// <param name="id">Its number.</param>
    /// <returns>Whether there is one.</returns>
    public bool Enable(int id) => Change(id, hook => hook with { IsEnabled = true });

    /// <summary>Lets a hook not be called until it is enabled again.</summary>
    /// <param name="id">Its number.</param>
    /// <returns>Whether there is one.</returns>
    public bool Disable(int id) => Change(id, hook => hook with { IsEnabled = false });

    /// <summary>Calls the hooks that want an event.</summary>
    /// <param name="happened">What happens.</param>
    /// <param name="context">Where.</param>
    /// <exception cref="HookFailureException">A hook has thrown; those behind it are not called.</exception>
    internal void Raise(in HookEvent happened, HookContext context)
    {
        foreach (var hook in Volatile.Read(ref _hooks))
        {
            if (!hook.IsEnabled || (hook.Kinds & happened.Kind) == 0)
            {
                continue;
            }

            try
            {
                if (hook.When?.Invoke(happened) ?? true)
                {
                    hook.Body(happened, context);
                }
            }
            catch (Exception failure) when (failure is not HookFailureException)
            {
                string message = string.Create(CultureInfo.InvariantCulture, $"hook {hook.Id}: {failure.Message}");
                throw new HookFailureException(message, failure) { Addresses = context.Addresses() };
            }
        }
    }

    private bool Change(int id, Func<Hook, Hook?> change)
    {
        lock (_gate)
        {
            int index = Array.FindIndex(_hooks, hook => hook.Id == id);
            if (index < 0)
            {
                return false;
            }

            Replace(change(_hooks[index]) is { } changed ? [.. _hooks[..index], changed, .. _hooks[(index + 1)..]] : [.. _hooks[..index], .. _hooks[(index + 1)..]]);
            return true;
        }
    }

    private void Replace(Hook[] hooks)
    {
        _kinds = hooks.Aggregate(HookKinds.None, (kinds, hook) => kinds | hook.Kinds);
        _enabled = hooks.Where(hook => hook.IsEnabled).Aggregate(HookKinds.None, (kinds, hook) => kinds | hook.Kinds);
        Volatile.Write(ref _hooks, hooks);
    }
}
