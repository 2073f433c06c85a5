namespace TinyTotIL.Runtime.Values;

/// <summary>What a handle stands for and what can be closed: a socket, a stream, a database.</summary>
public interface IHandleResource
{
    /// <summary>Frees what it holds; any number of times, on any thread, also while another thread waits on it.</summary>
    /// <returns>Whether it was open until now.</returns>
    bool Close();
}
