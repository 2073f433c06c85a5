using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TinyTotIL.Runtime.Scheme;
using TinyTotIL.Runtime.Values;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Scheme;

/// <summary>Text whose characters can be replaced, and its upper and lower case.</summary>
public sealed class MutableTextTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("abc", 3)]
    [InlineData("aλ😀b", 4)]
    public void Positions_count_characters(string text, int length)
    {
        var characters = MutableText.Of(text);
        Assert.Equal(length, characters.Length);
        Assert.Equal(text.EnumerateRunes().Select(rune => rune.Value), Enumerable.Range(0, length).Select(i => characters[i]));
        Assert.Equal(text, characters.ToString());
    }

    [Fact]
    public void Text_changes_as_a_list_of_characters_does() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var random = new Random(seed);
        int[] model = [.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => Character(random))];
        var text = MutableText.Of(Encode(model));
        for (int i = 0; i < 12; i++)
        {
            Change(random, text, ref model);
            int at = random.Next(model.Length);
            if (text[at] != model[at] || text.ToString() != Encode(model))
            {
                return false;
            }
        }

        return text.Length == model.Length;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_copy_does_not_change_with_the_text()
    {
        var text = MutableText.Of("abc");
        var copy = text.Slice(0, 3);
        text[0] = 'x';
        copy[1] = 'y';
        Assert.Equal(("xbc", "ayc"), (text.ToString(), copy.ToString()));
    }

    [Theory]
    [InlineData("Straße ﬁ", "STRASSE FI", "straße ﬁ", "strasse fi")]
    [InlineData("ΧΑΟΣΣ", "ΧΑΟΣΣ", "χαοσς", "χαοσσ")]
    [InlineData("ΧΑΟΣ Σ", "ΧΑΟΣ Σ", "χαος σ", "χαοσ σ")]
    [InlineData("ᾳ", "ΑΙ", "ᾳ", "αι")]
    [InlineData("İıſ", "İIS", "i\u0307ıſ", "i\u0307ıs")]
    [InlineData("ẞ", "ẞ", "ß", "ss")]
    [InlineData("𐐀𐐨", "𐐀𐐀", "𐐨𐐨", "𐐨𐐨")]
    [InlineData("Ab1", "AB1", "ab1", "ab1")]
    public void Case_is_that_of_unicode(string text, string upper, string lower, string folded) =>
        Assert.Equal((upper, lower, folded), (TextCase.Up(text), TextCase.Down(text), TextCase.Fold(text)));

    [Theory]
    [InlineData('ß', 'ß', 'ß', 'ß')]
    [InlineData('ı', 'I', 'ı', 'ı')]
    [InlineData('ς', 'Σ', 'ς', 'σ')]
    [InlineData('Σ', 'Σ', 'σ', 'σ')]
    [InlineData('µ', 'Μ', 'µ', 'μ')]
    [InlineData('ǅ', 'Ǆ', 'ǆ', 'ǆ')]
    [InlineData('Ꭰ', 'Ꭰ', 'ꭰ', 'Ꭰ')]
    [InlineData('ꭰ', 'Ꭰ', 'ꭰ', 'Ꭰ')]
    public void One_character_stays_one(int character, int upper, int lower, int folded) =>
        Assert.Equal((upper, lower, folded), (CharacterCase.Up(character), CharacterCase.Down(character), CharacterCase.Fold(character)));

    [Theory]
    [InlineData('7', 7)]
    [InlineData('٣', 3)]
    [InlineData(0x1D7D8, 0)]
    [InlineData('x', -1)]
    [InlineData('½', -1)]
    [InlineData('Ⅷ', -1)]
    public void Digits_of_all_scripts_have_values(int character, int value) => Assert.Equal(value, CharacterCase.DigitOf(character));

    [Theory]
    [InlineData('a', true, false, true)]
    [InlineData('A', true, true, false)]
    [InlineData('ª', true, false, true)]
    [InlineData('Ⅷ', true, true, false)]
    [InlineData('漢', true, false, false)]
    [InlineData('1', false, false, false)]
    [InlineData(0x10428, true, false, true)]
    public void Letters_have_case(int character, bool isLetter, bool isUpper, bool isLower) => Assert.Equal(
        (isLetter, isUpper, isLower), (CharacterCase.IsAlphabetic(character), CharacterCase.IsUpper(character), CharacterCase.IsLower(character)));

    private static int Character(Random random) => random.Next(5) == 0 ? 0x1F600 + random.Next(10) : 'a' + random.Next(26);

    private static void Change(Random random, MutableText text, ref int[] model)
    {
        int start = random.Next(model.Length);
        int end = random.Next(start, model.Length + 1);
        switch (random.Next(3))
        {
            case 0:
                model[start] = Character(random);
                text[start] = model[start];
                break;
            case 1:
                int filler = Character(random);
                Array.Fill(model, filler, start, end - start);
                text.Fill(filler, start, end);
                break;
            default:
                int at = random.Next(model.Length - (end - start) + 1);
                Array.Copy(model, start, model, at, end - start);
                text.Replace(at, text, start, end - start);
                break;
        }
    }

    private static string Encode(int[] scalars) => string.Concat(scalars.Select(scalar => new Rune(scalar).ToString()));
}
