using TinyTotIL.Runtime.Processes;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Processes;

/// <summary>
/// Small systems of processes, all of them: whichever process is killed at whichever step, the others notice what they would if it had ended by
/// itself with that reason, and nobody is forgotten or told twice.
/// </summary>
public sealed class KillingTests
{
    [Theory]
    [InlineData(2, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(3, true)]
    public void Whoever_is_killed_whenever_it_is_as_if_it_had_ended_by_itself(int size, bool undoes)
    {
        int pairs = size * (size - 1) / 2;
        int struck = 0;
        for (int links = 0; links < 1 << pairs; links++)
        {
            // Of three, all watch the next one, or one does: the other choices look the same from another side.
            foreach (int monitors in size == 2 ? [0, 1, 2, 3] : (int[])[0b010, 0b111])
            {
                for (int traps = 0; traps < 1 << size; traps++)
                {
                    for (int victim = 2; victim < 2 + size; victim++)
                    {
                        struck += StrikeAtEachStep(size, links, monitors, traps, undoes, victim);
                    }
                }
            }
        }

        Assert.True(struck > 300, $"{struck} moments");
    }

    [Fact]
    public void Four_processes_linked_and_watching_in_a_ring_and_across_behave_so_in_many_orders()
    {
        for (int traps = 0; traps < 16; traps++)
        {
            for (int seed = 0; seed < 4; seed++)
            {
                StrikeAtEachStep(4, links: 0b101_101, monitors: 0b1111, traps, undoes: false, victim: 2 + seed, seed);
            }
        }
    }

    private static int StrikeAtEachStep(int size, int links, int monitors, int traps, bool undoes, int victim, int seed = 0)
    {
        for (int step = 0; ; step++)
        {
            var killed = Run(bySignal: true);
            if (!killed.HasStruck)
            {
                return step;
            }

            var ended = Run(bySignal: false);
            string where = $"size {size}, links {links:b}, monitors {monitors:b}, traps {traps:b}, undoes {undoes}, victim {victim}, step {step}, seed {seed}";
            foreach (long process in killed.All)
            {
                Assert.True(ended.Noticed(process).SequenceEqual(killed.Noticed(process)), $"{process} noticed [{string.Join(", ", killed.Noticed(process))}], not [{string.Join(", ", ended.Noticed(process))}]: {where}");
                CheckDownMessages(killed, process, undoes, where);
                if (!undoes)
                {
                    CheckLinks(killed, process, where);
                }
            }

            SmallSystem Run(bool bySignal) => new SmallSystem(size, links, monitors, traps, undoes)
            {
                StrikesAt = step,
                Victim = victim,
                BySignal = bySignal,
                Choices = new Random((seed * 1000) + step),
            }.Run();
        }
    }

    private static string? EndOf(SmallSystem system, long process) =>
        system.Noticed(process).Where(noticed => noticed.StartsWith("ended ", StringComparison.Ordinal)).Select(noticed => noticed[6..]).SingleOrDefault();

    private static void CheckDownMessages(SmallSystem system, long watcher, bool undoes, string where)
    {
        long target = system.WatchedBy(watcher);
        string reference = $"mon_{watcher}_{target}";
        string[] told = [.. system.Noticed(watcher).Where(noticed => noticed.StartsWith("down:", StringComparison.Ordinal))];
        bool mustBeTold = system.Noticed(watcher).Contains(reference) && EndOf(system, target) is not null && EndOf(system, watcher) is null && !undoes;
        Assert.True(told.Length <= 1 && (told.Length == 1 || !mustBeTold), $"{watcher} was told {told.Length} times: {where}");
        Assert.All(told, message => Assert.Equal($"down:{target}:{reference}:{EndOf(system, target)}", message));
    }

    private static void CheckLinks(SmallSystem system, long process, string where)
    {
        string? end = EndOf(system, process);
        foreach (long other in system.All.Where(other => system.AreLinked(process, other)))
        {
            bool wasLinked = system.Noticed(Math.Min(process, other)).Contains($"linked_{Math.Max(process, other)}");
            int told = system.Noticed(process).Count(noticed => noticed == $"exit:{other}");
            bool isToBeTold = wasLinked && EndOf(system, other) is not null;

            // Everybody here waits for ever unless killed, so every end is abnormal.
            if (end is null)
            {
                Assert.True(!isToBeTold || system.Traps(process), $"{process} outlived {other}: {where}");
                Assert.True(told == (isToBeTold ? 1 : 0), $"{process} was told {told} times of the end of {other}: {where}");
            }
            else
            {
                Assert.Equal(ExitReason.Killed, end);
                Assert.True(told <= 1, $"{process} was told {told} times of the end of {other}: {where}");
            }
        }
    }
}
