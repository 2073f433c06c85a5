using System.Globalization;
using System.Text.Json;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Streams;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Formats;

/// <summary>Reads the values of a stream one by one, so that not all of them need be in memory.</summary>
/// <remarks>Several processes may use one at once. After an error there is nothing more to read but the same error.</remarks>
internal sealed class JsonReader : IHandleResource
{
    private const int BlockBytes = 1 << 16;

    private readonly Lock _lock = new();
    private readonly ByteStream _stream;
    private readonly JsonFeed _feed;
    private readonly int _outer;
    private Value? _next;
    private bool _isAtEnd;
    private string? _problem;

    /// <summary>Prepares to read.</summary>
    /// <param name="stream">Where from.</param>
    /// <param name="isList">Whether the values are the elements of one list; otherwise they stand one after another, as on lines.</param>
    public JsonReader(ByteStream stream, bool isList)
    {
        _stream = stream;
        _outer = isList ? 1 : 0;
        _feed = new JsonFeed(new StreamSource(stream), BlockBytes);
        if (!isList)
        {
            _feed.Parser.ExpectSeveral();
        }
    }

    /// <summary>Whether reading may wait for someone else.</summary>
    public bool MayWait => _stream.MayWait;

    /// <summary>Whether there is one more value.</summary>
    /// <param name="budget">What may be allocated.</param>
    /// <exception cref="DataFormatException">This is not JSON.</exception>
    public bool HasNext(BulkBudget budget)
    {
        lock (_lock)
        {
            return Look(budget);
        }
    }

    /// <summary>The next value.</summary>
    /// <param name="budget">What may be allocated.</param>
    /// <exception cref="DataFormatException">This is not JSON, or there is no value left.</exception>
    public Value Next(BulkBudget budget)
    {
        lock (_lock)
        {
            if (!Look(budget))
            {
                throw new DataFormatException("json.next after the last value; json.has_next tells when that is");
            }

            var value = _next.GetValueOrDefault();
            _next = null;
            return value;
        }
    }

    /// <inheritdoc/>
    public bool Close() => _stream.Close();

    private bool Look(BulkBudget budget)
    {
        if (_problem is not null)
        {
            throw new DataFormatException(_problem);
        }

        if (_next is null && !_isAtEnd)
        {
            _feed.Parser.Budget = budget;
            Read();
        }

        return _next is not null;
    }

    private void Read()
    {
        try
        {
            _isAtEnd = !_feed.TryRead(_outer, out var value);
            _next = _isAtEnd ? default(Value?) : value;
        }
        catch (JsonException error)
        {
            _problem = string.Create(CultureInfo.InvariantCulture, $"Invalid JSON at line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}");
        }
        catch (InvalidOperationException)
        {
            _problem = string.Create(CultureInfo.InvariantCulture, $"Invalid JSON {_feed.Parser.Consumed} bytes from the start: {_feed.Parser.Problem}");
        }
        catch (DataFormatException error)
        {
            _problem = error.Message;
        }
        catch (BulkLimitException)
        {
            _problem = "a value of the stream is too large";
            throw;
        }

        if (_problem is not null)
        {
            throw new DataFormatException(_problem);
        }
    }
}
