using System.Text.Json;

namespace TinyTotIL.Cli.Protocol;

/// <summary>What was read from a client.</summary>
/// <param name="Outcome">What it is.</param>
/// <param name="Body">The object in the message; meaningless unless it is one.</param>
/// <param name="Problem">What is wrong with what is no message; empty otherwise.</param>
internal readonly record struct ReceivedMessage(MessageOutcome Outcome, JsonElement Body, string Problem);
