using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Relations;

/// <content>Tiles of sums that stay in registers, written out, as registers have no numbers. Each lane takes its products in the order of
/// the rows; no multiplication is fused with the addition, so that every processor has the same bits.</content>
internal static unsafe partial class ColumnProducts
{
    [MethodImpl(HotPath.Optimized)]
    private static void Add4(
        double* left, int stride, int vectors, double* shares, double* shifts, double* sums, int sumStride)
    {
        Vector512<double> s00 = default, s01 = default, s02 = default, s03 = default;
        Vector512<double> s11 = default, s12 = default, s13 = default;
        Vector512<double> s22 = default, s23 = default;
        Vector512<double> s33 = default;
        double* left1 = left + stride;
        double* left2 = left + (2 * stride);
        double* left3 = left + (3 * stride);
        for (int k = 0; k < vectors * Lanes; k += Lanes)
        {
            Vector512<double> x0 = Vector512.Load(left + k), x1 = Vector512.Load(left1 + k);
            Vector512<double> x2 = Vector512.Load(left2 + k), x3 = Vector512.Load(left3 + k);
            s00 += x0 * x0;
            s01 += x0 * x1;
            s02 += x0 * x2;
            s03 += x0 * x3;
            s11 += x1 * x1;
            s12 += x1 * x2;
            s13 += x1 * x3;
            s22 += x2 * x2;
            s23 += x2 * x3;
            s33 += x3 * x3;
        }

        Put(sums, s00, s01, s02, s03, shares[0], shifts);
        Put(sums + sumStride, default, s11, s12, s13, shares[1], shifts);
        Put(sums + (2 * sumStride), default, default, s22, s23, shares[2], shifts);
        Put(sums + (3 * sumStride), default, default, default, s33, shares[3], shifts);
    }

    [MethodImpl(HotPath.Optimized)]
    private static void Add4x4(
        double* left, int leftStride, double* right, int rightStride, int vectors, double* shares, double* shifts, double* sums, int sumStride)
    {
        Vector512<double> s00 = default, s01 = default, s02 = default, s03 = default;
        Vector512<double> s10 = default, s11 = default, s12 = default, s13 = default;
        Vector512<double> s20 = default, s21 = default, s22 = default, s23 = default;
        Vector512<double> s30 = default, s31 = default, s32 = default, s33 = default;
        double* left1 = left + leftStride;
        double* left2 = left + (2 * leftStride);
        double* left3 = left + (3 * leftStride);
        double* right1 = right + rightStride;
        double* right2 = right + (2 * rightStride);
        double* right3 = right + (3 * rightStride);
        for (int k = 0; k < vectors * Lanes; k += Lanes)
        {
            Vector512<double> x0 = Vector512.Load(right + k), x1 = Vector512.Load(right1 + k);
            Vector512<double> x2 = Vector512.Load(right2 + k), x3 = Vector512.Load(right3 + k);
            Vector512<double> f = Vector512.Load(left + k);
            s00 += f * x0;
            s01 += f * x1;
            s02 += f * x2;
            s03 += f * x3;
            f = Vector512.Load(left1 + k);
            s10 += f * x0;
            s11 += f * x1;
            s12 += f * x2;
            s13 += f * x3;
            f = Vector512.Load(left2 + k);
            s20 += f * x0;
            s21 += f * x1;
            s22 += f * x2;
            s23 += f * x3;
            f = Vector512.Load(left3 + k);
            s30 += f * x0;
            s31 += f * x1;
            s32 += f * x2;
            s33 += f * x3;
        }

        Put(sums, s00, s01, s02, s03, shares[0], shifts);
        Put(sums + sumStride, s10, s11, s12, s13, shares[1], shifts);
        Put(sums + (2 * sumStride), s20, s21, s22, s23, shares[2], shifts);
        Put(sums + (3 * sumStride), s30, s31, s32, s33, shares[3], shifts);
    }

    [MethodImpl(HotPath.Optimized)]
    private static void Add4x2(
        double* left, int leftStride, double* right, int rightStride, int vectors, double* shares, double* shifts, double* sums, int sumStride)
    {
        Vector512<double> s00 = default, s01 = default;
        Vector512<double> s10 = default, s11 = default;
        Vector512<double> s20 = default, s21 = default;
        Vector512<double> s30 = default, s31 = default;
        double* left1 = left + leftStride;
        double* left2 = left + (2 * leftStride);
        double* left3 = left + (3 * leftStride);
        double* right1 = right + rightStride;
        for (int k = 0; k < vectors * Lanes; k += Lanes)
        {
            Vector512<double> x0 = Vector512.Load(right + k), x1 = Vector512.Load(right1 + k);
            Vector512<double> f = Vector512.Load(left + k);
            s00 += f * x0;
            s01 += f * x1;
            f = Vector512.Load(left1 + k);
            s10 += f * x0;
            s11 += f * x1;
            f = Vector512.Load(left2 + k);
            s20 += f * x0;
            s21 += f * x1;
            f = Vector512.Load(left3 + k);
            s30 += f * x0;
            s31 += f * x1;
        }

        Put(sums, s00, s01, shares[0], shifts);
        Put(sums + sumStride, s10, s11, shares[1], shifts);
        Put(sums + (2 * sumStride), s20, s21, shares[2], shifts);
        Put(sums + (3 * sumStride), s30, s31, shares[3], shifts);
    }

    [MethodImpl(HotPath.Optimized)]
    private static void Add2(
        double* left, int stride, int vectors, double* shares, double* shifts, double* sums, int sumStride)
    {
        Vector512<double> s00 = default, s01 = default;
        Vector512<double> s11 = default;
        double* left1 = left + stride;
        for (int k = 0; k < vectors * Lanes; k += Lanes)
        {
            Vector512<double> x0 = Vector512.Load(left + k), x1 = Vector512.Load(left1 + k);
            s00 += x0 * x0;
            s01 += x0 * x1;
            s11 += x1 * x1;
        }

        Put(sums, s00, s01, shares[0], shifts);
        Put(sums + sumStride, default, s11, shares[1], shifts);
    }

    [MethodImpl(HotPath.Optimized)]
    private static void Add2x2(
        double* left, int leftStride, double* right, int rightStride, int vectors, double* shares, double* shifts, double* sums, int sumStride)
    {
        Vector512<double> s00 = default, s01 = default;
        Vector512<double> s10 = default, s11 = default;
        double* left1 = left + leftStride;
        double* right1 = right + rightStride;
        for (int k = 0; k < vectors * Lanes; k += Lanes)
        {
            Vector512<double> x0 = Vector512.Load(right + k), x1 = Vector512.Load(right1 + k);
            Vector512<double> f = Vector512.Load(left + k);
            s00 += f * x0;
            s01 += f * x1;
            f = Vector512.Load(left1 + k);
            s10 += f * x0;
            s11 += f * x1;
        }

        Put(sums, s00, s01, shares[0], shifts);
        Put(sums + sumStride, s10, s11, shares[1], shifts);
    }
}
