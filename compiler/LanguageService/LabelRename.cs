using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Formats;
using TinyTotIL.Compiler.Text;
using TinyTotIL.Runtime.Errors;

namespace TinyTotIL.Compiler.LanguageService;

/// <summary>Gives a label another name, wherever it stands, and leaves the program what it is.</summary>
public static class LabelRename
{
    /// <summary>The label at a place; null when there is none.</summary>
    /// <param name="index">The text.</param>
    /// <param name="offset">The place.</param>
    public static SourceSpan? TargetAt(ProgramIndex index, int offset)
    {
        ArgumentNullException.ThrowIfNull(index);
        return index.NameAt(offset) is { Kind: NameKind.Label } name ? name.Span : null;
    }

    /// <summary>What to change.</summary>
    /// <param name="index">The text.</param>
    /// <param name="offset">A place where the label stands.</param>
    /// <param name="newName">What it is to be called.</param>
    public static RenameOutcome To(ProgramIndex index, int offset, string newName)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(newName);
        if (index.NameAt(offset) is not { Kind: NameKind.Label } name)
        {
            return new RenameOutcome([], "only labels can be renamed");
        }

        if (newName == name.Name)
        {
            return new RenameOutcome([], null);
        }

        var places = index.SameAs(name).Select(same => same.Span).ToList();
        string? refusal = WhyNot(index, name.Name, newName, places);
        return refusal is null ? new RenameOutcome([.. places], null) : new RenameOutcome([], refusal);
    }

    private static string? WhyNot(ProgramIndex index, string oldName, string newName, List<SourceSpan> places)
    {
        string shown = Shown(newName);
        if (TtvmTextRules.WhyNotName(newName) is { } reason)
        {
            return $"'{shown}' cannot be a label: {reason}";
        }

        if (newName.AsSpan().ContainsAnyInRange('\0', '\x1F'))
        {
            return $"'{shown}' cannot be a label: it contains a control character";
        }

        if (TtvmLiterals.TryNumber(newName, out _))
        {
            return $"'{shown}' cannot be a label: it is a number, which means the instruction of that number";
        }

        if (TtvmTextRules.HasWhiteSpace(newName) && places.Any(place => EndsAtWhiteSpace(index, place)))
        {
            return $"'{shown}' cannot replace '{Shown(oldName)}': where it is called, a label ends at white space";
        }

        return index.Names.Any(name => name.Kind == NameKind.Label && name.Name == newName)
            ? index.LabelLine(newName) is { } line ? $"there is a label '{shown}' already, on line {line.Line.Number}" : $"'{shown}' is used already, though no label has that name"
            : null;
    }

    private static string Shown(string name) => DisplayText.Escape(DisplayText.Shorten(name));

    /// <summary>Whether a label is read up to the first white space only.</summary>
    private static bool EndsAtWhiteSpace(ProgramIndex index, SourceSpan place) =>
        index.LineAt(place.Start)?.Row?.Shape is OperandShape.Call or OperandShape.AddressPatterns;
}
