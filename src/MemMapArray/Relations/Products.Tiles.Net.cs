using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Relations;

/// <content>Tiles of six rows, written out, as registers have no numbers. Each sum takes its products in the order of the rows; no
/// multiplication is fused with the addition, so that every processor has the same bits.</content>
internal static unsafe partial class Products
{
    [MethodImpl(HotPath.Optimized)]
    private static void Add6x4(
        double* left, int leftStride, double* right, int rightStride, int rows, double* shares, double* shifts, double* sums, int sumStride)
    {
        double* row1 = sums + sumStride;
        double* row2 = sums + (2 * sumStride);
        double* row3 = sums + (3 * sumStride);
        double* row4 = sums + (4 * sumStride);
        double* row5 = sums + (5 * sumStride);
        Vector512<double> s00 = default, s01 = default, s02 = default, s03 = default;
        Vector512<double> s10 = default, s11 = default, s12 = default, s13 = default;
        Vector512<double> s20 = default, s21 = default, s22 = default, s23 = default;
        Vector512<double> s30 = default, s31 = default, s32 = default, s33 = default;
        Vector512<double> s40 = default, s41 = default, s42 = default, s43 = default;
        Vector512<double> s50 = default, s51 = default, s52 = default, s53 = default;
        for (int k = 0; k < rows; k++, left += leftStride, right += rightStride)
        {
            Vector512<double> x0 = Vector512.Load(right), x1 = Vector512.Load(right + 8);
            Vector512<double> x2 = Vector512.Load(right + 16), x3 = Vector512.Load(right + 24), f = Vector512.Create(left[0]);
            s00 += f * x0;
            s01 += f * x1;
            s02 += f * x2;
            s03 += f * x3;
            f = Vector512.Create(left[1]);
            s10 += f * x0;
            s11 += f * x1;
            s12 += f * x2;
            s13 += f * x3;
            f = Vector512.Create(left[2]);
            s20 += f * x0;
            s21 += f * x1;
            s22 += f * x2;
            s23 += f * x3;
            f = Vector512.Create(left[3]);
            s30 += f * x0;
            s31 += f * x1;
            s32 += f * x2;
            s33 += f * x3;
            f = Vector512.Create(left[4]);
            s40 += f * x0;
            s41 += f * x1;
            s42 += f * x2;
            s43 += f * x3;
            f = Vector512.Create(left[5]);
            s50 += f * x0;
            s51 += f * x1;
            s52 += f * x2;
            s53 += f * x3;
        }

        Put(sums, s00, shares[0], shifts);
        Put(sums + 8, s01, shares[0], shifts + 8);
        Put(sums + 16, s02, shares[0], shifts + 16);
        Put(sums + 24, s03, shares[0], shifts + 24);
        Put(row1, s10, shares[1], shifts);
        Put(row1 + 8, s11, shares[1], shifts + 8);
        Put(row1 + 16, s12, shares[1], shifts + 16);
        Put(row1 + 24, s13, shares[1], shifts + 24);
        Put(row2, s20, shares[2], shifts);
        Put(row2 + 8, s21, shares[2], shifts + 8);
        Put(row2 + 16, s22, shares[2], shifts + 16);
        Put(row2 + 24, s23, shares[2], shifts + 24);
        Put(row3, s30, shares[3], shifts);
        Put(row3 + 8, s31, shares[3], shifts + 8);
        Put(row3 + 16, s32, shares[3], shifts + 16);
        Put(row3 + 24, s33, shares[3], shifts + 24);
        Put(row4, s40, shares[4], shifts);
        Put(row4 + 8, s41, shares[4], shifts + 8);
        Put(row4 + 16, s42, shares[4], shifts + 16);
        Put(row4 + 24, s43, shares[4], shifts + 24);
        Put(row5, s50, shares[5], shifts);
        Put(row5 + 8, s51, shares[5], shifts + 8);
        Put(row5 + 16, s52, shares[5], shifts + 16);
        Put(row5 + 24, s53, shares[5], shifts + 24);
    }

