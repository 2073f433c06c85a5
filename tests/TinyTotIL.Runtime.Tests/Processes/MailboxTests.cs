using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Tests.Fakes;
using TinyTotIL.Runtime.Values;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Processes;

public sealed class MailboxTests
{
    private readonly Process _owner = new(1, new Steps([]));

    [Fact]
    public void Messages_are_taken_in_the_order_in_which_they_were_added()
    {
        Send(1, 2);
        Assert.Equal(1, Take());
        Send(3);
        Assert.Equal(2, Take());
        Assert.Equal(3, Take());
        Assert.Null(_owner.TakeFirst());
    }

    [Fact]
    public void Only_the_first_of_several_is_news()
    {
        Assert.True(_owner.TryAdd(new Message(1), out bool first));
        Assert.True(_owner.TryAdd(new Message(2), out bool second));
        Assert.True(first);
        Assert.False(second);
        Assert.True(_owner.HasNews);
        Assert.True(_owner.TakeOver());
        Assert.False(_owner.HasNews);
    }

    [Fact]
    public void A_closed_mailbox_refuses_everything_and_has_no_news()
    {
        Send(1);
        _owner.CloseMailbox();
        Assert.False(_owner.TryAdd(new Message(2), out bool isNews));
        Assert.False(isNews);
        Assert.False(_owner.HasNews);
        Assert.Null(_owner.Mailbox.First);
    }

    [Fact]
    public void A_selective_receive_leaves_the_others_in_order()
    {
        Send(1, "a", 2, "b", 3);
        Assert.Equal("a", Take("string").AsText);
        Assert.Equal(2, Take("value:2").AsInt);
        Send("c");
        Assert.Equal("b", Take("value:7 string").AsText);
        Assert.Equal(1, Take());
        Assert.Equal(3, Take());
        Assert.Equal("c", _owner.TakeFirst()!.Value.AsText);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void A_long_mailbox_gives_what_looking_through_all_of_it_would(int seed)
    {
        var random = new Random(seed);
        var model = new List<Message>();
        string[] sets = ["int", "string", "value:3", "tag:t5", "value:\"x2\" tag:t1", "exit:4 down", "signal:s1 value:true", "float value:null", "exit down:5", "list object", "any"];
        for (int i = 0; i < 20_000; i++)
        {
            // Long stretches of more arrivals than receives, and the other way round.
            if (random.Next(100) < (i / 1000 % 2 == 0 ? 70 : 40))
            {
                var message = RandomMessage(random);
                model.Add(message);
                Assert.True(_owner.TryAdd(message, out _));
                continue;
            }

            var patterns = PatternSet.Parse(sets[random.Next(sets.Length - (i % 50 == 0 ? 0 : 1))]);
            int expected = model.FindIndex(message => patterns.Match(message) >= 0);
            var taken = _owner.TakeMatching(patterns, out int number);
            Assert.Same(expected < 0 ? null : model[expected], taken);
            if (taken is not null)
            {
                Assert.Equal(patterns.Match(taken), number);
                model.RemoveAt(expected);
            }
            else if (i % 3 == 0 && model.Count > 0)
            {
                Assert.Same(model[0], _owner.TakeFirst());
                model.RemoveAt(0);
            }
        }

        foreach (var message in model)
        {
            Assert.Same(message, _owner.TakeFirst());
        }
    }

    /// <summary>Looking at each message in each receive would take ten thousand million steps.</summary>
    [Fact]
    public void Replies_are_found_behind_many_other_messages_without_looking_at_those()
    {
        for (int i = 0; i < 100_000; i++)
        {
            Send(i);
        }

        var fixedPatterns = PatternSet.Parse("tag:reply");
        for (int i = 0; i < 100_000; i++)
        {
            Send(List("reply", i));
            Assert.NotNull(_owner.TakeMatching(fixedPatterns, out _));
            Send(List($"ref{i}", i));
            Assert.Equal($"ref{i}", ((ListValue)Take($"tag:ref{i}").Tag!)[0].AsText);
        }

        Assert.Equal(0, Take());
    }

    private static Message RandomMessage(Random random) => random.Next(10) switch
    {
        0 => new Message($"x{random.Next(4)}"),
        1 => new Message(List($"t{random.Next(8)}", 1)),
        2 => new Message(Value.From(ObjectValue.Empty.Set("tag", $"t{random.Next(8)}"))),
        3 => new SystemMessage(SystemMessageKind.Exit, random.Next(6), "r"),
        4 => new SystemMessage(SystemMessageKind.Down, random.Next(6), "r", "mon"),
        5 => new SystemMessage(SystemMessageKind.Signal, random.Next(6), $"s{random.Next(3)}"),
        6 => new Message(random.Next(2) == 0 ? Value.Null : Value.Bool(random.Next(2) == 0)),
        7 => new Message(random.NextDouble()),
        _ => new Message(random.Next(10)),
    };

    private static Value List(params Value[] items) => Value.From(ListValue.FromOwned(items));

    private void Send(params Value[] values)
    {
        foreach (var value in values)
        {
            Assert.True(_owner.TryAdd(new Message(value), out _));
        }
    }

    private long Take() => _owner.TakeFirst()!.Value.AsInt;

    private Value Take(string patterns) => _owner.TakeMatching(PatternSet.Parse(patterns), out _)!.Received;
}
