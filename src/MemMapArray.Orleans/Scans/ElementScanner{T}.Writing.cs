using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;

namespace MemMap.Cluster;

/// <content>Files of new arrays.</content>
internal sealed partial class ElementScanner<T>
{
    /// <inheritdoc/>
    public override IEnumerable<ReadOnlyMemory<byte>> Write(
        ShardRequest request, SiloResources silo, Action<long> report, CancellationToken cancellation)
    {
        OutputRequest output = request.Output!;
        switch (output.Kind)
        {
            case OutputKind.Check:
                silo.Output.Check(output);
                break;
            case OutputKind.Publish:
                silo.Output.Publish(output);
                break;
            case OutputKind.Drop:
                silo.Output.Drop(output);
                break;
            default:
                using (ShardLease<T> lease = silo.Files.Rent<T>(request))
                {
                    var options = new TransformOptions
                    {
                        MaxDegreeOfParallelism = silo.Threads,
                        CancellationToken = cancellation,
                        Progress = new WriteReport(elements => report(elements * Unsafe.SizeOf<T>())),
                    };
                    yield return silo.Output.Write(output, WriterOf(lease.Array[request.Shard.RowRange], output, silo, options));
                }

                break;
        }
    }

    /// <inheritdoc/>
    public override void Convert<TSource>(ReductionSource<TSource> rows, string path, OutputRequest output, TransformOptions options) =>
        rows.ConvertToNpy<TSource, T>(path, output.Conversion, options, output.Descr);

    // What is not known is said before anything is written.
    private static Action<string> WriterOf(
        MemMapShardsView<T> rows, OutputRequest output, SiloResources silo, TransformOptions options)
    {
        if (output.Transform is not { } name)
        {
            ElementScanner target = Find(output.Element);
            return path => target.Convert(rows, path, output, options);
        }

        SiloTransform<T> transform = silo.Transforms.Find<T>(name, output.Element);
        return path => transform.Write(rows, path, output.Descr, options);
    }

    private sealed class WriteReport(Action<long> report) : IProgress<TransformProgress>
    {
        void IProgress<TransformProgress>.Report(TransformProgress value) => report(value.ElementsDone);
    }
}
