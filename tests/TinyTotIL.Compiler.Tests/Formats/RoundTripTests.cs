using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Formats;

namespace TinyTotIL.Compiler.Tests.Formats;

public sealed class RoundTripTests
{
    private const int Modules = 1000;

    [Fact]
    public void What_is_printed_reads_as_the_same_module()
    {
        for (int seed = 0; seed < Modules; seed++)
        {
            var module = RandomModules.Make(seed);
            string text = Programs.Print(module);
            var parsed = Programs.Parse(text);
            Programs.AssertEqualWithoutLines(module, parsed);
            Assert.Equal(text, Programs.Print(parsed));
        }
    }

    [Fact]
    public void What_is_written_reads_as_the_same_module_with_its_lines()
    {
        for (int seed = 0; seed < Modules; seed++)
        {
            var module = RandomModules.Make(seed);
            byte[] bytes = TtbWriter.Write(module);
            var read = Programs.Read(bytes);
            Programs.AssertEqual(module, read);
            Assert.Equal(bytes, TtbWriter.Write(read));
        }
    }

    [Fact]
    public void The_random_modules_contain_every_instruction()
    {
        var seen = Enumerable.Range(0, Modules).SelectMany(seed => RandomModules.Make(seed).Instructions).Select(instruction => instruction.Opcode).ToHashSet();
        Assert.Equal(Enum.GetValues<Opcode>().Length, seen.Count);
    }

    [Fact]
    public void Random_text_never_throws_and_what_reads_prints_back()
    {
        string[] pieces = [.. InstructionSet.Spellings, "LABEL", " ", " ", " ", "\n", "\n", "\t", ";", "\"", "\\", "\\u{", "}", "x", "5", "-1", "1e5", "true", "\r\n", "é", "\uFEFF", "handler_1"];
        var random = new Random(1);
        int accepted = 0;
        for (int round = 0; round < 20_000; round++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => pieces[random.Next(pieces.Length)]));
            var diagnostics = new Compiler.Diagnostics.DiagnosticBag();
            var module = TtvmParser.Parse("t", new Compiler.Text.SourceText("t", text), diagnostics);
            Assert.Equal(module is null, diagnostics.HasErrors);
            Assert.All(diagnostics.All, diagnostic => Assert.DoesNotContain('\r', diagnostic.Render()));
            if (module is not null)
            {
                accepted++;
                Programs.AssertEqualWithoutLines(module, Programs.Parse(Programs.Print(module)));
            }
        }

        Assert.True(accepted > 1000);
    }
}
