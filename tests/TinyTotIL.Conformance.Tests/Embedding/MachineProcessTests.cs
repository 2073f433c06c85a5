#pragma warning disable CA1861 // Each array is used once, where it stands.

using System.Threading.Channels;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Conformance.Tests.Embedding;

/// <summary>Processes that C# code starts, asks and hears from.</summary>
public sealed class MachineProcessTests
{
    private const string Server = """
        MAKE_FUNCTION doubler
        STORE doubler
        EXPORT doubler
        MAKE_FUNCTION once
        STORE once
        EXPORT once
        MAKE_FUNCTION tell to
        STORE tell
        EXPORT tell
        MAKE_FUNCTION named
        STORE named
        EXPORT named
        MAKE_FUNCTION fail
        STORE fail
        EXPORT fail
        MAKE_FUNCTION deaf
        STORE deaf
        EXPORT deaf
        HALT

        LABEL doubler
        RECEIVE
        STORE request
        LOAD request
        PUSH_INT 0
        INDEX
        LOAD request
        PUSH_INT 2
        INDEX
        PUSH_INT 2
        MUL
        MAKE_LIST 2
        LOAD request
        PUSH_INT 1
        INDEX
        SEND
        JMP doubler

        LABEL once
        RECEIVE
        RET

        LABEL deaf
        RECEIVE
        POP
        JMP deaf

        LABEL tell
        PUSH_STR "first"
        LOAD to
        SEND
        PUSH_INT 2
        LOAD to
        SEND
        NULL
        RET

        LABEL named
        REGISTER box
        POP
        JMP doubler

        LABEL fail
        RECEIVE
        POP
        PUSH_INT 1
        PUSH_INT 0
        DIV
        RET
        """;

    [Fact]
    public async Task A_server_answers_many_questions_at_once()
    {
        await using var machine = Samples.Start(Server, out _);
        var server = await machine.SpawnAsync("doubler");
        Assert.True(server.IsAlive);
        long[] answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(number => server.AskAsync<long>(number)));
        Assert.Equal(Enumerable.Range(0, 200).Select(number => 2L * number), answers);
    }

    [Fact]
    public async Task A_process_ends_with_its_result_or_its_error()
    {
        await using var machine = Samples.Start(Server, out _);
        var once = await machine.SpawnAsync("once");
        Assert.True(once.Send(new[] { 1, 2 }));
        Assert.Equal("[1, 2]", (await once.Completion!).ToString());
        Assert.False(once.IsAlive);
        Assert.False(once.Send(0));

        var failing = await machine.SpawnAsync("fail");
        var question = failing.AskAsync<long>(1);
        Assert.Equal("Division by zero", (await Assert.ThrowsAsync<ScriptException>(() => failing.Completion!)).Message);
        Assert.Equal(ScriptFailure.Ended, (await Assert.ThrowsAsync<ScriptException>(() => question)).Failure);
        Assert.Equal(ScriptFailure.Ended, (await Assert.ThrowsAsync<ScriptException>(() => failing.AskAsync<long>(1))).Failure);
    }

    [Fact]
    public async Task A_question_can_be_given_up_and_a_process_killed()
    {
        await using var machine = Samples.Start(Server, out _);
        var deaf = await machine.SpawnAsync("deaf");
        using var source = new CancellationTokenSource();
        var question = deaf.AskAsync<long>(1, source.Token);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => question);

        var server = await machine.SpawnAsync("doubler");
        var open = server.AskAsync<long>(1);
        Assert.Equal(2, await open);
        server.Kill();
        Assert.Equal(ScriptFailure.Ended, (await Assert.ThrowsAsync<ScriptException>(() => server.Completion!)).Failure);
    }

    [Fact]
    public async Task A_mailbox_receives_what_scripts_send_to_its_number()
    {
        await using var machine = Samples.Start(Server, out _);
        using var mailbox = machine.OpenMailbox();
        machine.Call<Value>("tell", mailbox.Id);
        Assert.Equal("first", await mailbox.ReceiveAsync<string>());
        Assert.Equal(2, await mailbox.ReceiveAsync<int>());
        mailbox.Dispose();
        await Assert.ThrowsAsync<ChannelClosedException>(() => mailbox.ReceiveAsync<int>());
    }

    [Fact]
    public async Task A_process_is_found_by_its_name()
    {
        await using var machine = Samples.Start(Server, out _);
        Assert.Null(machine.FindProcess("box"));
        var server = await machine.SpawnAsync("named");
        Assert.Equal(2, await server.AskAsync<long>(1));
        var found = machine.FindProcess("box")!;
        Assert.Equal(server.Id, found.Id);
        Assert.Null(found.Completion);
        Assert.Equal(84, await found.AskAsync<long>(42));
    }

    [Fact]
    public async Task A_machine_that_is_disposed_of_ends_what_is_awaited()
    {
        var machine = Samples.Start(Server, out _);
        var server = await machine.SpawnAsync("once");
        var question = server.AskAsync<long>(1);
        machine.Dispose();
        await Assert.ThrowsAsync<ScriptException>(() => question);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => server.Completion!);
        Assert.False(server.IsAlive);
        Assert.Throws<ObjectDisposedException>(() => machine.OpenMailbox());
    }

    [Fact]
    public async Task A_process_of_Scheme_has_copies_of_the_variables_and_answers_lists()
    {
        var script = Script.Compile(
            """
            (import (scheme base) (ttil host) (ttil process))
            (define state (list 1 2 3))
            (define (change! n) (set-car! state n) (car state))
            (define (server)
              (receive
                ((tag sender question)
                 (change! question)
                 (send sender (list tag (cons question state)))
                 (server))))
            (host-export 'change! change!)
            (host-export 'server server)
            """,
            new ScriptOptions { Language = ScriptLanguage.Scheme });
        await using var machine = new Machine(script);
        Assert.Equal(10, machine.Call<long>("change!", 10));
        var server = await machine.SpawnAsync("server");
        Assert.Equal("7 7 2 3", string.Join(' ', (await server.AskAsync<int[]>(7))!));
        Assert.Equal("8 8 2 3", string.Join(' ', (await server.AskAsync<int[]>(8))!));
        Assert.Equal(11, machine.Call<long>("change!", 11));
    }

    [Fact]
    public async Task A_trusted_script_without_processes_has_none()
    {
        await using var machine = new Machine(Script.Compile(Samples.Sequential, new ScriptOptions { IsTrusted = true }), new MachineOptions { Output = TextWriter.Null });
        await Assert.ThrowsAsync<InvalidOperationException>(() => machine.SpawnAsync("echo", 1));
        Assert.Throws<InvalidOperationException>(() => machine.OpenMailbox());
    }
}
