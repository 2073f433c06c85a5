using Mono.Cecil;

namespace TinyTotIL.Compiler.Emission;

/// <summary>A class of saved frames.</summary>
/// <param name="Constructor">Makes a frame of the address of the code that goes on from it, the number of the place it left at, and its instruction.</param>
/// <param name="References">Fields for references.</param>
/// <param name="Words">Fields for integers, and for anything else of up to 8 bytes.</param>
internal sealed record FrameClass(MethodDefinition Constructor, FieldDefinition[] References, FieldDefinition[] Words);
