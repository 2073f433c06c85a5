using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Conformance.Tests.Killing;

/// <summary>A process that has just been ended, with those who are to be told: afterwards nothing may be left of it anywhere, and they must have been told once.</summary>
/// <param name="victim">The process. It is looked at before its links and monitors are dissolved.</param>
/// <param name="reason">Why it has ended.</param>
internal sealed class VictimEnd(Process victim, string reason)
{
    private readonly long[] _watchers = [.. victim.Details?.Watchers.ToArray().Select(monitor => monitor.Watcher.Id) ?? []];
    private readonly long[] _linked = [.. victim.LinkedProcesses()];
    private readonly Alarm? _alarm = victim.Details?.Alarm;

    /// <summary>Whether <see cref="LeftAtOnce"/> has been asked.</summary>
    public bool IsLookedAt { get; private set; }

    /// <summary>What is left of it that must be gone with it.</summary>
    /// <param name="scheduler">Has run it.</param>
    /// <param name="names">All names that the program gives.</param>
    public IEnumerable<string> LeftAtOnce(Scheduler scheduler, IEnumerable<string> names)
    {
        IsLookedAt = true;
        if (scheduler.Find(victim.Id) is not null || scheduler.Processes.Contains(victim))
        {
            yield return "it is in the table";
        }

        if (victim.State != ProcessState.Ended || victim.Frames is not null || victim.Details is not null || victim.MailboxLength != 0 || victim.Mailbox.First is not null)
        {
            yield return "it holds something";
        }

        if (_alarm is { IsArmed: true })
        {
            yield return "its alarm is set";
        }

        foreach (string name in names.Where(name => scheduler.Names.Find(name) == victim))
        {
            yield return $"it has the name {name}";
        }
    }

    /// <summary>What others still have of it when nothing happens any more, and whether they have been told.</summary>
    /// <param name="scheduler">Has run them.</param>
    /// <param name="log">What they did; null where they may have taken a link or a monitor back before they were told.</param>
    public IEnumerable<string> LeftInOthers(Scheduler scheduler, IReadOnlyList<string>? log)
    {
        foreach (var other in scheduler.Processes)
        {
            if (other.Details is not { } details)
            {
                continue;
            }

            if (other.LinkedProcesses().Contains(victim.Id))
            {
                yield return $"{other.Id} is linked with it";
            }

            if (details.Watchers.Get(victim.Id) is not null || details.Watched.Get(victim.Id) is not null)
            {
                yield return $"{other.Id} has a monitor with it";
            }

            if (details.Questions?.Exists(question => question.Asker == victim) is true || details.Supervised?.Supervisor == victim
                || details.Supervision?.Rules.Children.Any(child => child.Process == victim.Id) is true)
            {
                yield return $"{other.Id} knows of it";
            }

            if (details.Asked is { Answer: null })
            {
                yield return $"{other.Id} waits for an answer";
            }

            foreach (string complaint in log is null ? [] : ToldWrongly(other, log))
            {
                yield return complaint;
            }
        }
    }

    /// <summary>
    /// Whoever lives on has been told as often as it has asked for, in one of the two forms; but a supervisor that ends because its parent has ended is told nothing more.
    /// </summary>
    private IEnumerable<string> ToldWrongly(Process other, IReadOnlyList<string> log)
    {
        if (_watchers.Contains(other.Id) && CountTold("down") is not 1 and var downs)
        {
            yield return $"{other.Id} has {downs} down messages";
        }

        if (!_linked.Contains(other.Id))
        {
            yield break;
        }

        if (!other.TrapsExits)
        {
            if (reason != ExitReason.Normal)
            {
                yield return $"{other.Id} outlives it";
            }
        }
        else if (other.Details?.Supervision is not { Rules.IsEnding: true } && CountTold("exit") is not 1 and var exits)
        {
            yield return $"{other.Id} has {exits} exit messages";
        }

        int CountTold(string kind)
        {
            string text = $"{kind}:{victim.Id}";
            string form = $"{{kind: {kind}, pid: {victim.Id},";
            int count = log.Count(line => line.StartsWith($"{other.Id} receives {form}", StringComparison.Ordinal)
                || line == $"{other.Id} receives {text}" || line.StartsWith($"{other.Id} receives {text}:", StringComparison.Ordinal));
            for (var message = other.Mailbox.First; message is not null; message = message.Next)
            {
                count += message is SystemMessage system && system.Received.AsText is var shown
                    && (shown == text || shown.StartsWith(text + ":", StringComparison.Ordinal)) ? 1 : 0;
            }

            return count;
        }
    }
}
