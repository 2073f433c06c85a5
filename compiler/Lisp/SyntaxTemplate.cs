using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Lisp;

/// <summary>A template of SYNTAX-RULES: a closed union.</summary>
internal abstract class SyntaxTemplate
{
    private SyntaxTemplate()
    {
    }

    /// <summary>Makes the datum that a use of the macro becomes.</summary>
    /// <param name="instance">The use.</param>
    public abstract Syntax Fill(TemplateInstance instance);

    /// <summary>A variable of the pattern.</summary>
    /// <param name="index">Its number.</param>
    public sealed class Variable(int index) : SyntaxTemplate
    {
        /// <inheritdoc/>
        public override Syntax Fill(TemplateInstance instance) => (Syntax)instance.Bindings[index]!;
    }

    /// <summary>An identifier that is inserted.</summary>
    /// <param name="index">Which of the template's.</param>
    /// <param name="key">Its key in the template.</param>
    public sealed class Inserted(int index, object key) : SyntaxTemplate
    {
        /// <inheritdoc/>
        public override Syntax Fill(TemplateInstance instance) => instance.Insert(index, key);
    }

    /// <summary>A datum without identifiers.</summary>
    /// <param name="value">The datum.</param>
    public sealed class Atom(Value value) : SyntaxTemplate
    {
        /// <inheritdoc/>
        public override Syntax Fill(TemplateInstance instance) => new AtomSyntax(value, instance.Use.Place, instance.Use);
    }

    /// <summary>The empty list.</summary>
    public sealed class Empty : SyntaxTemplate
    {
        /// <inheritdoc/>
        public override Syntax Fill(TemplateInstance instance) => instance.Empty();
    }

    /// <summary>Elements, and the rest of the list.</summary>
    /// <param name="items">The elements, some of which are repeated.</param>
    /// <param name="rest">The rest.</param>
    public sealed class List((SyntaxTemplate Template, Repetition[] Repetitions)[] items, SyntaxTemplate rest) : SyntaxTemplate
    {
        /// <inheritdoc/>
        public override Syntax Fill(TemplateInstance instance)
        {
            var made = new List<Syntax>();
            foreach (var (template, repetitions) in items)
            {
                Repeat(template, repetitions, 0, instance, made);
            }

            var result = rest.Fill(instance);
            for (int index = made.Count - 1; index >= 0; index--)
            {
                result = instance.Pair(made[index], result);
            }

            return result;
        }
    }

    /// <summary>A vector.</summary>
    /// <param name="items">Its elements, as a list.</param>
    public sealed class Vector(SyntaxTemplate items) : SyntaxTemplate
    {
        /// <inheritdoc/>
        public override Syntax Fill(TemplateInstance instance)
        {
            var made = new List<Syntax>();
            for (var list = items.Fill(instance); list is PairSyntax pair; list = pair.Cdr)
            {
                made.Add(pair.Car);
            }

            return new VectorSyntax([.. made], instance.Use.Place, instance.Use);
        }
    }

    /// <summary>Fills a template that is followed by ellipses, once for each element of what its variables stand for.</summary>
    private static void Repeat(SyntaxTemplate template, Repetition[] repetitions, int level, TemplateInstance instance, List<Syntax> made)
    {
        if (level == repetitions.Length)
        {
            made.Add(template.Fill(instance));
            return;
        }

        int[] drivers = repetitions[level].Drivers;
        var sequences = Array.ConvertAll(drivers, driver => (object?[])instance.Bindings[driver]!);
        int count = sequences[0].Length;
        if (!Array.TrueForAll(sequences, sequence => sequence.Length == count))
        {
            instance.Problem = "what stands for the variables before an ellipsis of the template is not of one length";
            return;
        }

        for (int index = 0; index < count && !instance.IsOver; index++)
        {
            for (int driver = 0; driver < drivers.Length; driver++)
            {
                instance.Bindings[drivers[driver]] = sequences[driver][index];
            }

            Repeat(template, repetitions, level + 1, instance, made);
        }

        for (int driver = 0; driver < drivers.Length; driver++)
        {
            instance.Bindings[drivers[driver]] = sequences[driver];
        }
    }

    /// <summary>One ellipsis.</summary>
    /// <param name="Drivers">Numbers of the variables whose elements it goes through.</param>
    public readonly record struct Repetition(int[] Drivers);
}
