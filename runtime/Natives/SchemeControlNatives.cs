using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>What std/scheme/control.scm builds dynamic extents, parameters, promises and several results on.</summary>
[TtvmLibrary("scheme")]
public static class SchemeControlNatives
{
    /// <summary>What the running process has in force; see <see cref="ProcessContext.DynamicState"/>.</summary>
    /// <param name="context">The running process.</param>
    [TtvmFunction("scheme.%dynamic-state")]
    public static Value DynamicState(ProcessContext context) => context.DynamicState;

    /// <summary>Replaces what the running process has in force.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="state">A dynamic state; nobody changes it any more.</param>
    [TtvmFunction("scheme.%set-dynamic-state!")]
    public static Value SetDynamicState(ProcessContext context, Value state)
    {
        context.DynamicState = state;
        return Value.Unspecified;
    }

    /// <summary>Raises the error of CONTINUE for a continuation that this process cannot go on with, before anything is done on the way.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="continuation">The continuation.</param>
    [TtvmFunction("scheme.%check-continuation", NeedsProcesses = true)]
    public static Value CheckContinuation(ProcessContext context, Value continuation)
    {
        ContinuationOperations.Find(context, continuation);
        return Value.Unspecified;
    }

    /// <summary>A parameter object.</summary>
    /// <param name="content">Its value, converted.</param>
    /// <param name="converter">The procedure that converts values, or false.</param>
    [TtvmFunction("scheme.%make-parameter")]
    public static ParameterValue MakeParameter(Value content, Value converter) => new(content, converter);

    /// <summary>Whether a value is a parameter object.</summary>
    /// <param name="value">The value.</param>
    [TtvmFunction("scheme.%parameter?")]
    public static bool IsParameter(Value value) => value.Tag is ParameterValue;

    /// <summary>The procedure that converts the values of a parameter object, or false.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">What PARAMETERIZE was given for a parameter object.</param>
    [TtvmFunction("scheme.%parameter-converter")]
    public static Value Converter(ProcessContext context, Value value)
    {
        if (value.Tag is ParameterValue parameter)
        {
            return parameter.Converter;
        }

        context.RaiseWrongType("parameterize", "a parameter object", value);
        return default;
    }

    /// <summary>Raises the error of a procedure of the library that was given something of the wrong kind.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="procedure">The procedure as programs call it.</param>
    /// <param name="expected">What it expects, with an article.</param>
    /// <param name="value">What it was given.</param>
    [TtvmFunction("scheme.%refuse")]
    public static Value Refuse(ProcessContext context, string procedure, string expected, Value value)
    {
        context.RaiseWrongType(procedure, expected, value);
        return default;
    }

    /// <summary>A promise.</summary>
    /// <param name="isDone">Whether its result is there.</param>
    /// <param name="content">The result, or the procedure that gives a promise of it.</param>
    [TtvmFunction("scheme.%make-promise")]
    public static PromiseValue MakePromise(bool isDone, Value content) => new(new PromiseContent { IsDone = isDone, Value = content });

    /// <summary>Whether a value is a promise.</summary>
    /// <param name="value">The value.</param>
    [TtvmFunction("scheme.promise?")]
    public static bool IsPromise(Value value) => value.Tag is PromiseValue;

    /// <summary>Whether the result of a promise is there.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="promise">The promise.</param>
    [TtvmFunction("scheme.%promise-done?")]
    public static bool IsDone(ProcessContext context, Value promise) => Of(context, "force", promise) is { Content.IsDone: true };

    /// <summary>The result of a promise, or the procedure that gives a promise of it.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="promise">The promise.</param>
    [TtvmFunction("scheme.%promise-content")]
    public static Value ContentOf(ProcessContext context, Value promise) => Of(context, "force", promise)?.Content.Value ?? default;

    /// <summary>Lets a promise without result deliver what another does, from now on and both ways.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="promise">The promise.</param>
    /// <param name="other">What its procedure gave.</param>
    [TtvmFunction("scheme.%promise-follow!")]
    public static Value Follow(ProcessContext context, Value promise, Value other)
    {
        if (Of(context, "force", promise) is { } follower && Of(context, "delay-force", other) is { } followed)
        {
            follower.Content.IsDone = followed.Content.IsDone;
            follower.Content.Value = followed.Content.Value;
            followed.Content = follower.Content;
        }

        return Value.Unspecified;
    }

    /// <summary>The results in a value, as a list.</summary>
    /// <param name="results">Several results of one call, or one.</param>
    [TtvmFunction("scheme.%values->list")]
    public static Value ListOf(Value results) =>
        results.Tag is MultipleValues several ? SchemeListNatives.ListOf(several.Items) : SchemeListNatives.ListOf([results]);

    /// <summary>One value of the elements of a list, as VALUES makes one; one element is itself.</summary>
    /// <param name="elements">The list, of which the program has no part.</param>
    [TtvmFunction("scheme.%list->values")]
    public static Value ValuesOf(Value elements)
    {
        if (elements.Tag is PairValue { Cdr.IsEmptyList: true } only)
        {
            return only.Car;
        }

        var results = new List<Value>();
        for (; elements.Tag is PairValue pair; elements = pair.Cdr)
        {
            results.Add(pair.Car);
        }

        return Value.From(new MultipleValues([.. results]));
    }

    private static PromiseValue? Of(ProcessContext context, string procedure, Value value)
    {
        if (value.Tag is PromiseValue promise)
        {
            return promise;
        }

        context.RaiseWrongType(procedure, "a promise", value);
        return null;
    }
}
