using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Formats;

namespace TinyTotIL.Compiler.Tests.Formats;

public sealed class ForeignMnemonicTests
{
    [Fact]
    public void Foreign_words_are_not_ours_and_lead_to_ours()
    {
        string[] ours = [.. InstructionSet.Spellings, "LABEL"];
        Assert.All(ForeignMnemonics.All, pair =>
        {
            Assert.DoesNotContain(pair.Key, ours);
            Assert.NotEmpty(pair.Value);
            Assert.All(pair.Value, word => Assert.Contains(word, ours));
        });
    }

    [Theory]
    [InlineData("DROP", "did you mean 'POP'?")]
    [InlineData("return", "did you mean 'RET'?")]
    [InlineData("GOTO loop", "did you mean 'JMP'?")]
    [InlineData("JUMP_IF_FALSE loop", "did you mean 'JZ'?")]
    [InlineData("INVOKE", "did you mean 'CALL_FUNCTION'?")]
    [InlineData("END", "did you mean 'HALT'?")]
    [InlineData("RECEIVE_TIMEOUT late", "did you mean 'RECEIVE_AFTER'?")]
    [InlineData("receive_selective tag:x", "did you mean 'RECEIVE_MATCH'?")]
    [InlineData("SEND_TO 2", "did you mean 'SEND'?")]
    [InlineData("SEND_NAME box", "did you mean 'SENDNAMED'?")]
    [InlineData("GET_PID", "did you mean 'SELF'?")]
    [InlineData("TRAPEXIT", "did you mean 'TRAP_EXIT'?")]
    [InlineData("KILL", "did you mean 'EXIT_PROCESS'?")]
    [InlineData("FORK", "did you mean 'SPAWN'?")]
    [InlineData("WHERE_IS box", "did you mean 'WHEREIS'?")]
    [InlineData("WAIT", "did you mean 'SLEEP' or 'RECEIVE'?")]
    [InlineData("RECEIV", "did you mean 'RECEIVE'?")]
    [InlineData("GET x", "did you mean 'LOAD' or 'GET_FIELD'?")]
    [InlineData("PUSH", "did you mean 'PUSH_INT' or 'PUSH_STR'?")]
    [InlineData("PUSH 5", "did you mean 'PUSH_INT'?")]
    [InlineData("PUSH 2.5", "did you mean 'PUSH_FLOAT'?")]
    [InlineData("PUSH true", "did you mean 'PUSH_BOOL'?")]
    [InlineData("push \"x\"", "did you mean 'PUSH_STR'?")]
    [InlineData("PUSH x", "did you mean 'LOAD' or 'PUSH_STR'?")]
    [InlineData("print", "did you mean 'PRINT'?")]
    [InlineData("exit", "did you mean 'EXIT'?")]
    [InlineData("PRNT", "did you mean 'PRINT'?")]
    public void A_word_of_another_language_is_translated(string text, string suggestion) =>
        Assert.EndsWith(suggestion, Assert.Single(Programs.Errors(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("PUSH_INT 5 # five")]
    [InlineData("PUSH_FLOAT 5 // five")]
    [InlineData("PUSH_BOOL true # yes")]
    [InlineData("MAKE_LIST 2 # both")]
    [InlineData("LABEL x\nJMP x # again")]
    [InlineData("LABEL x\nTRY x // again")]
    public void A_comment_of_another_language_is_recognized_in_an_operand(string text) =>
        Assert.EndsWith("; a comment begins with ';'", Assert.Single(Programs.Errors(text)).Message, StringComparison.Ordinal);
}
