using System.Text;
using System.Text.Json.Nodes;
using TinyTotIL.Cli.Protocol;

namespace TinyTotIL.Conformance.Tests.Protocol;

/// <summary>Framing by Content-Length, whatever comes.</summary>
public sealed class MessageReaderTests
{
    [Theory]
    [InlineData("Content-Length: 7\r\n\r\n{\"a\":1}")]
    [InlineData("content-length:7\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n{\"a\":1}")]
    [InlineData("X: y\nContent-Length:   7\n\n{\"a\":1}")]
    [InlineData("\r\n\r\nContent-Length: 007\r\n\r\n{\"a\":1}")]
    public void A_message_follows_its_header(string text)
    {
        foreach (int portion in (int[])[1, 2, 3, 1000])
        {
            Assert.Equal(["{\"a\":1}", "End"], Read(text, portion));
        }
    }

    [Fact]
    public void Messages_follow_each_other()
    {
        string text = string.Concat(Enumerable.Range(0, 100).Select(number => Framed($"{{\"n\":{number},\"é\":\"\ud83d\ude00\"}}")));
        foreach (int portion in (int[])[1, 7, 1 << 20])
        {
            Assert.Equal(Enumerable.Range(0, 100).Select(number => $"{{\"n\":{number},\"é\":\"\ud83d\ude00\"}}").Append("End"), Read(text, portion));
        }
    }

    [Theory]
    [InlineData("", "End")]
    [InlineData("\r\n\r\n", "End")]
    [InlineData("Content-Length: 5", "Broken: the input ends inside a message")]
    [InlineData("Content-Length: 5\r\n\r\n", "Broken: the input ends inside a message")]
    [InlineData("Content-Length: 5\r\n\r\n{}", "Broken: the input ends inside a message")]
    [InlineData("Content-Length: 60000000\r\n\r\n{}", "Broken: the input ends inside a message")]
    [InlineData("Content-Length: 9000000000\r\n\r\n{}", "Broken: the input ends inside a message")]
    [InlineData("Content-Length: -1\r\n\r\n{}", "Broken: '-1' is not the length of a message")]
    [InlineData("Content-Length: 1e1\r\n\r\n{}", "Broken: '1e1' is not the length of a message")]
    [InlineData("Content-Length: \r\n\r\n{}", "Broken: '' is not the length of a message")]
    [InlineData("Content-Length: 99999999999999999999\r\n\r\n{}", "Broken: '99999999999999999999' is not the length of a message")]
    public void Where_it_cannot_go_on_it_ends(string text, string outcome)
    {
        Assert.Equal([outcome], Read(text, 1000));
        Assert.Equal([outcome], Read(text, 1));
    }

    [Theory]
    [InlineData("Content-Length: 2\r\n\r\n{,", "a message is not JSON: ")]
    [InlineData("Content-Length: 0\r\n\r\n", "a message is not JSON: ")]
    [InlineData("Content-Length: 2\r\n\r\n[]", "a message is not a JSON object")]
    [InlineData("Content-Length: 3\r\n\r\n\"\u00e9", "a message is not JSON: ")]
    [InlineData("Content-Type: x\r\n\r\n", "a header has no Content-Length")]
    public void What_is_no_message_is_passed_over(string text, string problem)
    {
        var outcomes = Read(text + Framed("{\"next\":true}"), 3);
        Assert.StartsWith("Unreadable: " + problem, outcomes[0], StringComparison.Ordinal);
        Assert.Equal(["{\"next\":true}", "End"], outcomes[1..]);
    }

    [Fact]
    public void Json_that_is_too_deep_is_passed_over()
    {
        string deep = "{\"a\":" + new string('[', 100_000) + new string(']', 100_000) + "}";
        Assert.StartsWith("Unreadable: a message is not JSON: ", Read(Framed(deep), 1000)[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_that_is_too_long_is_passed_over_without_being_kept()
    {
        int length = MessageReader.MostBytes + 1;
        byte[] content = [.. Encoding.UTF8.GetBytes($"Content-Length: {length}\r\n\r\n"), .. new byte[length], .. Encoding.UTF8.GetBytes(Framed("{\"next\":true}"))];
        long before = GC.GetAllocatedBytesForCurrentThread();
        var reader = new MessageReader(new MemoryStream(content));
        var first = reader.Read();
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
        Assert.Equal((MessageOutcome.Unreadable, $"a message of {length} bytes is too long: {MessageReader.MostBytes} are the most"), (first.Outcome, first.Problem));
        Assert.Equal("{\"next\":true}", reader.Read().Body.GetRawText());
    }

    [Fact]
    public void A_length_alone_takes_no_memory()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(MessageOutcome.Broken, new MessageReader(new MemoryStream(Encoding.ASCII.GetBytes($"Content-Length: {MessageReader.MostBytes}\r\n\r\n{{}}"))).Read().Outcome);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Content-Length: 2\r\n")]
    [InlineData("Content-Length: 2\r\nX: ")]
    public void A_header_without_end_is_given_up(string beginning)
    {
        var reader = new MessageReader(new EndlessStream(Encoding.ASCII.GetBytes(beginning), 1 << 20));
        var message = reader.Read();
        Assert.Equal((MessageOutcome.Broken, "a header has no end"), (message.Outcome, message.Problem));
    }

    [Fact]
    public void Empty_lines_without_end_are_read_in_constant_space()
    {
        Assert.Equal(["{\"next\":true}", "End"], Read(new string('\n', 100_000) + Framed("{\"next\":true}"), 1000));
    }

    [Fact]
    public void Random_bytes_never_stop_it()
    {
        var random = new Random(7);
        string[] pieces = ["Content-Length: ", "3", "12", "\r\n", "\r\n\r\n", "{}", "{\"a\":[]}", ":", "\0", "é", "-", "\n"];
        for (int round = 0; round < 2_000; round++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(20)).Select(_ => pieces[random.Next(pieces.Length)]));
            Assert.Matches("^(End|Broken: .*)$", Read(text, random.Next(1, 10))[^1]);
        }
    }

    [Fact]
    public void What_is_written_can_be_read()
    {
        var output = new MemoryStream();
        var writer = new MessageWriter(output);
        writer.Write(new JsonObject { ["text"] = "é\ud83d\ude00\n\"<" });
        writer.Write(new JsonObject());
        Assert.Equal(["{\"text\":\"é\\uD83D\\uDE00\\n\\\"<\"}", "{}", "End"], Read(Encoding.UTF8.GetString(output.ToArray()), 5));
    }

    [Fact]
    public void Messages_of_several_threads_are_not_mixed()
    {
        var output = new MemoryStream();
        var writer = new MessageWriter(output);
        Parallel.For(0, 200, number => writer.Write(new JsonObject { ["n"] = number }));
        Assert.Equal(200, Read(Encoding.UTF8.GetString(output.ToArray()), 100).Distinct().Count(outcome => outcome.StartsWith("{\"n\":", StringComparison.Ordinal)));
    }

    private static string Framed(string body) => $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";

    private static List<string> Read(string text, int portion)
    {
        var reader = new MessageReader(new DrippingStream(Encoding.UTF8.GetBytes(text), portion));
        var outcomes = new List<string>();
        while (true)
        {
            var message = reader.Read();
            outcomes.Add(message.Outcome switch
            {
                MessageOutcome.Message => message.Body.GetRawText(),
                MessageOutcome.End => "End",
                _ => $"{message.Outcome}: {message.Problem}",
            });
            if (message.Outcome is MessageOutcome.End or MessageOutcome.Broken)
            {
                return outcomes;
            }
        }
    }
}
