using TinyTotIL.Runtime.Scheme;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Processes;

/// <summary>Adds up the bytes of everything reachable from what it is given. What is shared counts once.</summary>
public sealed class HeapMeter
{
    private const int ObjectBytes = 16;
    private const int ValueBytes = 16;

    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<object> _pending = new();
    private readonly long _ceiling;
    private bool _isMeasuring;

    /// <summary>Begins at nothing.</summary>
    /// <param name="ceiling">Bytes after which it need not go on; the sum then is only known to be more.</param>
    public HeapMeter(long ceiling = long.MaxValue) => _ceiling = ceiling;

    /// <summary>Bytes found so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>Adds bytes that hold nothing else.</summary>
    /// <param name="bytes">How many.</param>
    public void AddBytes(long bytes) => Bytes += bytes;

    /// <summary>Adds what a value refers to; its own 16 bytes belong to whatever holds it.</summary>
    /// <param name="value">The value.</param>
    public void Add(Value value) => Add(value.Tag);

    /// <summary>Adds an object, and all it refers to.</summary>
    /// <param name="item">Text, a heap value, or an array of numbers or values; anything else counts as an empty object.</param>
    public void Add(object? item)
    {
        if (item is null or Tag)
        {
            return;
        }

        _pending.Push(item);
        if (_isMeasuring)
        {
            // A saved frame shows what it holds; it comes after what is being measured.
            return;
        }

        _isMeasuring = true;
        while (Bytes < _ceiling && _pending.TryPop(out object? next))
        {
            if (_seen.Add(next))
            {
                Measure(next);
            }
        }

        _pending.Clear();
        _isMeasuring = false;
    }

    /// <summary>Whether it has come to an object.</summary>
    /// <param name="item">The object.</param>
    internal bool HasSeen(object item) => _seen.Contains(item);

    /// <summary>Bytes of an object without the objects it refers to.</summary>
    /// <param name="item">The object.</param>
    internal static long OwnBytes(object item)
    {
        var meter = new HeapMeter();
        meter.Measure(item);
        return meter.Bytes;
    }

    /// <summary>The objects that an object refers to.</summary>
    /// <param name="item">The object.</param>
    internal static IEnumerable<object> PartsOf(object item)
    {
        var meter = new HeapMeter();
        meter.Measure(item);
        return meter._pending;
    }

    private void Measure(object item)
    {
        Bytes += ObjectBytes;
        switch (item)
        {
            case string text:
                Bytes += 2L * text.Length;
                break;
            case long[] or double[]:
                Bytes += 8L * ((Array)item).Length;
                break;
            case Value[] values:
                Bytes += (long)ValueBytes * values.Length;
                Array.ForEach(values, Follow);
                break;
            case BytesValue bytes:
                Bytes += bytes.Bytes.Length;
                break;
            case TextValue text:
                Bytes += 2L * text.Length;
                break;
            case HandleValue { Resource: IHeldBytes held }:
                Bytes += held.HeldBytes;
                break;
            case HandleValue { Resource: Future future }:
                Follow(future.Result);
                break;
            case ExceptionValue { Content: { } content }:
                Bytes += 2 * ValueBytes;
                Follow(content.Subject);
                Follow(content.Irritants);
                break;
            case ExceptionValue exception:
                _pending.Push(exception.Message);
                break;
            case Scope variables:
                Bytes += variables.Bytes;
                foreach (var (_, value) in variables)
                {
                    Follow(value);
                }

                break;
            case ListValue list:
                Bytes += (long)ValueBytes * list.Count;
                for (int i = 0; i < list.Count; i++)
                {
                    Follow(list[i]);
                }

                break;
            case ObjectValue fields:
                Bytes += (long)ValueBytes * fields.Count;
                foreach (var (_, value) in fields.Fields)
                {
                    Follow(value);
                }

                break;
            case FunctionValue function:
                Bytes += (long)ValueBytes * Math.Max(FunctionValue.MostInline, function.CapturedCount);
                for (int i = 0; i < function.CapturedCount; i++)
                {
                    Follow(function.CapturedAt(i));
                }

                break;
            default:
                MeasureDatum(item);
                break;
        }
    }

    /// <summary>Measures the kinds of value that only Lisp has. Symbols are everybody's and count as empty objects.</summary>
    private void MeasureDatum(object item)
    {
        switch (item)
        {
            case PairValue pair:
                Bytes += 2 * ValueBytes;
                Follow(pair.Car);
                Follow(pair.Cdr);
                break;
            case VectorValue vector:
                Measure(vector.Items);
                break;
            case RecordValue record:
                Measure(record.Fields);
                break;
            case MultipleValues results:
                Measure(results.Items);
                break;
            case CellValue cell:
                Bytes += ValueBytes;
                Follow(cell.Content);
                break;
            case HashTable table:
                Measure(table);
                break;
            case PromiseValue promise:
                Bytes += ObjectBytes + ValueBytes;
                Follow(promise.Content.Value);
                break;
            case ParameterValue parameter:
                Bytes += 2 * ValueBytes;
                Follow(parameter.Default);
                Follow(parameter.Converter);
                break;
            case ContinuationValue { Frames: { } frames }:
                _pending.Push(frames);
                break;
            case SavedFrame frame:
                Bytes += RuntimeLimits.SavedFrameBytes;
                frame.Measure(this);
                if (frame.Caller is { } caller)
                {
                    _pending.Push(caller);
                }

                break;
            case BytevectorValue bytes:
                Bytes += ObjectBytes + bytes.Bytes.Length;
                break;
            case MutableText text:
                Bytes += ObjectBytes + text.HeldBytes;
                break;
            case BigIntegerValue integer:
                Bytes += integer.Number.GetByteCount();
                break;
            case RationalValue fraction:
                Bytes += fraction.Numerator.GetByteCount() + fraction.Denominator.GetByteCount();
                break;
            case IHeldBytes held:
                Bytes += held.HeldBytes;
                break;
        }
    }

    private void Measure(HashTable table)
    {
        Bytes += 3L * ValueBytes * table.Entries.EnsureCapacity(0);
        Follow(table.Same);
        Follow(table.Hash);
        foreach (var (key, value) in table.Entries)
        {
            Follow(key);
            Follow(value);
        }
    }

    private void Follow(Value value)
    {
        if (value.Tag is { } held and not Tag)
        {
            _pending.Push(held);
        }
    }
}
