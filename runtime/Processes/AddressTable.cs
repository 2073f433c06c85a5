namespace TinyTotIL.Runtime.Processes;

/// <summary>Looks up rows that hold from an address on, until the next row begins.</summary>
public static class AddressTable
{
    /// <summary>The index of the last row that begins at or before an address; -1 when all begin after it.</summary>
    /// <typeparam name="T">A row.</typeparam>
    /// <param name="rows">Rows that ascend by address.</param>
    /// <param name="address">Index in the linked program.</param>
    /// <param name="start">Where a row begins.</param>
    public static int LastAtOrBefore<T>(ReadOnlySpan<T> rows, int address, Func<T, int> start)
    {
        int low = -1, high = rows.Length - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (start(rows[middle]) <= address)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return low;
    }
}
