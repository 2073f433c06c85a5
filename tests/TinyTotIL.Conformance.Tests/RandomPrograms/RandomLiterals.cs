using System.Globalization;

namespace TinyTotIL.Conformance.Tests.RandomPrograms;

/// <summary>Operands worth trying: small numbers mostly, and those at the edges.</summary>
internal static class RandomLiterals
{
    private static readonly string[] EdgeInts =
    [
        "9223372036854775807", "-9223372036854775808", "4294967296", "-4294967297", "9007199254740993", "63", "64", "-64", "1000000007",
    ];

    private static readonly string[] Floats =
    [
        "0.0", "-0.0", "1.0", "-1.5", "0.1", "0.2", "0.30000000000000004", "2.0", "100.25", "1e16", "1e-5", "1e308", "-1e308", "5e-324",
        "inf", "-inf", "nan", "2.220446049250313e-16", "123456789012345678",
    ];

    private static readonly string[] Texts = ["", "a", "b", "hello", "x y", "data.txt", ".", "log", "日本", "quo\"te", "%Y-%m-%d", "NAME", "echo", "{brace}"];

    /// <summary>Names of variables, parameters and fields.</summary>
    public static readonly string[] Names = ["a", "b", "c", "n", "x", "y", "list", "two words", "\"q\""];

    /// <summary>Names of fields.</summary>
    public static readonly string[] Fields = ["a", "b", "name", "x y"];

    public static string Int(Random random) =>
        random.Percent(12) ? random.Pick(EdgeInts) : random.Next(-5, 12).ToString(CultureInfo.InvariantCulture);

    public static string Float(Random random) => random.Pick(Floats);

    public static string Bool(Random random) => random.Percent(50) ? "true" : "false";

    public static string RawText(Random random) => $"\"{random.Pick(Texts)}\"";

    public static string EscapedText(Random random) =>
        random.Percent(30) ? "\"semi; \\\"colon\\\"\\n\\u{e9}\\t\"" : $"\"{random.Pick(Texts).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    /// <summary>A literal of Lisp.</summary>
    public static string Datum(Random random) =>
        random.Pick(["\"()\"", "\"(1 . #(a \\\"x\\\" #\\\\y))\"", "\"#u8(1 255)\"", "\"100000000000000000000/7\"", "\"#0=(a . #0#)\"", "\"-0.5\""]);

    /// <summary>An address far beyond any code.</summary>
    public static string FarAddress(Random random) => random.Pick(["100000", "4294967296", "18446744073709551615"]);
}
