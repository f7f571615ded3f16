using System;

namespace MemMap;

/// <summary>Makes some elements from those of a source. Several threads call it at a time, each with blocks of its own.</summary>
/// <typeparam name="TX">The element type of the source.</typeparam>
/// <typeparam name="TZ">The element type of the destination.</typeparam>
/// <param name="xs">Elements of the source, side by side: at most one block, 4,096.</param>
/// <param name="zs">Where the elements of the destination at the same indexes are to be written, each of them: what is there before is
/// undefined.</param>
public delegate void Transformation<TX, TZ>(ReadOnlySpan<TX> xs, Span<TZ> zs)
    where TX : unmanaged
    where TZ : unmanaged;

/// <summary>Makes some elements from those of two sources. Several threads call it at a time, each with blocks of its own.</summary>
/// <typeparam name="TX">The element type of the first source.</typeparam>
/// <typeparam name="TY">The element type of the second source.</typeparam>
/// <typeparam name="TZ">The element type of the destination.</typeparam>
/// <param name="xs">Elements of the first source, side by side: at most one block, 4,096.</param>
/// <param name="ys">Those of the second at the same indexes: as many.</param>
/// <param name="zs">Where the elements of the destination at the same indexes are to be written, each of them: what is there before is
/// undefined.</param>
public delegate void Transformation<TX, TY, TZ>(ReadOnlySpan<TX> xs, ReadOnlySpan<TY> ys, Span<TZ> zs)
    where TX : unmanaged
    where TY : unmanaged
    where TZ : unmanaged;

/// <summary>Makes some elements from those of three sources. Several threads call it at a time, each with blocks of its own.</summary>
/// <typeparam name="TW">The element type of the first source.</typeparam>
/// <typeparam name="TX">The element type of the second source.</typeparam>
/// <typeparam name="TY">The element type of the third source.</typeparam>
/// <typeparam name="TZ">The element type of the destination.</typeparam>
/// <param name="ws">Elements of the first source, side by side: at most one block, 4,096.</param>
/// <param name="xs">Those of the second at the same indexes: as many.</param>
/// <param name="ys">Those of the third at the same indexes: as many.</param>
/// <param name="zs">Where the elements of the destination at the same indexes are to be written, each of them: what is there before is
/// undefined.</param>
public delegate void Transformation<TW, TX, TY, TZ>(ReadOnlySpan<TW> ws, ReadOnlySpan<TX> xs, ReadOnlySpan<TY> ys, Span<TZ> zs)
    where TW : unmanaged
    where TX : unmanaged
    where TY : unmanaged
    where TZ : unmanaged;
