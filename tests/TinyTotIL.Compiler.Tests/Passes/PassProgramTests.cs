using TinyTotIL.Compiler.Ir;
using TinyTotIL.Compiler.Passes;
using TinyTotIL.Compiler.Tests.Ir;

namespace TinyTotIL.Compiler.Tests.Passes;

public sealed class PassProgramTests
{
    private const int HighestLevel = 2;

    [Theory]
    [InlineData("examples")]
    [InlineData("std")]
    [InlineData("tests/cases")]
    public void Every_program_keeps_the_rules_after_every_pass(string folder)
    {
        foreach (string path in LoweredPrograms.Files(folder))
        {
            if (LoweredPrograms.OfFile(path) is { } module)
            {
                var faults = Record.Exception(() => PassRunner.Run(module, HighestLevel, disabled: [], check: true));
                Assert.True(faults is null, $"{path}: {faults?.Message}");
            }
        }
    }

    [Theory]
    [InlineData("examples")]
    public void A_program_that_has_been_optimized_reads_back_as_it_was(string folder)
    {
        foreach (string path in LoweredPrograms.Files(folder))
        {
            string text = IrPrinter.Print(PassRunner.Run(LoweredPrograms.OfFile(path)!, HighestLevel, disabled: [], check: false));
            Assert.Equal(text, IrPrinter.Print(IrReader.ReadModule(text)));
        }
    }
}
