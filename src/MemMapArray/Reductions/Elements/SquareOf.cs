namespace MemMap.Reductions.Elements;

/// <summary>The squares of elements, as an element type of <see cref="Digits{T}"/> and of what is made of them. Nothing is of this type: a
/// square of a double has twice the bits of one, and twice its exponent.</summary>
/// <typeparam name="T">The type of the elements: float, or double.</typeparam>
internal readonly struct SquareOf<T>
    where T : unmanaged;
