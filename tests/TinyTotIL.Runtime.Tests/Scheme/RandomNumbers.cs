using System.Numerics;

namespace TinyTotIL.Runtime.Tests.Scheme;

/// <summary>Numbers of all sizes, small ones and those around the ends of 64 bits among them.</summary>
internal static class RandomNumbers
{
    public static BigInteger Integer(Random random, int mostBits)
    {
        if (random.Next(4) == 0)
        {
            return BigInteger.Pow(2, random.Next(62, 66)) * (random.Next(2) == 0 ? 1 : -1) + random.Next(-2, 3);
        }

        byte[] bytes = new byte[random.Next((mostBits / 8) + 1)];
        random.NextBytes(bytes);
        return new BigInteger(bytes);
    }
}
