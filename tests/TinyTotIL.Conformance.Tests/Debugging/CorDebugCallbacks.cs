using System.Runtime.InteropServices;

namespace TinyTotIL.Conformance.Tests.Debugging;

/// <summary>The object that .NET's debugging interface reports to, made by hand: four interfaces, each a table of functions.</summary>
/// <remarks>All events but four are answered by going on. The interface calls from a thread of its own, which must not see an exception.</remarks>
internal static unsafe class CorDebugCallbacks
{
    private const int NoInterface = unchecked((int)0x80004002);

    private static readonly Guid Unknown = new("00000000-0000-0000-C000-000000000046");

    /// <summary>ICorDebugManagedCallback and its successors, with the number of functions of each.</summary>
    private static readonly (Guid Id, int Functions)[] Interfaces =
    [
        (new Guid("3d6f5f60-7538-11d3-8d5b-00104b35e7ef"), 29),
        (new Guid("250E5EEA-DB5C-4C76-B6F3-8C46F12E3203"), 11),
        (new Guid("264EA0FC-2591-49AA-868E-835E6515323F"), 4),
        (new Guid("322911AE-16A5-49BA-84A3-ED69678138A3"), 6),
    ];

    /// <summary>Makes the object.</summary>
    /// <param name="debugger">Hears of the events.</param>
    public static nint Create(ManagedDebugger debugger)
    {
        // For each interface the address of its functions, the owner, and the address of the first interface.
        nint* instance = (nint*)NativeMemory.AllocZeroed((nuint)(3 * Interfaces.Length), (nuint)sizeof(nint));
        nint owner = GCHandle.ToIntPtr(GCHandle.Alloc(debugger));
        for (int i = 0; i < Interfaces.Length; i++)
        {
            nint* functions = (nint*)NativeMemory.Alloc((nuint)Interfaces[i].Functions, (nuint)sizeof(nint));
            functions[0] = (nint)(delegate* unmanaged<nint, Guid*, nint*, int>)&QueryInterface;
            functions[1] = functions[2] = (nint)(delegate* unmanaged<nint, uint>)&CountReference;
            for (int k = 3; k < Interfaces[i].Functions; k++)
            {
                functions[k] = i == 2
                    ? (nint)(delegate* unmanaged<nint, nint, nint, int>)&GoOnAfterNotification
                    : (nint)(delegate* unmanaged<nint, nint, nint, nint, nint, nint, int>)&GoOn;
            }

            (instance[3 * i], instance[(3 * i) + 1], instance[(3 * i) + 2]) = ((nint)functions, owner, (nint)instance);
        }

        nint* first = (nint*)instance[0];
        first[3] = (nint)(delegate* unmanaged<nint, nint, nint, nint, int>)&Breakpoint;
        first[4] = (nint)(delegate* unmanaged<nint, nint, nint, nint, int, int>)&StepComplete;
        first[10] = (nint)(delegate* unmanaged<nint, nint, int>)&ExitProcess;
        first[13] = (nint)(delegate* unmanaged<nint, nint, nint, int>)&LoadModule;
        return (nint)instance;
    }

    private static ManagedDebugger OwnerOf(nint self) => (ManagedDebugger)GCHandle.FromIntPtr(((nint*)self)[1]).Target!;

    [UnmanagedCallersOnly]
    private static int QueryInterface(nint self, Guid* id, nint* result)
    {
        nint* instance = (nint*)((nint*)self)[2];
        for (int i = 0; i < Interfaces.Length; i++)
        {
            if (*id == Interfaces[i].Id || (i == 0 && *id == Unknown))
            {
                *result = (nint)(instance + (3 * i));
                return 0;
            }
        }

        *result = 0;
        return NoInterface;
    }

    /// <summary>The object lives as long as the process.</summary>
    [UnmanagedCallersOnly]
    private static uint CountReference(nint self) => 1;

    [UnmanagedCallersOnly]
    private static int GoOn(nint self, nint controller, nint second, nint third, nint fourth, nint fifth)
    {
        ManagedDebugger.GoOn(controller);
        return 0;
    }

    [UnmanagedCallersOnly]
    private static int GoOnAfterNotification(nint self, nint thread, nint controller)
    {
        ManagedDebugger.GoOn(controller);
        return 0;
    }

    [UnmanagedCallersOnly]
    private static int Breakpoint(nint self, nint controller, nint thread, nint breakpoint)
    {
        OwnerOf(self).Stopped(controller, thread, isStep: false);
        return 0;
    }

    [UnmanagedCallersOnly]
    private static int StepComplete(nint self, nint controller, nint thread, nint stepper, int reason)
    {
        OwnerOf(self).Stopped(controller, thread, isStep: true);
        return 0;
    }

    [UnmanagedCallersOnly]
    private static int ExitProcess(nint self, nint controller)
    {
        OwnerOf(self).Ended(controller);
        return 0;
    }

    [UnmanagedCallersOnly]
    private static int LoadModule(nint self, nint controller, nint module)
    {
        OwnerOf(self).Loaded(module);
        ManagedDebugger.GoOn(controller);
        return 0;
    }
}
