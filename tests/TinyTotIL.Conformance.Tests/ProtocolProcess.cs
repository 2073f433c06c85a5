using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace TinyTotIL.Conformance.Tests;

/// <summary>The built <c>ttil</c> as a server of a protocol whose messages are JSON behind a header with their length.</summary>
internal sealed class ProtocolProcess : IDisposable
{
    private readonly Process _process;
    private readonly Stream _input;
    private readonly Stream _output;
    private readonly Task<string> _error;
    private readonly Timer _guard;

    /// <summary>Starts a server.</summary>
    /// <param name="folder">Its current directory.</param>
    /// <param name="arguments">The command and its arguments.</param>
    public ProtocolProcess(string folder, params IReadOnlyList<string> arguments)
    {
        string[] all = [Path.Combine(CommandSession.ToolFolder, "ttil.dll"), .. arguments];
        _process = Process.Start(new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", all)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        (_input, _output) = (_process.StandardInput.BaseStream, _process.StandardOutput.BaseStream);
        _error = _process.StandardError.ReadToEndAsync();

        // A server that does not answer fails its test and does not keep the others waiting.
        _guard = new Timer(_ => _process.Kill(), null, TimeSpan.FromMinutes(2), Timeout.InfiniteTimeSpan);
    }

    /// <summary>A text with its header.</summary>
    /// <param name="body">The text.</param>
    public static string Framed(string body) => string.Create(CultureInfo.InvariantCulture, $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    /// <summary>Sends what may be no message.</summary>
    /// <param name="text">The text.</param>
    public void SendText(string text)
    {
        _input.Write(Encoding.UTF8.GetBytes(text));
        _input.Flush();
    }

    /// <summary>Reads the next message.</summary>
    public JsonNode Read()
    {
        int length = -1;
        for (string line = ReadLine(); line.Length > 0; line = ReadLine())
        {
            Assert.StartsWith("Content-Length: ", line, StringComparison.Ordinal);
            length = int.Parse(line["Content-Length: ".Length..], CultureInfo.InvariantCulture);
        }

        byte[] body = new byte[length];
        _output.ReadExactly(body);
        return JsonNode.Parse(body)!;
    }

    /// <summary>Closes the input.</summary>
    public void Close() => _input.Close();

    /// <summary>Waits for the end of the server.</summary>
    public CommandOutcome Wait()
    {
        using var rest = new StreamReader(_output, Encoding.UTF8, leaveOpen: true);
        string output = rest.ReadToEnd();
        _process.WaitForExit();
        return new CommandOutcome(_process.ExitCode, output, _error.Result);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _guard.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private string ReadLine()
    {
        var line = new StringBuilder();
        while (_output.ReadByte() is var value && value != '\n')
        {
            Assert.True(value >= 0, "the server has ended");
            line.Append((char)value);
        }

        return line.ToString().TrimEnd('\r');
    }
}
