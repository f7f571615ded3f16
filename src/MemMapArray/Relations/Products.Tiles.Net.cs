using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Relations;

/// <content>Tiles of six rows, written out, as registers have no numbers. Each sum takes its products in the order of the rows; no
/// multiplication is fused with the addition, so that every processor has the same bits.</content>
internal static unsafe partial class Products
{
    [MethodImpl(HotPath.Optimized)]
    private static void Add6x4(double* left, int leftStride, double* right, int rightStride, int rows, double* sums, int sumStride)
    {
        double* row1 = sums + sumStride;
        double* row2 = sums + (2 * sumStride);
        double* row3 = sums + (3 * sumStride);
        double* row4 = sums + (4 * sumStride);
        double* row5 = sums + (5 * sumStride);
        Vector512<double> s00 = Vector512.Load(sums), s01 = Vector512.Load(sums + 8), s02 = Vector512.Load(sums + 16), s03 = Vector512.Load(sums + 24);
        Vector512<double> s10 = Vector512.Load(row1), s11 = Vector512.Load(row1 + 8), s12 = Vector512.Load(row1 + 16), s13 = Vector512.Load(row1 + 24);
        Vector512<double> s20 = Vector512.Load(row2), s21 = Vector512.Load(row2 + 8), s22 = Vector512.Load(row2 + 16), s23 = Vector512.Load(row2 + 24);
        Vector512<double> s30 = Vector512.Load(row3), s31 = Vector512.Load(row3 + 8), s32 = Vector512.Load(row3 + 16), s33 = Vector512.Load(row3 + 24);
        Vector512<double> s40 = Vector512.Load(row4), s41 = Vector512.Load(row4 + 8), s42 = Vector512.Load(row4 + 16), s43 = Vector512.Load(row4 + 24);
        Vector512<double> s50 = Vector512.Load(row5), s51 = Vector512.Load(row5 + 8), s52 = Vector512.Load(row5 + 16), s53 = Vector512.Load(row5 + 24);
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

        s00.Store(sums);
        s01.Store(sums + 8);
        s02.Store(sums + 16);
        s03.Store(sums + 24);
        s10.Store(row1);
        s11.Store(row1 + 8);
        s12.Store(row1 + 16);
        s13.Store(row1 + 24);
        s20.Store(row2);
        s21.Store(row2 + 8);
        s22.Store(row2 + 16);
        s23.Store(row2 + 24);
        s30.Store(row3);
        s31.Store(row3 + 8);
        s32.Store(row3 + 16);
        s33.Store(row3 + 24);
        s40.Store(row4);
        s41.Store(row4 + 8);
        s42.Store(row4 + 16);
        s43.Store(row4 + 24);
        s50.Store(row5);
        s51.Store(row5 + 8);
        s52.Store(row5 + 16);
        s53.Store(row5 + 24);
    }

    [MethodImpl(HotPath.Optimized)]
    private static void Add6x2(double* left, int leftStride, double* right, int rightStride, int rows, double* sums, int sumStride)
    {
        double* row1 = sums + sumStride;
        double* row2 = sums + (2 * sumStride);
        double* row3 = sums + (3 * sumStride);
        double* row4 = sums + (4 * sumStride);
        double* row5 = sums + (5 * sumStride);
        Vector512<double> s00 = Vector512.Load(sums), s01 = Vector512.Load(sums + 8);
        Vector512<double> s10 = Vector512.Load(row1), s11 = Vector512.Load(row1 + 8);
        Vector512<double> s20 = Vector512.Load(row2), s21 = Vector512.Load(row2 + 8);
        Vector512<double> s30 = Vector512.Load(row3), s31 = Vector512.Load(row3 + 8);
        Vector512<double> s40 = Vector512.Load(row4), s41 = Vector512.Load(row4 + 8);
        Vector512<double> s50 = Vector512.Load(row5), s51 = Vector512.Load(row5 + 8);
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

        s00.Store(sums);
        s01.Store(sums + 8);
        s10.Store(row1);
        s11.Store(row1 + 8);
        s20.Store(row2);
        s21.Store(row2 + 8);
        s30.Store(row3);
        s31.Store(row3 + 8);
        s40.Store(row4);
        s41.Store(row4 + 8);
        s50.Store(row5);
        s51.Store(row5 + 8);
    }

    [MethodImpl(HotPath.Optimized)]
    private static void Add6x1(double* left, int leftStride, double* right, int rightStride, int rows, double* sums, int sumStride)
    {
        double* row1 = sums + sumStride;
        double* row2 = sums + (2 * sumStride);
        double* row3 = sums + (3 * sumStride);
        double* row4 = sums + (4 * sumStride);
        double* row5 = sums + (5 * sumStride);
        Vector512<double> s00 = Vector512.Load(sums);
        Vector512<double> s10 = Vector512.Load(row1);
        Vector512<double> s20 = Vector512.Load(row2);
        Vector512<double> s30 = Vector512.Load(row3);
        Vector512<double> s40 = Vector512.Load(row4);
        Vector512<double> s50 = Vector512.Load(row5);
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

        s00.Store(sums);
        s10.Store(row1);
        s20.Store(row2);
        s30.Store(row3);
        s40.Store(row4);
        s50.Store(row5);
    }
}
