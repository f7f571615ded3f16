using System;
using System.Threading;
using MemMap.Tool.Containers;
using MemMap.Tool.Elements;
using MemMap.Tool.Output;

namespace MemMap.Tool.Commands;

/// <summary>A command over the elements of one array, or of a slice of it.</summary>
internal abstract class ElementsCommand<TSettings> : ToolCommand<TSettings>
    where TSettings : SliceSettings
{
    protected sealed override int Run(ToolOutput output, TSettings settings, CancellationToken cancellationToken)
    {
        ArrayFile file = KnownContainers.FindOne(settings.File, settings.Raw());
        return file.RequiredElement.Run(new Opened(this, file, output, settings, cancellationToken));
    }

    /// <returns>The exit code.</returns>
    protected abstract int Run<T>(
        ElementType<T> type, OpenedArray<T> array, ToolOutput output, TSettings settings, CancellationToken cancellationToken)
        where T : unmanaged;

    private sealed class Opened(
        ElementsCommand<TSettings> command, ArrayFile file, ToolOutput output, TSettings settings, CancellationToken cancellationToken)
        : IElementWork<int>
    {
        public int Run<T>(ElementType<T> type)
            where T : unmanaged
        {
            if (type.IsComplex && settings is ReductionSettings)
            {
                throw new NotSupportedException(
                    $"'{file.Name}' has complex numbers ({file.Descr}), which have no order; this command is for real ones.");
            }

            using OpenedArray<T> whole = file.Open<T>();
            return command.Run(type, whole.Sliced(settings.Slice), output, settings, cancellationToken);
        }
    }
}
