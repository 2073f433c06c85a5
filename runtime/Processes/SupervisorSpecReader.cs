using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Processes;

/// <summary>Reads what a program says of a supervisor and its children. Fields it does not know mean nothing.</summary>
internal static class SupervisorSpecReader
{
    private const long MillisecondsPerSecond = 1000;

    /// <summary>Reads the argument of SUPERVISE.</summary>
    /// <param name="value">The value.</param>
    /// <param name="problem">What is wrong with it; null when nothing is.</param>
    public static SupervisorSpec Read(Value value, out SpecProblem? problem)
    {
        problem = null;
        if (value.Tag is not ObjectValue fields)
        {
            problem = new SpecProblem("an object", value);
            return SupervisorSpec.Default;
        }

        return SupervisorSpec.Default with
        {
            Strategy = Strategy(fields, ref problem),
            Intensity = Number(fields, "intensity", least: 0, SupervisorSpec.Default.Intensity, ref problem),
            Period = Period(fields, ref problem),
            Children = Children(fields, ref problem),
        };
    }

    /// <summary>Reads a child.</summary>
    /// <param name="value">What it runs, or an object that says more.</param>
    /// <param name="id">Its id; null where the object says it.</param>
    /// <param name="problem">What is wrong; null when nothing is. One that was found before is kept.</param>
    public static ChildSpec ReadChild(Value value, string? id, ref SpecProblem? problem)
    {
        if (value.Tag is not ObjectValue fields)
        {
            if (id is null)
            {
                problem ??= new SpecProblem("children that are objects", value);
            }

            return new ChildSpec(id ?? "", Start(value, ref problem));
        }

        bool isSupervisor = IsSupervisor(fields, ref problem);
        return new ChildSpec(id ?? Id(fields, ref problem), Start(Field(fields, "start"), ref problem))
        {
            Restart = Restart(fields, ref problem),
            Shutdown = Shutdown(fields, isSupervisor ? ChildSpec.Infinity : ChildSpec.DefaultShutdown, ref problem),
            IsSupervisor = isSupervisor,
        };
    }

    private static RestartStrategy Strategy(ObjectValue fields, ref SpecProblem? problem)
    {
        switch (Word(fields, "strategy", "one_for_one"))
        {
            case "one_for_one":
                return RestartStrategy.OneForOne;
            case "one_for_all":
                return RestartStrategy.OneForAll;
            case "rest_for_one":
                return RestartStrategy.RestForOne;
            default:
                problem ??= Wrong(fields, "strategy", "one_for_one, one_for_all or rest_for_one");
                return default;
        }
    }

    private static RestartType Restart(ObjectValue fields, ref SpecProblem? problem)
    {
        switch (Word(fields, "restart", "permanent"))
        {
            case "permanent":
                return RestartType.Permanent;
            case "transient":
                return RestartType.Transient;
            case "temporary":
                return RestartType.Temporary;
            default:
                problem ??= Wrong(fields, "restart", "permanent, transient or temporary");
                return default;
        }
    }

    private static bool IsSupervisor(ObjectValue fields, ref SpecProblem? problem)
    {
        string? type = Word(fields, "type", "worker");
        if (type is not ("worker" or "supervisor"))
        {
            problem ??= Wrong(fields, "type", "worker or supervisor");
        }

        return type == "supervisor";
    }

    private static long Shutdown(ObjectValue fields, long usual, ref SpecProblem? problem)
    {
        if (!fields.TryGet("shutdown", out var value))
        {
            return usual;
        }

        if (value.IsInt && value.AsInt >= 0)
        {
            return value.AsInt;
        }

        switch (value.IsText ? value.AsText : "")
        {
            case "brutal":
                return ChildSpec.Brutal;
            case "infinity":
                return ChildSpec.Infinity;
            default:
                problem ??= Wrong(fields, "shutdown", "milliseconds, brutal or infinity");
                return usual;
        }
    }

    private static long Period(ObjectValue fields, ref SpecProblem? problem)
    {
        long seconds = Number(fields, "period", least: 1, SupervisorSpec.Default.Period / MillisecondsPerSecond, ref problem);
        return seconds > long.MaxValue / MillisecondsPerSecond ? long.MaxValue : seconds * MillisecondsPerSecond;
    }

    private static ChildSpec[] Children(ObjectValue fields, ref SpecProblem? problem)
    {
        if (!fields.TryGet("children", out var value))
        {
            return [];
        }

        if (value.Tag is not ListValue list)
        {
            problem ??= Wrong(fields, "children", "a list");
            return [];
        }

        var children = new ChildSpec[list.Count];
        var ids = new HashSet<string>();
        for (int i = 0; i < children.Length; i++)
        {
            children[i] = ReadChild(list[i], id: null, ref problem);
            if (!ids.Add(children[i].Id))
            {
                problem ??= new SpecProblem("children with different ids", Value.Text(children[i].Id));
            }
        }

        return children;
    }

    private static string Id(ObjectValue fields, ref SpecProblem? problem)
    {
        if (fields.TryGet("id", out var id) && id.IsText)
        {
            return id.AsText;
        }

        problem ??= Wrong(fields, "id", "a string");
        return "";
    }

    private static Value Start(Value value, ref SpecProblem? problem)
    {
        if (!value.IsText && value.Tag is not FunctionValue { Prototype.Parameters.Length: 0 })
        {
            problem ??= new SpecProblem("a start that is a function without parameters or the name of a program", value);
        }

        return value;
    }

    private static long Number(ObjectValue fields, string name, long least, long usual, ref SpecProblem? problem)
    {
        if (!fields.TryGet(name, out var value))
        {
            return usual;
        }

        if (value.IsInt && value.AsInt >= least)
        {
            return value.AsInt;
        }

        problem ??= Wrong(fields, name, $"an integer from {least}");
        return usual;
    }

    /// <summary>The text of a field, the usual one when there is none; null for another type.</summary>
    private static string? Word(ObjectValue fields, string name, string usual) =>
        !fields.TryGet(name, out var value) ? usual : value.IsText ? value.AsText : null;

    private static SpecProblem Wrong(ObjectValue fields, string name, string expected) =>
        new($"{name} to be {expected}", Field(fields, name));

    private static Value Field(ObjectValue fields, string name) => fields.TryGet(name, out var value) ? value : Value.Null;
}
