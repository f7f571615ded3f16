using System.Collections.Generic;
using System.Linq;

namespace MemMap.Cluster;

/// <summary>The shape of a row: all axes but the first.</summary>
internal static class RowShape
{
    /// <summary>How many elements a row has.</summary>
    /// <param name="shape">The shape of the rows together.</param>
    /// <exception cref="System.OverflowException">A number of 64 bits does not hold them.</exception>
    public static long ElementsOf(IEnumerable<long> shape) => shape.Skip(1).Aggregate(1L, (product, length) => checked(product * length));
}
