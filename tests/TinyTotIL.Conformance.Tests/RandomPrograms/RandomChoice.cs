namespace TinyTotIL.Conformance.Tests.RandomPrograms;

/// <summary>Ways to choose that the generator uses all the time.</summary>
internal static class RandomChoice
{
    /// <summary>True in so many of a hundred cases.</summary>
    public static bool Percent(this Random random, int percent) => random.Next(100) < percent;

    /// <summary>One of the given things.</summary>
    public static T Pick<T>(this Random random, IReadOnlyList<T> things) => things[random.Next(things.Count)];

    /// <summary>The index of one of the weights, likelier the heavier it is.</summary>
    public static int Weighted(this Random random, IReadOnlyList<int> weights)
    {
        int left = random.Next(weights.Sum());
        for (int index = 0; ; index++)
        {
            left -= weights[index];
            if (left < 0)
            {
                return index;
            }
        }
    }
}
