using System.Text;
using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Formats;
using TinyTotIL.Compiler.Text;
using TinyTotIL.Runtime.Permissions;

namespace TinyTotIL.Compiler.LanguageService;

/// <summary>Descriptions as an editor shows them: Markdown.</summary>
internal static class LanguageText
{
    /// <summary>What an instruction does, from its row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="spelling">How the program spells it.</param>
    public static string OfInstruction(InstructionInfo row, string spelling)
    {
        string operand = InstructionSetDocument.OperandText(row.Shape);
        var text = new StringBuilder("```ttvm\n").Append(spelling).Append(operand.Length == 0 ? "" : " ").Append(operand);
        text.Append("  ; ").Append(row.Effect).Append("\n```\n").Append(row.Summary);
        if (spelling != row.Mnemonic)
        {
            text.Append("\n\nAnother spelling of `").Append(row.Mnemonic).Append("`.");
        }

        if (row.Has(InstructionTraits.Extension))
        {
            text.Append("\n\nAn addition to TinyTotVM's language.");
        }

        if (row.Needs.Count > 0)
        {
            text.Append("\n\nNeeds permission: ").AppendJoin(", ", row.Needs.Select(kind => $"`{PermissionFlag.WordFor(kind)}`")).Append('.');
        }

        return text.ToString();
    }

    /// <summary>What a runtime function does.</summary>
    /// <param name="function">The function.</param>
    public static string OfNative(NativeDescription function)
    {
        var text = new StringBuilder("```ttvm\nNATIVE ").Append(function.Name).Append(' ').Append(function.Parameters.Count).Append("  ; ").Append(EffectOf(function)).Append("\n```");
        if (function.Summary.Length > 0)
        {
            text.Append('\n').Append(Escaped(function.Summary));
        }

        foreach (var parameter in function.Parameters.Where(parameter => parameter.Summary.Length > 0))
        {
            text.Append("\n\n- `").Append(parameter.Name).Append("`: ").Append(Escaped(parameter.Summary));
        }

        return text.ToString();
    }

    /// <summary>The stack effect of a runtime function.</summary>
    /// <param name="function">The function.</param>
    public static string EffectOf(NativeDescription function) =>
        $"( {string.Concat(function.Parameters.Select(parameter => $"{parameter.Name}:{parameter.Kind} "))}-- {function.Result} )";

    /// <summary>What the comments at a label say: those on lines directly above it, then the one on its own line.</summary>
    /// <param name="source">The text.</param>
    /// <param name="label">The label.</param>
    public static string CommentsAt(SourceText source, TtvmLine label)
    {
        int first = label.Number;
        while (first > 1 && source.SpanText(source.SpanOfLineContent(first - 1)) is [';', ..])
        {
            first--;
        }

        var lines = new List<string>();
        for (int number = first; number < label.Number; number++)
        {
            lines.Add(source.SpanText(source.SpanOfLineContent(number)).TrimStart(';').Trim().ToString());
        }

        var rest = source.Text.AsSpan(label.Content.End, source.SpanOfLine(label.Number).End - label.Content.End).Trim();
        if (rest is [';', ..])
        {
            lines.Add(rest.TrimStart(';').Trim().ToString());
        }

        return string.Join("  \n", lines.Select(Escaped));
    }

    /// <summary>What stands at the top of a program before its first instruction: what it is for.</summary>
    /// <param name="source">The text.</param>
    public static string IntroductionOf(SourceText source)
    {
        var lines = new List<string>();
        for (int number = 1; number <= source.LineCount && source.SpanText(source.SpanOfLineContent(number)) is [';', ..] line; number++)
        {
            lines.Add(Escaped(line.TrimStart(';').Trim().ToString()));
        }

        return string.Join('\n', lines);
    }

    /// <summary>Code within a sentence, whatever is in it.</summary>
    /// <param name="code">The code.</param>
    public static string Code(string code)
    {
        string fence = code.Contains('`', StringComparison.Ordinal) ? "``" : "`";
        return fence.Length == 1 ? $"`{code}`" : $"{fence} {code} {fence}";
    }

    /// <summary>Text in which nothing means formatting but what stands between backquotes.</summary>
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder();
        bool isCode = false;
        foreach (char unit in text)
        {
            isCode ^= unit == '`';
            escaped.Append(!isCode && unit is ('*' or '_' or '<' or '>' or '[' or ']' or '\\' or '#' or '|') ? "\\" : "").Append(unit);
        }

        return escaped.ToString();
    }
}
