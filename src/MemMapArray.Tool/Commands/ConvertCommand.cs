using System;
using System.Text.Json.Nodes;
using System.Threading;
using MemMap.Tool.Containers;
using MemMap.Tool.Elements;
using MemMap.Tool.Output;

namespace MemMap.Tool.Commands;

/// <summary>Writes an array, or a slice of it, in another type, order or format: whole or not at all.</summary>
internal sealed class ConvertCommand : ElementsCommand<ConvertSettings>
{
    protected override int Run<T>(
        ElementType<T> type, OpenedArray<T> array, ToolOutput output, ConvertSettings settings, CancellationToken cancellationToken)
    {
        var target = Target.Parse(settings.Target, settings.RowsPerShard ?? 0);
        Container container = KnownContainers.ForTarget(
            settings.Target, settings.Format ?? (settings.RowsPerShard is null ? null : "shards"));
        MemMapOrder order = OrderOf(settings, container, array.Order);
        ElementType to = settings.Type(type);
        string? descr = to == type ? SourceDescr(settings) : null;
        output.Work(settings.Target, progress =>
        {
            using var path = new NewPath(target.Path, settings.Force);
            try
            {
                to.Run(new Write<T>(array, order, descr, settings.Way(), container, path.Temporary, target, progress, cancellationToken));
            }
            catch (OverflowException exception)
            {
                // What the library says of elements that were written is of a file that does not stay.
                string what = exception.Message.Split(". The destination's")[0];
                throw new OverflowException(
                    $"{what}. Nothing was written; --overflow saturating or truncating converts every number.", exception);
            }

            cancellationToken.ThrowIfCancellationRequested();
            path.Publish();
            return true;
        });
        output.Write(
            settings.Json,
            () => new JsonObject
            {
                ["path"] = settings.Target,
                ["format"] = container.Name,
                ["dtype"] = descr ?? to.Descr,
                ["shape"] = Json.Shape(array.Shape),
                ["order"] = order.ToString(),
            },
            () => output.WriteLines($"{settings.Target}: {descr ?? to.Descr} {array.Shape} {order}, {container.Name}"));
        return ExitCode.Fine;
    }

    private static MemMapOrder OrderOf(ConvertSettings settings, Container container, MemMapOrder source)
    {
        MemMapOrder order = settings.ToOrder is not null ? Values.Order("--to-order", settings.ToOrder)
            : container.HasOrders ? source
            : MemMapOrder.C;
        return container.HasOrders || order == MemMapOrder.C
            ? order
            : throw new UsageException($"Arrays of {container.Name} are in C order; --to-order F is for the other formats.");
    }

    private static string? SourceDescr(ConvertSettings settings) =>
        KnownContainers.FindOne(settings.File, settings.Raw()).Descr is var descr && ElementTypes.IsCountOfTime(descr) ? descr : null;

    private sealed class Write<TX>(
        OpenedArray<TX> array,
        MemMapOrder order,
        string? descr,
        Conversion how,
        Container container,
        string path,
        Target target,
        IProgress<double>? progress,
        CancellationToken cancellationToken) : IElementWork<bool>
        where TX : unmanaged
    {
        public bool Run<TZ>(ElementType<TZ> type)
            where TZ : unmanaged
        {
            container.Write(new ConvertedArray<TX, TZ>(array, order, descr, how, progress, cancellationToken), path, target);
            return true;
        }
    }
}
