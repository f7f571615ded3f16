using System;

namespace MemMap;

/// <content>From the number of an element to its place.</content>
public readonly partial struct Shape
{
    /// <summary>The indexes of an element by its number in C order, such as <c>ArgMax</c> and <c>TopK</c> give it.
    /// NumPy's <c>np.unravel_index(number, shape)</c>. O(rank).</summary>
    /// <param name="number">The number of the element, from 0.</param>
    /// <returns>An index for each axis.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    /// <exception cref="InvalidOperationException">A length is negative: the shape has yet to be inferred.</exception>
    /// <example><code>long[] place = array.Shape.Unravel(array.ArgMax());    // np.unravel_index(a.argmax(), a.shape)</code></example>
    public long[] Unravel(long number)
    {
        if (number < 0 || number >= Length)
        {
            throw new ArgumentOutOfRangeException(nameof(number), number, $"An array of shape {this} has {Length} elements.");
        }

        long[] indexes = new long[Rank];
        for (int axis = Rank - 1; axis >= 0; axis--)
        {
            indexes[axis] = number % Lengths[axis];
            number /= Lengths[axis];
        }

        return indexes;
    }
}
