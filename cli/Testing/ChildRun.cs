using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace TinyTotIL.Cli.Testing;

/// <summary>Runs <c>ttil</c> beside this one, so that what it runs can neither hang nor break anything here.</summary>
internal sealed class ChildRun
{
    /// <summary>A program may write without end; more than this is not kept.</summary>
    private const int MostCharacters = 1 << 20;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>How long streams that other programs hold open are waited for once it has ended.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly ProcessStartInfo _start;

    /// <summary>Prepares a run.</summary>
    /// <param name="folder">The current directory.</param>
    /// <param name="arguments">The arguments of <c>ttil</c>.</param>
    public ChildRun(string folder, IEnumerable<string> arguments)
    {
        string own = Environment.ProcessPath ?? "dotnet";
        bool isHost = Path.GetFileNameWithoutExtension(own).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        IEnumerable<string> program = isHost ? [Path.Combine(AppContext.BaseDirectory, "ttil.dll")] : [];
        _start = new ProcessStartInfo(own, [.. program, .. arguments])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = Utf8,
            StandardOutputEncoding = Utf8,
            StandardErrorEncoding = Utf8,
        };

        // Whoever set them meant this ttil; in a tested program they would change what is compared.
        foreach (string setting in _start.Environment.Keys.Where(name => name.StartsWith("TTIL_", StringComparison.Ordinal)).ToList())
        {
            _start.Environment.Remove(setting);
        }
    }

    /// <summary>What it reads from standard input; after that it finds the end.</summary>
    public string Input { get; init; } = "";

    /// <summary>Sets a variable of its environment.</summary>
    /// <param name="name">The variable.</param>
    /// <param name="value">Its value.</param>
    public void SetVariable(string name, string value) => _start.Environment[name] = value;

    /// <summary>Runs it to its end, or ends it together with what it has started.</summary>
    /// <param name="limit">How long it may take.</param>
    /// <exception cref="Win32Exception">It cannot be started.</exception>
    public ChildOutcome Run(TimeSpan limit)
    {
        using var process = Process.Start(_start)!;
        var output = new StringBuilder();
        var error = new StringBuilder();
        Task[] streams = [Keep(process.StandardOutput, output), Keep(process.StandardError, error), Give(process)];
        bool hasEnded = process.WaitForExit(limit);
        if (!hasEnded)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit(Patience);
        }

        Task.WaitAll(streams, Patience);
        lock (output)
        {
            lock (error)
            {
                bool isWhole = output.Length < MostCharacters && error.Length < MostCharacters;
                return new ChildOutcome(hasEnded ? process.ExitCode : null, output.ToString(), error.ToString(), isWhole);
            }
        }
    }

    private static async Task Keep(StreamReader stream, StringBuilder text)
    {
        char[] buffer = new char[1 << 14];
        try
        {
            for (int count; (count = await stream.ReadAsync(buffer).ConfigureAwait(false)) > 0;)
            {
                lock (text)
                {
                    text.Append(buffer, 0, Math.Min(count, MostCharacters - text.Length));
                }
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // It was ended while it wrote; what came before counts.
        }
    }

    private async Task Give(Process process)
    {
        try
        {
            await process.StandardInput.WriteAsync(Input).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // It ended without reading all of it.
        }
    }
}
