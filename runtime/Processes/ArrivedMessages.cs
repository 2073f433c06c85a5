namespace TinyTotIL.Runtime.Processes;

/// <summary>What was taken out of an inbox at once.</summary>
/// <param name="Oldest">The first to have arrived, linked in both directions with the others; null when there is none.</param>
/// <param name="Newest">The last to have arrived.</param>
/// <param name="Count">How many.</param>
/// <param name="AreValues">Whether there are no signals among them, so that they can go to the mailbox as they are.</param>
internal readonly record struct ArrivedMessages(Message? Oldest, Message? Newest, int Count, bool AreValues);
