using TinyTotIL.Compiler.Bytecode;

namespace TinyTotIL.Compiler.LanguageService;

/// <summary>Instructions as snippets: the mnemonic, and places to fill in for what follows it.</summary>
internal static class InstructionSnippets
{
    /// <summary>The snippet of a row; null when nothing follows its mnemonic.</summary>
    /// <param name="row">The row.</param>
    public static string? Of(InstructionInfo row) => row.Shape switch
    {
        OperandShape.None or OperandShape.Block => null,
        OperandShape.Integer => With(row, "${1:0}"),
        OperandShape.Float => With(row, "${1:0.0}"),
        OperandShape.Bool => With(row, "${1|true,false|}"),
        OperandShape.RawText or OperandShape.EscapedText => With(row, "\"${1:text}\""),
        OperandShape.Name or OperandShape.QuotedName => With(row, "${1:name}"),
        OperandShape.CatchBlock => With(row, "${1:error}"),
        OperandShape.Count or OperandShape.Pid => With(row, "${1:0}"),
        OperandShape.Address or OperandShape.Label => With(row, "${1:label}"),
        OperandShape.Call => With(row, "${1:label} ${2:parameters}"),
        OperandShape.Path => With(row, "${1:std/prelude.ttvm}"),
        OperandShape.Patterns => With(row, "${1:value:1}"),
        OperandShape.AddressPatterns => With(row, "${1:label} ${2:value:1}"),
        OperandShape.SourceLine => With(row, "\"${1:file}\" ${2:1}"),
        OperandShape.Native => With(row, "${1:name} ${2:1}"),
        OperandShape.Extern => With(row, "${1:name} \"${2:Namespace.Type::Method}\""),
    };

    private static string With(InstructionInfo row, string operand) => $"{row.Mnemonic} {operand}";
}
