using System.Runtime.InteropServices;

namespace MemMap.Reductions.States;

/// <summary>An element of a leaf that a partial has only in part, and whether it is selected.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal readonly struct Selectable<T>(T element, bool isSelected)
    where T : unmanaged
{
    public readonly T Element = element;

    // A byte, as bools of other bits than 0 and 1 may come with the bytes of a partial.
    private readonly byte _isSelected = isSelected ? (byte)1 : (byte)0;

    public bool IsSelected => _isSelected != 0;
}
