namespace TinyTotIL;

/// <summary>What converted objects are for.</summary>
/// <param name="IsScheme">Whether sequences and the like become data of Scheme.</param>
/// <param name="Owner">The machine whose script is given them; null where that is not known.</param>
internal readonly record struct ConversionTarget(bool IsScheme, Machine? Owner);
