using System.Text;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL;

/// <summary>A console over readers and writers of the caller. What is not replaced goes to another console.</summary>
/// <param name="inner">The other console.</param>
/// <param name="input">Standard input; null for the other's.</param>
/// <param name="output">Standard output; null for the other's.</param>
/// <param name="error">Standard error; null for the other's.</param>
internal sealed class TextConsole(IConsole inner, TextReader? input, TextWriter? output, TextWriter? error) : IConsole
{
    private readonly Lock _writing = new();
    private readonly Lock _reading = new();
    private readonly Queue<byte> _bytes = [];

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<char> text)
    {
        if (output is null)
        {
            inner.Write(text);
            return;
        }

        lock (_writing)
        {
            output.Write(text);
        }
    }

    /// <inheritdoc/>
    public void Flush()
    {
        if (output is null)
        {
            inner.Flush();
            return;
        }

        lock (_writing)
        {
            output.Flush();
        }
    }

    /// <inheritdoc/>
    public void WriteErrorLine(string line)
    {
        if (error is null)
        {
            inner.WriteErrorLine(line);
            return;
        }

        lock (_writing)
        {
            error.Write(line);
            error.Write('\n');
            error.Flush();
        }
    }

    /// <inheritdoc/>
    public void WriteError(string text)
    {
        if (error is null)
        {
            inner.WriteError(text);
            return;
        }

        lock (_writing)
        {
            error.Write(text);
            error.Flush();
        }
    }

    /// <inheritdoc/>
    public void WriteBehind(bool isOn)
    {
        if (output is null)
        {
            inner.WriteBehind(isOn);
        }
    }

    /// <inheritdoc/>
    public bool IsBehind => output is null && inner.IsBehind;

    /// <inheritdoc/>
    public bool WhenTaken(Action resume) => output is null && inner.WhenTaken(resume);

    /// <inheritdoc/>
    public bool HasInput => input is not null || inner.HasInput;

    /// <inheritdoc/>
    public bool HasLine => input is null && inner.HasLine;

    /// <inheritdoc/>
    public string ReadLine(Func<bool>? isWanted = null)
    {
        if (input is null)
        {
            return inner.ReadLine(isWanted);
        }

        lock (_reading)
        {
            if (isWanted is not null && !isWanted())
            {
                return "";
            }

            string begun = TakeBytes(untilLineEnd: true);
            return begun.EndsWith('\n') ? begun.TrimEnd('\n').TrimEnd('\r') : begun + (input.ReadLine() ?? "");
        }
    }

    /// <inheritdoc/>
    public int ReadByte(Func<bool>? isWanted = null)
    {
        if (input is null)
        {
            return inner.ReadByte(isWanted);
        }

        lock (_reading)
        {
            if (isWanted is not null && !isWanted())
            {
                return -1;
            }

            if (_bytes.Count == 0)
            {
                ReadAhead(input);
            }

            return _bytes.TryDequeue(out byte next) ? next : -1;
        }
    }

    /// <inheritdoc/>
    public string ReadToEnd(Func<bool>? isWanted = null)
    {
        if (input is null)
        {
            return inner.ReadToEnd(isWanted);
        }

        lock (_reading)
        {
            return isWanted is not null && !isWanted() ? "" : TakeBytes(untilLineEnd: false) + input.ReadToEnd();
        }
    }

    /// <summary>One character, of one or two units, as the bytes it has in UTF-8.</summary>
    private void ReadAhead(TextReader reader)
    {
        int first = reader.Read();
        if (first < 0)
        {
            return;
        }

        string text = char.IsHighSurrogate((char)first) && reader.Peek() is >= 0 and int next && char.IsLowSurrogate((char)next)
            ? new string([(char)first, (char)reader.Read()])
            : ((char)first).ToString();
        Array.ForEach(Encoding.UTF8.GetBytes(text), _bytes.Enqueue);
    }

    /// <summary>What has been read of a character and not been asked for.</summary>
    private string TakeBytes(bool untilLineEnd)
    {
        var taken = new List<byte>();
        while ((!untilLineEnd || taken is not [.., (byte)'\n']) && _bytes.TryDequeue(out byte next))
        {
            taken.Add(next);
        }

        return Encoding.UTF8.GetString([.. taken]);
    }
}
