using System.Globalization;

namespace TinyTotIL.Cli.Benchmarks;

/// <summary>How a measured number is shown: with three digits that mean something.</summary>
internal static class Figure
{
    /// <summary>A number.</summary>
    /// <param name="value">The number.</param>
    public static string Of(double value) =>
        value.ToString(value < 9.995 ? "F2" : value < 99.95 ? "F1" : "N0", CultureInfo.InvariantCulture);

    /// <summary>How many times as fast something is.</summary>
    /// <param name="value">The number.</param>
    public static string OfRatio(double value) => Of(value) + "x";
}
