using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using TinyTotIL.Compiler.Bytecode;

namespace TinyTotIL.Compiler.LanguageService;

/// <summary>The instruction table as a TextMate grammar, by which editors colour programs: <c>cli/vscode/syntaxes/ttvm.tmLanguage.json</c>. A test keeps the file equal to it.</summary>
/// <remarks>
/// A rule covers a line up to its comment. What follows a mnemonic is coloured by its shape, so a rule is needed for each shape
/// and none for an instruction.
/// </remarks>
internal static class TtvmGrammar
{
    private const string Keyword = "keyword.other.instruction.ttvm";
    private const string Control = "keyword.control.ttvm";
    private const string Label = "entity.name.function.ttvm";
    private const string Variable = "variable.other.ttvm";
    private const string PlainText = "string.unquoted.ttvm";

    /// <summary>What stands after the only space that counts, up to a comment.</summary>
    private const string Rest = " +([^;]*?)\\s*(?=;|$)";

    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The grammar; lines end with LF.</summary>
    public static string Render()
    {
        var grammar = new JsonObject
        {
            ["information_for_contributors"] = new JsonArray("This file is generated from the instruction table (compiler/Bytecode/InstructionSet*.cs). Run the tests with TTIL_ACCEPT_SNAPSHOTS=1 to make it anew."),
            ["name"] = "TinyTotVM",
            ["scopeName"] = "source.ttvm",
            ["patterns"] = new JsonArray([.. Rules()]),
            ["repository"] = new JsonObject
            {
                ["comment"] = Match(";.*$", "comment.line.semicolon.ttvm"),
                ["number"] = Match("(?<![^ ])[+-]?[0-9]+(?![^ ;])", "constant.numeric.ttvm"),
                ["text"] = new JsonObject
                {
                    ["name"] = "string.quoted.double.ttvm",
                    ["begin"] = "\"",
                    ["end"] = "\"|$",
                    ["patterns"] = new JsonArray(
                        Match("\\\\(?:[nrt0\"\\\\]|u\\{[0-9A-Fa-f]{1,6}\\})", "constant.character.escape.ttvm"),
                        Match("\\\\.", "invalid.illegal.escape.ttvm")),
                },
            },
        };
        return JsonSerializer.Serialize(grammar, Options) + "\n";
    }

    private static IEnumerable<JsonNode> Rules()
    {
        yield return Captures("^\\s*(LABEL)" + Rest, Control, Label);
        foreach (var shape in Enum.GetValues<OperandShape>())
        {
            string[] spellings = [.. InstructionSet.All.Where(row => row.Shape == shape).SelectMany(SpellingsOf).Distinct().Order(StringComparer.Ordinal)];
            if (spellings.Length > 0 && RuleOf(shape, $"^\\s*({string.Join('|', spellings)})") is { } rule)
            {
                yield return rule;
            }
        }

        var control = InstructionSet.All.Where(IsControl).SelectMany(SpellingsOf).Distinct().Order(StringComparer.Ordinal).ToList();
        var others = InstructionSet.All.SelectMany(SpellingsOf).Distinct().Except(control).Order(StringComparer.Ordinal);
        yield return Captures($"^\\s*({string.Join('|', control)})(?=[ ;]|$)", Control);
        yield return Captures($"^\\s*({string.Join('|', others)})(?=[ ;]|$)", Keyword);
        yield return Include("comment");
    }

    private static JsonObject? RuleOf(OperandShape shape, string start) => shape switch
    {
        OperandShape.None or OperandShape.Block => null,
        OperandShape.Integer or OperandShape.Float or OperandShape.Count or OperandShape.Pid => Captures(start + Rest, Keyword, "constant.numeric.ttvm"),
        OperandShape.Bool => Captures(start + Rest, Keyword, "constant.language.ttvm"),
        OperandShape.RawText => Captures(start + Rest, Keyword, PlainText),
        OperandShape.EscapedText or OperandShape.SourceLine => Line(start, Keyword),
        OperandShape.Name or OperandShape.CatchBlock => Captures(start + Rest, Keyword, Variable),
        OperandShape.QuotedName => Captures(start + Rest, Keyword, PlainText),
        OperandShape.Address or OperandShape.Label => Captures(start + Rest, Control, Label),
        OperandShape.Call => Captures(start + " +([^\\s;]+)([^;]*?)\\s*(?=;|$)", Control, Label, "variable.parameter.ttvm"),
        OperandShape.Path => Captures(start + Rest, "keyword.control.import.ttvm", "string.unquoted.import.ttvm"),
        OperandShape.Patterns => Line(start, Control),
        OperandShape.AddressPatterns => Line(start + " +([^\\s;]+)", Control, Label),
        OperandShape.Native => Captures(start + " +([^\\s;]+)\\s*([0-9]*)", Keyword, "support.function.ttvm", "constant.numeric.ttvm"),
        OperandShape.Extern => Line(start + " +([^\\s;]+)", Keyword, "support.function.ttvm"),
    };

    private static bool IsControl(InstructionInfo row) =>
        row.Has(InstructionTraits.Branches) || row.Has(InstructionTraits.EndsBlock) || row.Shape is OperandShape.Call or OperandShape.Block or OperandShape.CatchBlock
        || row.Opcode is Opcode.Catch or Opcode.EndTry or Opcode.CallFunction or Opcode.CallProcedure;

    private static IEnumerable<string> SpellingsOf(InstructionInfo row) => row.Aliases.Prepend(row.Mnemonic);

    /// <summary>A rule for a line in which quotation marks protect a semicolon.</summary>
    private static JsonObject Line(string begin, params ReadOnlySpan<string> scopes) => new()
    {
        ["begin"] = begin + "(?=[ ;]|$)",
        ["beginCaptures"] = Scopes(scopes),
        ["end"] = "$",
        ["patterns"] = new JsonArray(Include("text"), Include("number"), Include("comment")),
    };

    private static JsonObject Captures(string pattern, params ReadOnlySpan<string> scopes) => new() { ["match"] = pattern, ["captures"] = Scopes(scopes) };

    private static JsonObject Match(string pattern, string scope) => new() { ["name"] = scope, ["match"] = pattern };

    private static JsonObject Include(string name) => new() { ["include"] = "#" + name };

    private static JsonObject Scopes(ReadOnlySpan<string> scopes)
    {
        var captures = new JsonObject();
        for (int number = 1; number <= scopes.Length; number++)
        {
            captures[number.ToString(CultureInfo.InvariantCulture)] = new JsonObject { ["name"] = scopes[number - 1] };
        }

        return captures;
    }
}
