namespace TinyTotIL.Compiler.Modules;

/// <summary>The compiler's only door to files: the program itself and the modules it imports.</summary>
public interface IModuleSource
{
    /// <summary>Reads the program the user asked for, which may come through a pipe. Where none can, this is <see cref="Read"/>.</summary>
    /// <param name="path">The path as written on the command line.</param>
    ModuleContent ReadProgram(string path) => Read(path);

    /// <summary>Reads a module, whose name comes from a program: what may wait or never end is to be refused.</summary>
    /// <param name="path">The path as written in the program.</param>
    ModuleContent Read(string path);

    /// <summary>Reads a file that is not below the program's folder and not of the standard library; where programs are restricted, so is this.</summary>
    /// <param name="path">The path as written in the program.</param>
    ModuleContent ReadOutside(string path) => Read(path);

    /// <summary>Paths of the modules that any program can import, to suggest one for a path that leads nowhere.</summary>
    IReadOnlyCollection<string> FindLibrary() => [];
}
