using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MemMap.Reductions.Ordering;

/// <content>Elements of 32 bits, of which a vector has eight: many edges are searched in two steps.</content>
internal static unsafe partial class KeyClasses
{
    // As many as a vector has lanes.
    private const int Groups = 8;

    // Pivots tell which group of edges an element is at, and a permutation picks that group's edges for each element.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FindInts<T>(int* elements, int count, long* bounds, int edges, int first, byte* classes)
        where T : unmanaged
    {
        int inner = InnerEdges(edges), pivots = Pivots(edges, inner);
        int* pivot = stackalloc int[Math.Max(pivots, 1)], ofGroups = stackalloc int[(inner + 1) * Groups], below = ofGroups + (inner * Groups);
        for (int i = 0, group = 0; group <= pivots && group < Groups; group++)
        {
            below[group] = first + i;
            for (int edge = 0; edge < inner; edge++, i++)
            {
                // No key is above the largest: behind the last edge there is none.
                ofGroups[(edge * Groups) + group] = i < edges ? (int)bounds[i] : int.MaxValue;
            }

            i++;
        }

        for (int i = 0; i < pivots; i++)
        {
            pivot[i] = (int)bounds[(i * (inner + 1)) + inner];
        }

        for (int* end = elements + count; elements < end; elements += AtATime, classes += AtATime)
        {
            // The next block: memory would wait while this one is looked at. A median takes 0.85 of the time.
            Prefetch.Step(elements + Rules.BlockElements, AtATime * sizeof(int));
            Vector256<int> a = Turn<T, int>(Vector256.Load(elements)), b = Turn<T, int>(Vector256.Load(elements + 8));
            Vector256<int> c = Turn<T, int>(Vector256.Load(elements + 16)), d = Turn<T, int>(Vector256.Load(elements + 24));
            Vector256<int> groupA = inner > 0 ? default : Vector256.Create(first), groupB = groupA, groupC = groupA, groupD = groupA;
            for (int i = 0; i < pivots; i++)
            {
                Vector256<int> bound = Vector256.Create(pivot[i]);
                groupA -= Vector256.GreaterThan(a, bound);
                groupB -= Vector256.GreaterThan(b, bound);
                groupC -= Vector256.GreaterThan(c, bound);
                groupD -= Vector256.GreaterThan(d, bound);
            }

            if (inner > 0)
            {
                Vector256<int> table = Vector256.Load(below);
                Vector256<int> ofA = Pick(table, groupA), ofB = Pick(table, groupB), ofC = Pick(table, groupC), ofD = Pick(table, groupD);
                for (int* next = ofGroups; next < below; next += Groups)
                {
                    table = Vector256.Load(next);
                    ofA -= Vector256.GreaterThan(a, Pick(table, groupA));
                    ofB -= Vector256.GreaterThan(b, Pick(table, groupB));
                    ofC -= Vector256.GreaterThan(c, Pick(table, groupC));
                    ofD -= Vector256.GreaterThan(d, Pick(table, groupD));
                }

                (groupA, groupB, groupC, groupD) = (ofA, ofB, ofC, ofD);
            }

            Vector256.Narrow(Vector256.Narrow(groupA, groupB), Vector256.Narrow(groupC, groupD)).AsByte().Store(classes);
        }
    }

    // What costs least: a pivot takes two operations, an edge of groups three. Nothing picks from more than eight groups.
    private static int InnerEdges(int edges)
    {
        (int best, int cost) = (0, 2 * edges);
        for (int inner = 1; Avx2.IsSupported && inner <= edges; inner++)
        {
            int pivots = Pivots(edges, inner);
            if (pivots < Groups && (2 * pivots) + (3 * inner) + 1 < cost)
            {
                (best, cost) = (inner, (2 * pivots) + (3 * inner) + 1);
            }
        }

        return best;
    }

    private static int Pivots(int edges, int inner) => edges / (inner + 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Pick(Vector256<int> table, Vector256<int> which) => Avx2.PermuteVar8x32(table, which);
}
