using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Accounting;

/// <summary>Where marking begins: what programs can still come to.</summary>
internal static class HeapRoots
{
    /// <summary>Shows the roots of all processes. None of them runs but the one that asks.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="machine">Its machine.</param>
    /// <param name="meter">Who is shown them.</param>
    public static void Show(ProcessContext context, IMachineView machine, HeapMeter meter)
    {
        Array.ForEach(context.Globals, meter.Add);
        ShowDynamicState(context.DynamicState, meter);
        Show(context.Module, meter);
        for (var view = machine; view is not null; view = view.Outer)
        {
            Show(view, meter);
        }

        context.Scheduler?.Timers.Measure(meter);
        foreach (var process in context.Scheduler?.Processes ?? [])
        {
            Show(process, meter);
        }
    }

    /// <summary>Shows what a process holds that does not run.</summary>
    /// <param name="process">The process.</param>
    /// <param name="meter">Who is shown it.</param>
    public static void Show(Process process, HeapMeter meter)
    {
        process.Measure(meter);
        if (process.Module is { } module)
        {
            Show(module, meter);
        }

        if (process.Details is { } details)
        {
            ShowDynamicState(details.DynamicState, meter);
            foreach (var child in details.Supervision?.Rules.Children ?? [])
            {
                meter.Add(child.Spec.Start);
            }
        }
    }

    /// <summary>The state in which every process begins is no program's.</summary>
    private static void ShowDynamicState(Value state, HeapMeter meter)
    {
        if (state.Tag != ProcessContext.NoDynamicState.Tag)
        {
            meter.Add(state);
        }
    }

    private static void Show(ModuleRun innermost, HeapMeter meter)
    {
        for (var module = innermost; module is not null; module = module.Importer)
        {
            meter.Add(module.Exports);
            foreach (var exports in module.Cache.Values)
            {
                meter.Add(exports);
            }
        }
    }

    private static void Show(IMachineView machine, HeapMeter meter)
    {
        for (int depth = 0; depth < machine.Height; depth++)
        {
            meter.Add(machine.Peek(depth));
        }

        for (int depth = 0; depth < machine.FrameCount; depth++)
        {
            meter.Add(machine.VariablesAt(depth));
        }

        meter.Add(machine.Captures);
    }
}
