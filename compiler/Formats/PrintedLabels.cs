using System.Globalization;
using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Runtime.Errors;

namespace TinyTotIL.Compiler.Formats;

/// <summary>The labels of a module as they are printed, and which of them an operand can use.</summary>
/// <remarks>
/// A label whose name is a number cannot be the target of JMP, which would read the number; a label with spaces cannot be
/// that of CALL, which would read parameters. TRY takes labels only, so one is invented where none stands.
/// </remarks>
internal sealed class PrintedLabels
{
    private readonly Dictionary<int, Choice> _choices = [];
    private readonly List<Label> _inOrder;

    private PrintedLabels(List<Label> inOrder) => _inOrder = inOrder;

    /// <summary>All labels by address; those at one address in the order of the module.</summary>
    public IReadOnlyList<Label> InOrder => _inOrder;

    /// <summary>Chooses the labels of a module and reports those that text cannot express.</summary>
    /// <param name="module">The module.</param>
    /// <param name="diagnostics">Receives what is wrong.</param>
    public static PrintedLabels Of(BytecodeModule module, DiagnosticBag diagnostics)
    {
        var labels = new PrintedLabels([.. module.Labels.OrderBy(label => label.Address)]);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var label in labels._inOrder)
        {
            string? why = TtvmTextRules.WhyNotName(label.Name)
                ?? (!names.Add(label.Name) ? "another label has the same name" : null)
                ?? (label.Address < 0 || label.Address > module.Instructions.Length ? "it stands outside the code" : null);
            if (why is not null)
            {
                diagnostics.Report(DiagnosticDescriptors.LabelNotExpressible, module.Path, null, DisplayText.Shorten(label.Name), why);
            }

            labels.Consider(label);
        }

        labels.InventHandlers(module, names);
        return labels;
    }

    /// <summary>A label for an address that JMP can use, or null.</summary>
    /// <param name="address">The address.</param>
    public string? ForJump(ulong address) => Find(address).Jump;

    /// <summary>A label for an address that CALL can use, or null.</summary>
    /// <param name="address">The address.</param>
    public string? ForCall(ulong address) => Find(address).Call;

    /// <summary>A label for an address that TRY can use, or null.</summary>
    /// <param name="address">The address.</param>
    public string? ForTry(ulong address) => Find(address).Any;

    private Choice Find(ulong address) => address <= int.MaxValue ? _choices.GetValueOrDefault((int)address) : default;

    private void Consider(Label label)
    {
        var known = _choices.GetValueOrDefault(label.Address);
        bool isNumber = TtvmLiterals.TryNumber(label.Name, out _);
        bool isWord = !isNumber && !TtvmTextRules.HasWhiteSpace(label.Name);
        _choices[label.Address] = new Choice(
            known.Any ?? label.Name,
            known.Jump ?? (isNumber ? null : label.Name),
            known.Call ?? (isWord ? label.Name : null));
    }

    private void InventHandlers(BytecodeModule module, HashSet<string> names)
    {
        var addresses = new SortedSet<int>();
        foreach (var instruction in module.Instructions)
        {
            if (instruction is { Opcode: Opcode.Try, Operand: Operand.Target target }
                && target.Address <= (ulong)module.Instructions.Length && ForTry(target.Address) is null)
            {
                addresses.Add((int)target.Address);
            }
        }

        if (addresses.Count == 0)
        {
            return;
        }

        int number = 0;
        foreach (int address in addresses)
        {
            string name;
            do
            {
                name = string.Create(CultureInfo.InvariantCulture, $"handler_{++number}");
            }
            while (!names.Add(name));

            var label = new Label(name, address);
            _inOrder.Add(label);
            Consider(label);
        }

        var sorted = _inOrder.OrderBy(label => label.Address).ToList();
        _inOrder.Clear();
        _inOrder.AddRange(sorted);
    }

    private readonly record struct Choice(string? Any, string? Jump, string? Call);
}
