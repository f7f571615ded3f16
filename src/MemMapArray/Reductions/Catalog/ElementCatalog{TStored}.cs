using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;

namespace MemMap.Reductions.Catalog;

/// <summary>The reductions of one element type, by name. Each is made once for each value of its parameter: it holds nothing.</summary>
/// <param name="kind">The kind of the element type.</param>
internal abstract class ElementCatalog<TStored>(ElementKinds kind)
    where TStored : unmanaged
{
    private const string DdofStart = "(ddof=";

    private readonly Dictionary<string, Func<string, double, Reduction<TStored>>> _makers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ElementKinds> _kinds = new(StringComparer.Ordinal);
    private readonly HashSet<string> _withDdof = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Reduction<TStored>> _made = new(StringComparer.Ordinal);

    /// <summary>The names of those that the element type has.</summary>
    public IReadOnlyCollection<string> Names => _makers.Keys;

    /// <summary>The names of all, those among them that other element types have.</summary>
    public IReadOnlyCollection<string> AllNames => _kinds.Keys;

    /// <summary>The kinds of element types that a reduction is for.</summary>
    public ElementKinds KindsOf(string name) => _kinds[name];

    /// <summary>The reduction of a name.</summary>
    /// <param name="name">The name, without its parameter.</param>
    /// <param name="ddof">The parameter, of one that has it.</param>
    /// <exception cref="NotSupportedException">The element type has no such reduction, or its results are of another type.</exception>
    public Reduction<TStored, TResult> Get<TResult>(string name, double ddof = 0)
        where TResult : unmanaged
    {
        Reduction<TStored> found = Make(name, ddof);
        return found as Reduction<TStored, TResult>
            ?? throw new NotSupportedException(
                $"The {name} of {typeof(TStored).Name} is no {typeof(TResult).Name}: Reduction.ComplexSum and ComplexMean give it.");
    }

    /// <summary>The reduction that a text says, such as <c>std(ddof=1)</c>; <see langword="null"/> where there is none of that
    /// name.</summary>
    /// <exception cref="NotSupportedException">The element type has no such reduction.</exception>
    public Reduction<TStored>? Find(string text)
    {
        int parameter = text.IndexOf(DdofStart, StringComparison.Ordinal);
        string name = parameter < 0 ? text : text.Substring(0, parameter);
        double ddof = 0;
        bool isWellFormed = parameter < 0
            ? !_withDdof.Contains(name)
            : _withDdof.Contains(name) && text.EndsWith(")", StringComparison.Ordinal)
                && double.TryParse(
                    text.Substring(parameter + DdofStart.Length).TrimEnd(')'), NumberStyles.Float, CultureInfo.InvariantCulture, out ddof);
        return isWellFormed && _kinds.ContainsKey(name) ? Make(name, ddof) : null;
    }

    /// <summary>Adds a reduction.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="kinds">The element types that have it.</param>
    /// <param name="make">Makes it, with its name.</param>
    public void Add(string name, ElementKinds kinds, Func<string, Reduction<TStored>> make) => Add(name, kinds, (text, _) => make(text));

    /// <summary>Adds a reduction with a parameter, ddof.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="kinds">The element types that have it.</param>
    /// <param name="make">Makes it, with its name, which has the parameter in it, and the parameter.</param>
    public void AddWithDdof(string name, ElementKinds kinds, Func<string, double, Reduction<TStored>> make)
    {
        _withDdof.Add(name);
        Add(name, kinds, make);
    }

    private void Add(string name, ElementKinds kinds, Func<string, double, Reduction<TStored>> make)
    {
        _kinds[name] = _kinds.TryGetValue(name, out ElementKinds others) ? others | kinds : kinds;
        if ((kinds & kind) != 0)
        {
            _makers.Add(name, make);
        }
    }

    private Reduction<TStored> Make(string name, double ddof)
    {
        if (!_makers.TryGetValue(name, out Func<string, double, Reduction<TStored>>? make))
        {
            throw Element.HasNoArithmetic<TStored>(_kinds[name]);
        }

        // Any number may be a parameter: only the usual ones are kept.
        string text = _withDdof.Contains(name) ? $"{name}{DdofStart}{ddof.ToString("R", CultureInfo.InvariantCulture)})" : name;
        return ddof is 0 or 1 ? _made.GetOrAdd(text, _ => make(text, ddof)) : make(text, ddof);
    }
}
