using System.Text;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Tests.Ir;

/// <summary>Whatever text says, reading and checking it ends in one of three ways: accepted, unreadable, or against a rule.</summary>
public sealed class DamagedTextTests
{
    private const string Letters = "rbfp0123456789(){},:=?@%.->\" \\\nx";

    [Theory]
    [InlineData("examples/12-fibonacci.ttvm", 1)]
    [InlineData("examples/22-closures.ttvm", 2)]
    [InlineData("examples/25-exceptions.ttvm", 3)]
    [InlineData("examples/42-modules.ttvm", 4)]
    [InlineData("tests/cases/shared-stack", 5)]
    public void Damaged_text_is_refused_or_still_means_something(string path, int seed)
    {
        string file = path.EndsWith(".ttvm", StringComparison.Ordinal) ? path : LoweredPrograms.Files(path).First();
        string text = IrPrinter.Print(LoweredPrograms.OfFile(file)!);
        var random = new Random(seed);
        int unreadable = 0, refused = 0, accepted = 0;
        for (int i = 0; i < 1500; i++)
        {
            try
            {
                IrVerifier.Verify(IrReader.ReadModule(Damage(text, random)), "test");
                accepted++;
            }
            catch (IrFormatException)
            {
                unreadable++;
            }
            catch (InternalCompilerException)
            {
                refused++;
            }
        }

        Assert.True(unreadable > 0 && refused > 0 && accepted > 0, $"{unreadable} unreadable, {refused} refused, {accepted} accepted");
    }

    /// <summary>Replaces, removes or doubles a character or a number.</summary>
    private static string Damage(string text, Random random)
    {
        var damaged = new StringBuilder(text);
        int place = random.Next(text.Length);
        switch (random.Next(4))
        {
            case 0:
                damaged[place] = Letters[random.Next(Letters.Length)];
                break;
            case 1:
                damaged.Remove(place, Math.Min(random.Next(1, 8), text.Length - place));
                break;
            case 2:
                damaged.Insert(place, Letters[random.Next(Letters.Length)]);
                break;
            default:
                int digit = text.IndexOfAny([.. "0123456789"], place);
                string[] numbers = ["-1", "0", "1", "2", "7", "255", "256", "2147483647", "-2147483648", "4294967296"];
                damaged.Remove(Math.Max(digit, 0), 1).Insert(Math.Max(digit, 0), numbers[random.Next(numbers.Length)]);
                break;
        }

        return damaged.ToString();
    }
}
