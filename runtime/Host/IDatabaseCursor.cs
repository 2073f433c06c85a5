using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Host;

/// <summary>The rows of a query, a few at a time. It is used like the connection it belongs to: by one caller at a time.</summary>
public interface IDatabaseCursor
{
    /// <summary>The names of the columns.</summary>
    IReadOnlyList<string> Columns { get; }

    /// <summary>Takes the next rows.</summary>
    /// <param name="maximumRows">The most rows wanted.</param>
    /// <param name="maximumBytes">Memory for which no further row is begun.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <returns>The rows, each a list; none at the end.</returns>
    Task<IReadOnlyList<ListValue>> FetchAsync(int maximumRows, long maximumBytes, CancellationToken cancellation);

    /// <summary>Frees what the database holds for it; any number of times.</summary>
    Task CloseAsync();
}
