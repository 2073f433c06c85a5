namespace TinyTotIL.Runtime.Values;

/// <summary>The two written forms of values: Display, which PRINT shows, and Debug, which error messages and scopes show.</summary>
/// <remarks>
/// Values share structure, so a small program can make a value whose text is larger than any memory. Display can be
/// streamed and then has no limit; text that is collected is cut off at <see cref="Ceiling"/> characters and ends in
/// <c>...</c>. No form recurses: nesting is limited by memory only.
/// </remarks>
public static class ValueText
{
    /// <summary>Most characters of a form collected as a string; the text of a Str alone is never cut.</summary>
    public const int Ceiling = 1 << 26;

    /// <summary>The Display form.</summary>
    /// <param name="value">The value.</param>
    /// <param name="addresses">How functions number their addresses.</param>
    public static string Display(Value value, AddressSpace addresses)
    {
        if (value.IsText)
        {
            return value.AsText;
        }

        var output = new TextOutput(Ceiling);
        new ValueWriter(output, addresses, isDebug: false).Write(value);
        return output.ToString();
    }

    /// <summary>The beginning of the Display form, with a mark where it was cut off.</summary>
    /// <param name="value">The value.</param>
    /// <param name="addresses">How functions number their addresses.</param>
    /// <param name="most">Most characters.</param>
    public static string Display(Value value, AddressSpace addresses, int most)
    {
        var output = new TextOutput(most);
        new ValueWriter(output, addresses, isDebug: false).Write(value);
        return output.ToString();
    }

    /// <summary>Passes the Display form on in pieces.</summary>
    /// <param name="value">The value.</param>
    /// <param name="addresses">How functions number their addresses.</param>
    /// <param name="sink">Receives the pieces.</param>
    public static void Display(Value value, AddressSpace addresses, TextSink sink)
    {
        if (value.IsText)
        {
            sink(TextValue.SpanOf(value));
            return;
        }

        var output = new TextOutput(sink);
        new ValueWriter(output, addresses, isDebug: false).Write(value);
        output.Flush();
    }

    /// <summary>The Debug form.</summary>
    /// <param name="value">The value.</param>
    /// <param name="addresses">How functions number their addresses.</param>
    public static string Debug(Value value, AddressSpace addresses)
    {
        var output = new TextOutput(Ceiling);
        new ValueWriter(output, addresses, isDebug: true).Write(value);
        return output.ToString();
    }

    /// <summary>The beginning of the Debug form, with a mark where it was cut off.</summary>
    /// <param name="value">The value.</param>
    /// <param name="addresses">How functions number their addresses.</param>
    /// <param name="most">Most characters.</param>
    public static string Debug(Value value, AddressSpace addresses, int most)
    {
        var output = new TextOutput(most);
        new ValueWriter(output, addresses, isDebug: true).Write(value);
        return output.ToString();
    }

    /// <summary>The Debug form of a frame's variables, such as <c>Some({"a": Int(1)})</c>.</summary>
    /// <param name="scope">The variables.</param>
    /// <param name="addresses">How functions number their addresses.</param>
    public static string DebugScope(Scope scope, AddressSpace addresses)
    {
        var output = new TextOutput(Ceiling);
        new ValueWriter(output, addresses, isDebug: true).Write(scope);
        return output.ToString();
    }
}
