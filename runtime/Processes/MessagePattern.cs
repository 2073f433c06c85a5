using System.Globalization;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Processes;

/// <summary>What a selective receive asks of a message.</summary>
/// <remarks>A pattern is a key: each message has at most one key of each kind and matches when that is the pattern's. So matching and looking up are the same thing.</remarks>
/// <param name="Kind">What is asked.</param>
/// <param name="Number">The number asked for, where the kind has one.</param>
/// <param name="Text">The text asked for, where the kind has one.</param>
public readonly record struct MessagePattern(PatternKind Kind, long Number, string? Text)
{
    private const string TagField = "tag";

    /// <summary>Whether it names a message of the runtime, which a receive then gives as an object.</summary>
    public bool IsForSystem => Kind >= PatternKind.Exit;

    /// <summary>A pattern without a number or text.</summary>
    /// <param name="kind">Its kind.</param>
    public static MessagePattern Of(PatternKind kind) => new(kind, 0, null);

    /// <summary>The pattern that asks for one value; null for a value of a type that cannot be asked for.</summary>
    /// <param name="value">The value.</param>
    public static MessagePattern? ForValue(Value value) => value.Kind switch
    {
        ValueKind.Int => new(PatternKind.Integer, value.AsInt, null),
        ValueKind.Float => new(PatternKind.Float, BitsOf(value.AsFloat), null),
        ValueKind.Text => new(PatternKind.Text, 0, value.AsText),
        ValueKind.Bool => Of(value.AsBool ? PatternKind.True : PatternKind.False),
        ValueKind.Null => Of(PatternKind.Null),
        _ => null,
    };

    /// <summary>Whether a message is what is asked for.</summary>
    /// <param name="message">The message.</param>
    internal bool Matches(Message message) =>
        TryFindKey(Kind, message, out long number, out string? text) && number == Number && text == Text;

    /// <summary>The key of one kind that a message has.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="message">The message.</param>
    /// <param name="number">The number of the key.</param>
    /// <param name="text">The text of the key.</param>
    /// <returns>Whether it has one.</returns>
    internal static bool TryFindKey(PatternKind kind, Message message, out long number, out string? text)
    {
        (number, text) = (0, null);
        return kind == PatternKind.Any
            || (message is SystemMessage system ? TryFindKey(kind, system, out number, out text) : TryFindKey(kind, message.Value, out number, out text));
    }

    private static bool TryFindKey(PatternKind kind, SystemMessage message, out long number, out string? text)
    {
        number = kind is PatternKind.ExitOf or PatternKind.DownOf ? message.Pid : 0;
        text = kind == PatternKind.Signal ? message.Reason : null;
        return kind switch
        {
            PatternKind.Exit or PatternKind.ExitOf => message.Kind == SystemMessageKind.Exit,
            PatternKind.Down or PatternKind.DownOf => message.Kind == SystemMessageKind.Down,
            PatternKind.Signal => message.Kind == SystemMessageKind.Signal,
            _ => false,
        };
    }

    private static bool TryFindKey(PatternKind kind, Value value, out long number, out string? text)
    {
        (number, text) = (0, null);
        switch (kind)
        {
            case PatternKind.Type:
                number = (long)value.Kind;
                return true;
            case PatternKind.Integer:
                number = value.Bits;
                return value.IsInt;
            case PatternKind.Float:
                number = value.IsFloat ? BitsOf(value.AsFloat) : 0;
                return value.IsFloat && !double.IsNaN(value.AsFloat);
            case PatternKind.Text:
                text = value.IsText ? value.AsText : null;
                return value.IsText;
            case PatternKind.True:
                return value.IsBool && value.AsBool;
            case PatternKind.False:
                return value.IsBool && !value.AsBool;
            case PatternKind.Null:
                return value.IsNull;
            case PatternKind.Tag:
                text = TagOf(value);
                return text is not null;
            default:
                return false;
        }
    }

    private static string? TagOf(Value value)
    {
        switch (value.Tag)
        {
            case ListValue { Count: > 0 } list:
                return TextOf(list[0]);
            case ObjectValue fields when fields.TryGet(TagField, out var field):
                return TextOf(field);
            default:
                return null;
        }
    }

    private static string? TextOf(Value value) => value.IsText ? value.AsText : null;

    /// <summary>The two zeros are equal.</summary>
    private static long BitsOf(double number) => BitConverter.DoubleToInt64Bits(number == 0 ? 0.0 : number);

    /// <summary>The pattern as a program writes it.</summary>
    public override string ToString() => Kind switch
    {
        PatternKind.Type => PatternText.NameOf((ValueKind)Number),
        PatternKind.Integer => string.Create(CultureInfo.InvariantCulture, $"value:{Number}"),
        PatternKind.Float => $"value:{PatternText.Show(BitConverter.Int64BitsToDouble(Number))}",
        PatternKind.Text => $"value:{PatternText.Quote(Text!)}",
        PatternKind.True => "value:true",
        PatternKind.False => "value:false",
        PatternKind.Null => "value:null",
        PatternKind.Tag => $"tag:{PatternText.QuoteIfNeeded(Text!)}",
        PatternKind.ExitOf => string.Create(CultureInfo.InvariantCulture, $"exit:{Number}"),
        PatternKind.DownOf => string.Create(CultureInfo.InvariantCulture, $"down:{Number}"),
        PatternKind.Signal => $"signal:{PatternText.QuoteIfNeeded(Text!)}",
        PatternKind.Exit => "exit",
        PatternKind.Down => "down",
        _ => "any",
    };
}
