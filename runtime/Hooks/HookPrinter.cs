using System.Globalization;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Hooks;

/// <summary>A hook that writes a line to standard error for each event.</summary>
public static class HookPrinter
{
    private const int MostShown = 200;

    /// <summary>Adds the hook.</summary>
    /// <param name="hooks">Where to.</param>
    /// <param name="kinds">What is shown.</param>
    /// <param name="console">Where the lines go.</param>
    public static void Add(HookSet hooks, HookKinds kinds, IConsole console)
    {
        ArgumentNullException.ThrowIfNull(hooks);
        var gate = new Lock();
        hooks.Add(kinds, (in HookEvent happened, HookContext context) =>
        {
            string place = context.Place.Length == 0 ? "" : $" at {context.Place}";
            string line = string.Create(CultureInfo.InvariantCulture, $"[hook] {happened.Process} {happened.Kind}{Details(happened, context)}{place}");
            lock (gate)
            {
                console.WriteErrorLine(DisplayText.Escape(line));
            }
        });
    }

    private static string Details(in HookEvent happened, HookContext context) => happened.Kind switch
    {
        HookKinds.BeforeInstruction or HookKinds.AfterInstruction => $" {context.Instruction}",
        HookKinds.Call or HookKinds.Closure => $" {happened.Name}({string.Join(", ", happened.Arguments.Select(value => Show(context, value)))})",
        HookKinds.Return or HookKinds.VariableRead => $" {happened.Name} = {Show(context, happened.Value)}",
        HookKinds.VariableWrite => $" {happened.Name}: {Show(context, happened.Old)} -> {Show(context, happened.Value)}",
        HookKinds.FieldRead => $" .{happened.Name} = {Show(context, happened.Value)}",
        HookKinds.FieldWrite => $" .{happened.Name}: {Show(context, happened.Old)} -> {Show(context, happened.Value)}",
        HookKinds.ElementRead => Invariant($" [{happened.Index}] = {Show(context, happened.Value)}"),
        HookKinds.ElementWrite => Invariant($" [{happened.Index}]: {Show(context, happened.Old)} -> {Show(context, happened.Value)}"),
        HookKinds.Spawn => Invariant($" {happened.Other} {happened.Name}"),
        HookKinds.Send => Invariant($" {Show(context, happened.Value)} to {happened.Other}"),
        HookKinds.Exit => $" {happened.Name}",
        _ => $" {Show(context, happened.Value)}",
    };

    private static string Show(HookContext context, Value value)
    {
        string text = context.Show(value);
        return text.Length <= MostShown ? text : text[..MostShown] + "...";
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
