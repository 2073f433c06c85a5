using System.Diagnostics.CodeAnalysis;

namespace TinyTotIL.Cli;

/// <summary>Reads the text of a setting.</summary>
/// <typeparam name="T">What it stands for.</typeparam>
/// <param name="text">The text.</param>
/// <param name="value">What it stands for.</param>
/// <param name="problem">What is wrong with it; null when nothing is.</param>
internal delegate bool SettingParser<T>(string text, out T value, [NotNullWhen(false)] out string? problem);
