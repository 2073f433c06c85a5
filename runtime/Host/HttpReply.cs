namespace TinyTotIL.Runtime.Host;

/// <summary>The reply to an <see cref="HttpQuery"/>.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Reason">What the server calls it.</param>
/// <param name="Url">The address that replied, after redirects.</param>
/// <param name="Headers">Its header lines, those of the body included.</param>
/// <param name="Body">Its body.</param>
/// <param name="Text">The body as text, by the character set that the server names.</param>
public sealed record HttpReply(
    int Status, string Reason, string Url, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body, string Text);
