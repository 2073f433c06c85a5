namespace TinyTotIL.Cli.Tables;

/// <summary>A column of a table.</summary>
/// <param name="Title">What stands above it.</param>
/// <param name="IsNumber">Whether it holds numbers, which are aligned at the right.</param>
internal sealed record ReportColumn(string Title, bool IsNumber = false);
