using System.Text.Json;
using TinyTotIL.Cli.Protocol;

namespace TinyTotIL.Cli.LanguageServer;

/// <summary>A place in a text as the protocol has it.</summary>
/// <param name="Line">The line, from 0.</param>
/// <param name="Character">The place in the line, in UTF-16 units.</param>
internal readonly record struct TextPosition(int Line, int Character)
{
    /// <summary>Reads a position.</summary>
    /// <param name="position">The position.</param>
    /// <exception cref="InvalidMessageException">It is none.</exception>
    public static TextPosition Of(JsonElement position) => new(position.NeedCount("line"), position.NeedCount("character"));
}
