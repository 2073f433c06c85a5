using System.Globalization;

namespace TinyTotIL.Cli.DebugAdapter;

/// <summary>How editors name instructions: as addresses of memory. They begin far enough from 0 that an editor can ask for what lies before the first.</summary>
internal static class InstructionReference
{
    /// <summary>Stands for the first instruction.</summary>
    public const int Origin = 0x10000;

    /// <summary>Names an instruction.</summary>
    /// <param name="address">Its index in the linked program; not below minus <see cref="Origin"/>.</param>
    public static string Of(int address) => string.Create(CultureInfo.InvariantCulture, $"0x{(long)address + Origin:x}");

    /// <summary>The instruction of a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="address">Its index, which may be that of none.</param>
    public static bool TryRead(string name, out int address)
    {
        bool isHex = name.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        bool isRead = long.TryParse(isHex ? name.AsSpan(2) : name, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            && number is >= 0 and <= int.MaxValue;
        address = isRead ? (int)number - Origin : 0;
        return isRead;
    }
}
