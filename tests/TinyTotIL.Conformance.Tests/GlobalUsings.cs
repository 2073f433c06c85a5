global using TinyTotIL.Cli.Cases;
global using Xunit;
global using Xunit.Abstractions;
