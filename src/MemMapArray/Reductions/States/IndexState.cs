using System.Runtime.CompilerServices;

namespace MemMap.Reductions.States;

/// <summary>Where the smallest or the largest element is: a plane of indexes, -1 where nothing is left, and one of the elements.</summary>
internal readonly unsafe struct IndexState<T, TSide> : IState
    where T : unmanaged
    where TSide : struct, ISide
{
    public int Bytes => sizeof(long) + sizeof(T);

    public int Planes => 2;

    public bool IsOrderless => false;

    public bool IsCommutative => false;

    public int BytesOf(int plane) => plane == 0 ? sizeof(long) : sizeof(T);

    public bool Settle(byte* states, int columns) => true;

    public static void Store(byte* states, int column, int columns, long index, T best) =>
        (((long*)states)[column], Bests(states, columns)[column]) = (index, best);

    [MethodImpl(HotPath.Optimized)]
    public void Merge(byte* left, byte* right, int columns)
    {
        for (int column = 0; column < columns; column++)
        {
            long leftIndex = ((long*)left)[column], rightIndex = ((long*)right)[column];
            T leftBest = Bests(left, columns)[column], rightBest = Bests(right, columns)[column];
            bool isBetter = rightIndex >= 0 && (leftIndex < 0 || IsBetter(rightBest, leftBest));
            bool isEarlier = rightIndex >= 0 && rightIndex < leftIndex && Element.Matches(leftBest, rightBest);
            if (isBetter || isEarlier)
            {
                Store(left, column, columns, rightIndex, rightBest);
            }
        }
    }

    private static T* Bests(byte* states, int columns) => (T*)(states + ((long)columns * sizeof(long)));

    private static bool IsBetter(T element, T than) =>
        (Element.IsNaN(element) && !Element.IsNaN(than))
        || (default(TSide).IsMax ? Element.IsBelow(than, element) : Element.IsBelow(element, than));
}
