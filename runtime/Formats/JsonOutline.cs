using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Runtime.Formats;

/// <summary>What a JSON text makes at least, found out without making it: a text that makes too much is refused before the memory is taken.</summary>
internal static class JsonOutline
{
    /// <summary>The most that a character can make: a list of nothing but brackets.</summary>
    private const int MostBytesOfCharacter = 48;

    /// <summary>Characters looked at between two questions whether it is too much already.</summary>
    private const int PieceLength = 1 << 16;

    /// <summary>The escape that takes the most characters for one.</summary>
    private const int EscapeLength = 6;

    /// <summary>Refuses a text that makes more than is left.</summary>
    /// <param name="text">The text; whether it is JSON is not looked at.</param>
    /// <param name="budget">What may be allocated.</param>
    /// <exception cref="BulkLimitException">It makes more.</exception>
    public static void Check(ReadOnlySpan<char> text, BulkBudget budget)
    {
        if (text.Length * (long)MostBytesOfCharacter <= budget.Bytes)
        {
            return;
        }

        long bytes = 0;
        char last = ' ';
        int place = 0;
        while (place < text.Length)
        {
            int end = Math.Min(text.Length, place + PieceLength);
            while (place < end)
            {
                bytes += BytesAt(text, ref place, ref last);
            }

            budget.Charge(0);
            if (bytes > budget.Bytes)
            {
                throw new BulkLimitException();
            }
        }
    }

    /// <summary>Where a text ends.</summary>
    /// <param name="text">What it stands in.</param>
    /// <param name="place">Its first character, behind the quote.</param>
    /// <returns>The place behind the closing quote, or the end of all.</returns>
    public static int EndOfText(ReadOnlySpan<char> text, int place)
    {
        while (text[place..].IndexOfAny('"', '\\') is >= 0 and var length)
        {
            place += length;
            if (text[place] == '"')
            {
                return place + 1;
            }

            place = Math.Min(text.Length, place + 2);
        }

        return text.Length;
    }

    /// <summary>What the next piece of syntax makes.</summary>
    private static long BytesAt(ReadOnlySpan<char> text, ref int place, ref char last)
    {
        char character = text[place++];
        if (character <= ' ')
        {
            return 0;
        }

        char before = last;
        last = character;
        switch (character)
        {
            case '[':
                return JsonParser.ListBytes;
            case '{':
                return JsonParser.ObjectBytes;
            case ',':
                return JsonParser.ValueBytes;
            case ']' or '}':
                return before is '[' or '{' ? 0 : JsonParser.ValueBytes;
            case '"':
                int start = place;
                place = EndOfText(text, place);
                return (place - start) / EscapeLength * sizeof(char);
            default:
                return 0;
        }
    }
}
