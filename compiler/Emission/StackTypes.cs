using Mono.Cecil;

namespace TinyTotIL.Compiler.Emission;

/// <summary>Says how values of each type stand on the evaluation stack, and which types may stand for which.</summary>
/// <remarks>
/// One instance serves a whole module and remembers every type it met. About classes it errs on the side of silence:
/// it objects only where no object could be of both types, because a class outside the runtime and the output is
/// known by name alone, and because a cast that is known to succeed is often left out.
/// </remarks>
internal sealed class StackTypes
{
    private readonly Func<TypeReference, TypeDefinition?> _define;
    private readonly Dictionary<TypeReference, StackType> _byReference = [];
    private readonly Dictionary<string, StackType> _byName = [];
    private readonly Dictionary<(StackType, StackType), bool> _related = [];

    /// <summary>Creates the table for one module.</summary>
    /// <param name="define">Finds the definition of a type; null where it is not at hand.</param>
    public StackTypes(Func<TypeReference, TypeDefinition?> define) => _define = define;

    public static StackType Int32 { get; } = new(StackKind.Int32, "int32");

    public static StackType Int64 { get; } = new(StackKind.Int64, "int64");

    public static StackType NativeInt { get; } = new(StackKind.NativeInt, "native int");

    public static StackType Float { get; } = new(StackKind.Float, "float");

    /// <summary>A reference to an object of any class.</summary>
    public static StackType AnyObject { get; } = new(StackKind.Object, "object");

    /// <summary>The null reference.</summary>
    public static StackType NullReference { get; } = new(StackKind.Object, "null");

    /// <summary>How a value of a type stands on the stack.</summary>
    public StackType Of(TypeReference type)
    {
        if (!_byReference.TryGetValue(type, out var found))
        {
            found = Classify(type);
            _byReference.Add(type, found);
        }

        return found;
    }

    /// <summary>A managed pointer to a variable of a type.</summary>
    public StackType PointerTo(TypeReference type) => Named(StackKind.ManagedPointer, type.FullName + "&", type);

    /// <summary>An array of a type.</summary>
    public StackType ArrayOf(TypeReference element) => Named(StackKind.Object, element.FullName + "[]", new ArrayType(element));

    /// <summary>An object of a type, boxed if it is a struct.</summary>
    public StackType ObjectOf(TypeReference type) =>
        Of(type) is { Kind: StackKind.Object } itself ? itself : Named(StackKind.Object, "boxed " + type.FullName, type);

    /// <summary>Whether a value may be stored, passed or returned where a type is wanted.</summary>
    public bool Accepts(StackType wanted, StackType given)
    {
        if (ReferenceEquals(wanted, given))
        {
            return true;
        }

        return wanted.Kind switch
        {
            StackKind.NativeInt => given.Kind is StackKind.NativeInt or StackKind.Int32,
            StackKind.Object => given.Kind == StackKind.Object && AreRelated(wanted, given),
            // A framework enumeration is known by name only, and stands on the stack as an integer.
            StackKind.Struct => given.Kind == StackKind.Int32 && wanted.Type is { } type && _define(type) is null,
            _ => given.Kind == wanted.Kind && given.Kind != StackKind.ManagedPointer,
        };
    }

    /// <summary>What is known of a value that came by one of two paths; null where they disagree in kind.</summary>
    public static StackType? Join(StackType left, StackType right)
    {
        if (ReferenceEquals(left, right) || ReferenceEquals(right, NullReference))
        {
            return left.Kind == right.Kind ? left : null;
        }

        if (left.Kind != StackKind.Object || right.Kind != StackKind.Object)
        {
            return null;
        }

        return ReferenceEquals(left, NullReference) ? right : AnyObject;
    }

    private StackType Classify(TypeReference type) => type.MetadataType switch
    {
        MetadataType.Boolean or MetadataType.Char or MetadataType.SByte or MetadataType.Byte or MetadataType.Int16
            or MetadataType.UInt16 or MetadataType.Int32 or MetadataType.UInt32 => Int32,
        MetadataType.Int64 or MetadataType.UInt64 => Int64,
        MetadataType.IntPtr or MetadataType.UIntPtr or MetadataType.Pointer or MetadataType.FunctionPointer => NativeInt,
        MetadataType.Single or MetadataType.Double => Float,
        MetadataType.ByReference => PointerTo(((ByReferenceType)type).ElementType),
        MetadataType.RequiredModifier or MetadataType.OptionalModifier or MetadataType.Pinned => Of(((TypeSpecification)type).ElementType),
        MetadataType.ValueType => ClassifyValueType(type),
        MetadataType.TypedByReference => Named(StackKind.Struct, type.FullName, type),
        MetadataType.GenericInstance => Named(type.IsValueType ? StackKind.Struct : StackKind.Object, type.FullName, type),
        MetadataType.Object => AnyObject,
        MetadataType.String or MetadataType.Class or MetadataType.Array => Named(StackKind.Object, type.FullName, type),
        _ => throw new ArgumentException($"{type.FullName} does not stand on the evaluation stack.", nameof(type)),
    };

    private StackType ClassifyValueType(TypeReference type)
    {
        if (_define(type) is { IsEnum: true } enumeration)
        {
            foreach (var field in enumeration.Fields)
            {
                if (!field.IsStatic)
                {
                    return Of(field.FieldType);
                }
            }
        }

        return Named(StackKind.Struct, type.FullName, type);
    }

    private StackType Named(StackKind kind, string name, TypeReference type)
    {
        if (!_byName.TryGetValue(name, out var found))
        {
            found = new StackType(kind, name, type);
            _byName.Add(name, found);
        }

        return found;
    }

    private bool AreRelated(StackType wanted, StackType given)
    {
        if (wanted.Type is null || given.Type is null)
        {
            return true;
        }

        if (!_related.TryGetValue((wanted, given), out bool related))
        {
            related = MayBeBoth(wanted.Type, given.Type);
            _related.Add((wanted, given), related);
        }

        return related;
    }

    private bool MayBeBoth(TypeReference left, TypeReference right)
    {
        if (left is ArrayType leftArray && right is ArrayType rightArray)
        {
            var (leftElement, rightElement) = (Of(leftArray.ElementType), Of(rightArray.ElementType));
            return leftElement.Kind == StackKind.Object && rightElement.Kind == StackKind.Object && AreRelated(leftElement, rightElement);
        }

        var (leftClass, rightClass) = (_define(left), _define(right));
        if (leftClass is not null && rightClass is not null)
        {
            return leftClass.IsInterface || rightClass.IsInterface
                || DerivesFrom(leftClass, rightClass) || DerivesFrom(rightClass, leftClass);
        }

        bool bothClosed = (leftClass is not null || IsClosed(left)) && (rightClass is not null || IsClosed(right));
        return !bothClosed;
    }

    private bool DerivesFrom(TypeDefinition derived, TypeDefinition ancestor)
    {
        for (TypeDefinition? at = derived; at is not null; at = at.BaseType is null ? null : _define(at.BaseType))
        {
            if (ReferenceEquals(at, ancestor))
            {
                return true;
            }
        }

        return false;
    }

    // Strings and arrays are the framework classes nothing of ours derives from or implements.
    private static bool IsClosed(TypeReference type) => type.MetadataType is MetadataType.String or MetadataType.Array;
}