    [MethodImpl(HotPath.Optimized)]
    private static void Add6x2(
        double* left, int leftStride, double* right, int rightStride, int rows, double* shares, double* shifts, double* sums, int sumStride)
    {
        double* row1 = sums + sumStride;
        double* row2 = sums + (2 * sumStride);
        double* row3 = sums + (3 * sumStride);
        double* row4 = sums + (4 * sumStride);
        double* row5 = sums + (5 * sumStride);
        Vector512<double> s00 = default, s01 = default;
        Vector512<double> s10 = default, s11 = default;
        Vector512<double> s20 = default, s21 = default;
        Vector512<double> s30 = default, s31 = default;
        Vector512<double> s40 = default, s41 = default;
        Vector512<double> s50 = default, s51 = default;
        for (int k = 0; k < rows; k++, left += leftStride, right += rightStride)
        {
            Vector512<double> x0 = Vector512.Load(right), x1 = Vector512.Load(right + 8), f = Vector512.Create(left[0]);
            s00 += f * x0;
            s01 += f * x1;
            f = Vector512.Create(left[1]);
            s10 += f * x0;
            s11 += f * x1;
            f = Vector512.Create(left[2]);
            s20 += f * x0;
            s21 += f * x1;
            f = Vector512.Create(left[3]);
            s30 += f * x0;
            s31 += f * x1;
            f = Vector512.Create(left[4]);
            s40 += f * x0;
            s41 += f * x1;
            f = Vector512.Create(left[5]);
            s50 += f * x0;
            s51 += f * x1;
        }

        Put(sums, s00, shares[0], shifts);
        Put(sums + 8, s01, shares[0], shifts + 8);
        Put(row1, s10, shares[1], shifts);
        Put(row1 + 8, s11, shares[1], shifts + 8);
        Put(row2, s20, shares[2], shifts);
        Put(row2 + 8, s21, shares[2], shifts + 8);
        Put(row3, s30, shares[3], shifts);
        Put(row3 + 8, s31, shares[3], shifts + 8);
        Put(row4, s40, shares[4], shifts);
        Put(row4 + 8, s41, shares[4], shifts + 8);
        Put(row5, s50, shares[5], shifts);
        Put(row5 + 8, s51, shares[5], shifts + 8);
    }

    [MethodImpl(HotPath.Optimized)]
    private static void Add6x1(
        double* left, int leftStride, double* right, int rightStride, int rows, double* shares, double* shifts, double* sums, int sumStride)
    {
        double* row1 = sums + sumStride;
        double* row2 = sums + (2 * sumStride);
        double* row3 = sums + (3 * sumStride);
        double* row4 = sums + (4 * sumStride);
        double* row5 = sums + (5 * sumStride);
        Vector512<double> s00 = default;
        Vector512<double> s10 = default;
        Vector512<double> s20 = default;
        Vector512<double> s30 = default;
        Vector512<double> s40 = default;
        Vector512<double> s50 = default;
        for (int k = 0; k < rows; k++, left += leftStride, right += rightStride)
        {
            Vector512<double> x0 = Vector512.Load(right), f = Vector512.Create(left[0]);
            s00 += f * x0;
            f = Vector512.Create(left[1]);
            s10 += f * x0;
            f = Vector512.Create(left[2]);
            s20 += f * x0;
            f = Vector512.Create(left[3]);
            s30 += f * x0;
            f = Vector512.Create(left[4]);
            s40 += f * x0;
            f = Vector512.Create(left[5]);
            s50 += f * x0;
        }

        Put(sums, s00, shares[0], shifts);
        Put(row1, s10, shares[1], shifts);
        Put(row2, s20, shares[2], shifts);
        Put(row3, s30, shares[3], shifts);
        Put(row4, s40, shares[4], shifts);
        Put(row5, s50, shares[5], shifts);
    }
}
