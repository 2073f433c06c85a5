namespace TinyTotIL.Compiler.Verification;

/// <summary>What handlers opened on a stack machine ask of the functions it calls.</summary>
internal sealed partial class ShapeAnalysis
{
    /// <summary>Whether a top level may have a handler open on a stack machine while that calls functions.</summary>
    private bool _hasHandlersOnStackMachine;

    private void OpenHandlerOnStackMachine(MachineFrame frame)
    {
        if (frame == MachineFrame.DynamicFunction)
        {
            KeepFramesOnStackMachine();
        }
        else if (frame == MachineFrame.TopLevel && !_hasHandlersOnStackMachine)
        {
            _hasHandlersOnStackMachine = true;
            foreach (var function in _functions.All.ToArray())
            {
                if (function.ResultReceivers.Contains(_escaped))
                {
                    AddFormUnderHandlers(function);
                }
            }
        }
    }

    /// <summary>
    /// When a call's arguments lie below the height a handler restores, the handler keeps that many of the callee's own
    /// values, so the call must have them on the machine. Other calls of the function stay direct.
    /// </summary>
    private void AddFormUnderHandlers(FunctionShape function) => AddStackMachineForm(function, MachineFrame.DirectFunction);
}
