using TinyTotIL.Compiler.LanguageService;

namespace TinyTotIL.Compiler.Tests.LanguageService;

/// <summary>Descriptions for editors without Markdown.</summary>
public sealed class MarkdownTextTests
{
    [Theory]
    [InlineData("```ttvm\nADD  ; ( a b -- c )\n```\nAdds.\n\nNeeds permission: `read`, `write`.", "ADD  ; ( a b -- c )\nAdds.\n\nNeeds permission: read, write.")]
    [InlineData("Another spelling of `CALL_CC`.", "Another spelling of CALL_CC.")]
    [InlineData("Variable `` a`b `` of the program", "Variable a`b of the program")]
    [InlineData("one \\* two\\_three  \nand \\<four\\>\\\\", "one * two_three\nand <four>\\")]
    [InlineData("above\n\n---\nbelow", "above\n\nbelow")]
    [InlineData("```ttvm\nLABEL a\\*`b\n```\n`a\\*b`", "LABEL a\\*`b\na\\*b")]
    [InlineData("an odd ` stays, a \\path too", "an odd ` stays, a \\path too")]
    [InlineData("", "")]
    public void Marks_are_taken_out_and_code_is_kept(string markdown, string plain) => Assert.Equal(plain, MarkdownText.ToPlain(markdown));
}
