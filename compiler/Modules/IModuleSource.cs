namespace TinyTotIL.Compiler.Modules;

/// <summary>The compiler's only door to files: the program itself and the modules it imports.</summary>
public interface IModuleSource
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The path as written in the program or on the command line.</param>
    ModuleContent Read(string path);
}
