using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Relations;

/// <content>Tiles of what is left of rows.</content>
internal static unsafe partial class Products
{
    [MethodImpl(HotPath.Optimized)]
    private static void Add2x4(
        double* left, int leftStride, double* right, int rightStride, int rows, double* shares, double* shifts, double* sums, int sumStride)
    {
        double* row1 = sums + sumStride;
        Vector512<double> s00 = default, s01 = default, s02 = default, s03 = default;
        Vector512<double> s10 = default, s11 = default, s12 = default, s13 = default;
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
        }

        Put(sums, s00, shares[0], shifts);
        Put(sums + 8, s01, shares[0], shifts + 8);
        Put(sums + 16, s02, shares[0], shifts + 16);
        Put(sums + 24, s03, shares[0], shifts + 24);
        Put(row1, s10, shares[1], shifts);
        Put(row1 + 8, s11, shares[1], shifts + 8);
        Put(row1 + 16, s12, shares[1], shifts + 16);
        Put(row1 + 24, s13, shares[1], shifts + 24);
    }

    [MethodImpl(HotPath.Optimized)]
    private static void Add2x2(
        double* left, int leftStride, double* right, int rightStride, int rows, double* shares, double* shifts, double* sums, int sumStride)
    {
        double* row1 = sums + sumStride;
        Vector512<double> s00 = default, s01 = default;
        Vector512<double> s10 = default, s11 = default;
        for (int k = 0; k < rows; k++, left += leftStride, right += rightStride)
        {
            Vector512<double> x0 = Vector512.Load(right), x1 = Vector512.Load(right + 8), f = Vector512.Create(left[0]);
            s00 += f * x0;
            s01 += f * x1;
            f = Vector512.Create(left[1]);
            s10 += f * x0;
            s11 += f * x1;
        }

        Put(sums, s00, shares[0], shifts);
        Put(sums + 8, s01, shares[0], shifts + 8);
        Put(row1, s10, shares[1], shifts);
        Put(row1 + 8, s11, shares[1], shifts + 8);
    }

    [MethodImpl(HotPath.Optimized)]
    private static void Add2x1(
        double* left, int leftStride, double* right, int rightStride, int rows, double* shares, double* shifts, double* sums, int sumStride)
    {
        double* row1 = sums + sumStride;
        Vector512<double> s00 = default;
        Vector512<double> s10 = default;
        for (int k = 0; k < rows; k++, left += leftStride, right += rightStride)
        {
            Vector512<double> x0 = Vector512.Load(right), f = Vector512.Create(left[0]);
            s00 += f * x0;
            f = Vector512.Create(left[1]);
            s10 += f * x0;
        }

        Put(sums, s00, shares[0], shifts);
        Put(row1, s10, shares[1], shifts);
    }

    [MethodImpl(HotPath.Optimized)]
    private static void Add1x4(
        double* left, int leftStride, double* right, int rightStride, int rows, double* shares, double* shifts, double* sums)
    {
        Vector512<double> s00 = default, s01 = default, s02 = default, s03 = default;
        for (int k = 0; k < rows; k++, left += leftStride, right += rightStride)
        {
            Vector512<double> x0 = Vector512.Load(right), x1 = Vector512.Load(right + 8);
            Vector512<double> x2 = Vector512.Load(right + 16), x3 = Vector512.Load(right + 24), f = Vector512.Create(left[0]);
            s00 += f * x0;
            s01 += f * x1;
            s02 += f * x2;
            s03 += f * x3;
        }

        Put(sums, s00, shares[0], shifts);
        Put(sums + 8, s01, shares[0], shifts + 8);
        Put(sums + 16, s02, shares[0], shifts + 16);
        Put(sums + 24, s03, shares[0], shifts + 24);
    }

    [MethodImpl(HotPath.Optimized)]
    private static void Add1x2(
        double* left, int leftStride, double* right, int rightStride, int rows, double* shares, double* shifts, double* sums)
    {
        Vector512<double> s00 = default, s01 = default;
        for (int k = 0; k < rows; k++, left += leftStride, right += rightStride)
        {
            Vector512<double> x0 = Vector512.Load(right), x1 = Vector512.Load(right + 8), f = Vector512.Create(left[0]);
            s00 += f * x0;
            s01 += f * x1;
        }

        Put(sums, s00, shares[0], shifts);
        Put(sums + 8, s01, shares[0], shifts + 8);
    }

    [MethodImpl(HotPath.Optimized)]
    private static void Add1x1(
        double* left, int leftStride, double* right, int rightStride, int rows, double* shares, double* shifts, double* sums)
    {
        Vector512<double> s00 = default;
        for (int k = 0; k < rows; k++, left += leftStride, right += rightStride)
        {
            Vector512<double> x0 = Vector512.Load(right), f = Vector512.Create(left[0]);
            s00 += f * x0;
        }

        Put(sums, s00, shares[0], shifts);
    }
}
