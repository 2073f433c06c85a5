using System.Globalization;
using System.Text;
using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Runtime.Errors;

namespace TinyTotIL.Compiler.BytecodePasses;

/// <summary>Shows what a pass changed. Addresses, in operands as well, are those before the first pass, so they mean the same after every one.</summary>
internal static class PassChangeText
{
    /// <summary>A line for each instruction that went or came.</summary>
    /// <param name="code">The code before the pass.</param>
    /// <param name="edit">The changes.</param>
    public static IReadOnlyList<string> Of(ModuleCode code, CodeEdit edit)
    {
        var labels = new Dictionary<ulong, string>();
        foreach (var label in code.Module.Labels)
        {
            labels.TryAdd((ulong)label.Address, label.Name);
        }

        var lines = new List<string>();
        foreach (var (index, old, changed) in edit.Changes())
        {
            lines.Add(Line('-', index, old));
            if (changed is { } instruction)
            {
                lines.Add(Line('+', index, instruction));
            }
        }

        return lines;

        string Line(char mark, int index, Instruction instruction) => DisplayText.Shorten(DisplayText.Escape(
            string.Create(CultureInfo.InvariantCulture, $"{mark} {code.Origins[index],6}  {instruction.Info.Mnemonic}{OperandText(instruction.Operand)}")));

        string OperandText(Operand operand) => operand switch
        {
            Operand.Integer integer => string.Create(CultureInfo.InvariantCulture, $" {integer.Value}"),
            Operand.Float number => string.Create(CultureInfo.InvariantCulture, $" {number.Value:R}"),
            Operand.Bool boolean => boolean.Value ? " true" : " false",
            Operand.Text text => $" {text.Value}",
            Operand.Number number => string.Create(CultureInfo.InvariantCulture, $" {number.Value}"),
            Operand.Target target => $" {Place(target.Address)}",
            Operand.TimedPatterns timed => $" {Place(timed.Address)} {timed.Patterns}",
            Operand.Call call => new StringBuilder().Append(' ').Append(Place(call.Address)).AppendJoin("", call.Names.Select(name => $" {name}")).ToString(),
            Operand.Catch { Name: { } name } => $" {name}",
            Operand.Native native => string.Create(CultureInfo.InvariantCulture, $" {native.Name} {native.Count}"),
            Operand.Extern binding => $" {binding.Name} {binding.Method}",
            Operand.SourceLine source => string.Create(CultureInfo.InvariantCulture, $" {source.File} {source.Line}{(source.Column > 0 ? $" {source.Column}" : "")}"),
            _ => "",
        };

        string Place(ulong address) => labels.TryGetValue(address, out string? label) ? label
            : (address < (ulong)code.Origins.Length ? (ulong)code.Origins[(int)address] : address).ToString(CultureInfo.InvariantCulture);
    }
}
