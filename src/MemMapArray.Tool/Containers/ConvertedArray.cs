using System;
using System.Linq;
using System.Threading;
using MemMap.Tool.Output;

namespace MemMap.Tool.Containers;

/// <summary>An array whose elements are those of another, converted.</summary>
internal sealed class ConvertedArray<TX, TZ>(
    OpenedArray<TX> source,
    MemMapOrder order,
    string? descr,
    Conversion how,
    IProgress<double>? progress,
    CancellationToken cancellationToken) : NewArray<TZ>
    where TX : unmanaged
    where TZ : unmanaged
{
    public override Shape Shape => source.Shape;

    public override MemMapOrder Order => order;

    public override string? Descr => descr;

    public override MemMapView<TZ>? AsItIs =>
        source is OpenedView<TX> && order == source.Order ? source.Parts().Single().View as MemMapView<TZ> : null;

    public override CancellationToken CancellationToken => cancellationToken;

    public override void Fill(MemMapView<TZ> destination, RowRange rows)
    {
        double total = Math.Max(1, source.Shape.Length), before = 0;
        foreach (ArrayPart<TX> part in source.Parts())
        {
            long start = Math.Max(part.FirstRow, rows.Start), end = Math.Min(part.FirstRow + part.Rows, rows.End);
            double done = before / total, share = part.View.Length / total;
            if (start < end)
            {
                TransformOptions options = new()
                {
                    CancellationToken = cancellationToken,
                    Progress = Relay<TransformProgress>.To(progress, x => done + (share * x.Fraction)),
                };
                Convert(part.Take(start, end), new ArrayPart<TZ>(rows.Start, destination).Take(start, end), options);
            }

            before += part.View.Length;
        }
    }

    // To the same type: the bytes as they are, of complex numbers and odd booleans too.
    private void Convert(MemMapView<TX> some, MemMapView<TZ> destination, TransformOptions options)
    {
        if (some is MemMapView<TZ> same)
        {
            same.Transform(destination, static (xs, zs) => xs.CopyTo(zs), options);
        }
        else
        {
            some.ConvertTo(destination, how, options);
        }
    }
}
