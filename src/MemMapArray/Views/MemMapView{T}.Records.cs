using System;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using MemMap.Views;

namespace MemMap;

/// <content>The same bytes as elements of another type.</content>
public unsafe partial class MemMapView<T>
{
    /// <summary>
    /// Reads the same bytes as elements of another type. NumPy's <c>a.view(dtype)</c>. The shape stays when both types have the same size.
    /// Otherwise the last axis must be contiguous, and becomes longer or shorter.
    /// </summary>
    /// <typeparam name="TTarget">The other element type.</typeparam>
    /// <returns>The view. O(rank), no copy, no conversion.</returns>
    /// <exception cref="InvalidOperationException">The sizes differ, and the rank is 0, the last axis is not contiguous, or its bytes are
    /// not a whole number of elements.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <example><code>MemMapView&lt;uint&gt; bits = array.Cast&lt;uint&gt;();    // a.view(np.uint32)</code></example>
    public MemMapView<TTarget> Cast<TTarget>()
        where TTarget : unmanaged
    {
        Window window = OpenWindow();
        Layout layout = window.Layout;
        if (sizeof(TTarget) == sizeof(T))
        {
            return new(window);
        }

        int last = layout.Rank - 1;
        if (last < 0
            || (layout.Lengths[last] > 1 && layout.Strides[last] != sizeof(T))
            || layout.Lengths[last] * sizeof(T) % sizeof(TTarget) != 0)
        {
            throw new InvalidOperationException(
                $"A view of shape {Shape} and strides {Layout.Text(Strides)} of {sizeof(T)}-byte {typeof(T).Name} cannot be seen as " +
                $"{sizeof(TTarget)}-byte {typeof(TTarget).Name}: " +
                "the last axis must be contiguous and its bytes a whole number of elements.");
        }

        return new(window.With(layout.Recast(sizeof(TTarget))));
    }

    /// <summary>Other elements of the same file, as a header finds them.</summary>
    /// <param name="layout">Within this view's file.</param>
    internal MemMapView<TTarget> Place<TTarget>(Layout layout)
        where TTarget : unmanaged => new(OpenWindow().With(layout));

    /// <summary>Gets one field of each record, by name: a view of the same shape whose strides step over the other fields. NumPy's
    /// <c>a['name']</c>.</summary>
    /// <typeparam name="TField">The field's type.</typeparam>
    /// <param name="name">The name of a field, or of a property that the compiler gives a field (as in a <c>record struct</c>) of
    /// <typeparamref name="T"/>.</param>
    /// <returns>The view. O(rank), no copy.</returns>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> has no such field, or it has another type.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <example><code>double meanPrice = ticks.Field&lt;float&gt;(nameof(Tick.Price)).Mean();    // a['Price'].mean()</code></example>
    [RequiresUnreferencedCode("Looks a field up by its name. When trimming, keep the fields of the record, or use Field(byteOffset).")]
    public MemMapView<TField> Field<TField>(string name)
        where TField : unmanaged
    {
        const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        if (name is null)
        {
            throw new ArgumentNullException(nameof(name));
        }

        FieldInfo field = typeof(T).GetField(name, Instance) ?? typeof(T).GetField($"<{name}>k__BackingField", Instance)
            ?? throw new ArgumentException($"{typeof(T).Name} has no field '{name}'.", nameof(name));
        if (field.FieldType != typeof(TField))
        {
            throw new ArgumentException(
                $"The field '{name}' of {typeof(T).Name} is a {field.FieldType.Name}, not a {typeof(TField).Name}.", nameof(name));
        }

        return Field<TField>(OffsetOf<TField>(field));
    }

    /// <summary>Gets one field of each record, by its position: a view of the same shape whose strides step over the other
    /// fields.</summary>
    /// <typeparam name="TField">The field's type.</typeparam>
    /// <param name="byteOffset">The position of the field in the record, in bytes.</param>
    /// <returns>The view. O(rank), no copy.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The field does not lie inside the record.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <example><code>MemMapView&lt;int&gt; volumes = ticks.Field&lt;int&gt;(byteOffset: 12);</code></example>
    public MemMapView<TField> Field<TField>(int byteOffset)
        where TField : unmanaged
    {
        Window window = OpenWindow();
        if (byteOffset < 0 || byteOffset > sizeof(T) - sizeof(TField))
        {
            throw new ArgumentOutOfRangeException(
                nameof(byteOffset),
                byteOffset,
                $"{sizeof(TField)} bytes from there do not lie inside a {typeof(T).Name} of {sizeof(T)} bytes.");
        }

        return new(window.With(window.Layout.Field(byteOffset, sizeof(TField))));
    }

    // Where the runtime put the field; Marshal.OffsetOf tells where marshalling would. All bits of the field are set
    // in an empty record, and the first byte that is not zero is its first.
    private static int OffsetOf<TField>(FieldInfo field)
        where TField : unmanaged
    {
        TField ones;
        new Span<byte>(&ones, sizeof(TField)).Fill(0xFF);
        object record = default(T);
        field.SetValue(record, ones);
        T marked = (T)record;
        return new Span<byte>(&marked, sizeof(T)).IndexOf((byte)0xFF);
    }
}
