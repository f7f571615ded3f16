using System;
using System.Collections.Generic;

namespace MemMap.Tests;

/// <summary>The assertions of xunit, but that arrays are compared at the speed of arrays: xunit boxes each element, which took a third of a test run.</summary>
internal abstract class Assert : Xunit.Assert
{
    /// <summary>Asserts that arrays have equal elements; xunit looks again where they do not, as it knows elements that are arrays and has the message.</summary>
    public static new void Equal<T>(T[] expected, T[] actual)
    {
        if (expected is null || actual is null || !expected.AsSpan().SequenceEqual(actual, EqualityComparer<T>.Default))
        {
            Xunit.Assert.Equal(expected, actual);
        }
    }
}
