using CsCheck;

namespace MemMap.Tests;

/// <summary>Decisions read from a tape of numbers, which CsCheck makes and shrinks. Behind its end every decision is the first one.</summary>
internal sealed class Choices(int[] tape)
{
    private int _next;

    public static Gen<int[]> Tapes { get; } = Gen.Int[0, int.MaxValue].Array[0, 60];

    /// <summary>A number from 0 to <paramref name="count"/> - 1.</summary>
    public int Below(int count) => _next < tape.Length ? tape[_next++] % count : 0;

    /// <summary>A number from <paramref name="first"/> to <paramref name="last"/>.</summary>
    public int Between(int first, int last) => first + Below(last - first + 1);

    /// <summary>True once in <paramref name="count"/> times.</summary>
    public bool OneIn(int count) => Below(count) == count - 1;

    /// <summary>The numbers from 0 to <paramref name="count"/> - 1 in some order.</summary>
    public int[] Permutation(int count)
    {
        int[] order = new int[count];
        for (int i = 0; i < count; i++)
        {
            int at = i - Below(i + 1);
            order[i] = order[at];
            order[at] = i;
        }

        return order;
    }
}
