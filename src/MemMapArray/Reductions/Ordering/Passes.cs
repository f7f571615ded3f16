using System;
using System.Collections.Generic;
using MemMap.Reductions.Calls;
using MemMap.Reductions.Engine;
using MemMap.Reductions.Plans;
using MemMap.Scheduling;

namespace MemMap.Reductions.Ordering;

/// <summary>Passes over the same elements, one after the other: how many there are is known at the end only.</summary>
/// <param name="plan">The way through the elements.</param>
/// <param name="source">The elements.</param>
/// <param name="settings">How they are carried out.</param>
internal sealed class Passes<T>(ReductionPlan plan, ElementSource source, ReductionSettings settings)
    where T : unmanaged
{
    private long _bytesDone;
    private long _bytesTotal;

    public ReductionPlan Plan => plan;

    public int Threads => settings.Threads;

    /// <summary>Visits all elements of all groups, whole groups at a time.</summary>
    /// <param name="createVisitor">Makes the visitor of a thread.</param>
    /// <param name="threads">By how many threads at most.</param>
    public unsafe void VisitGroups(Func<ElementVisitor<T>> createVisitor, int threads = int.MaxValue)
    {
        long bytes = Math.Max(1, plan.Count * plan.Columns * sizeof(T)), perUnit = Math.Max(1, settings.WorkUnitBytes / bytes);
        var all = new PositionRange(0, plan.Count);
        Run(
            (plan.Groups + perUnit - 1) / perUnit,
            unit => new(unit * perUnit, Math.Min((unit + 1) * perUnit, plan.Groups), all),
            createVisitor,
            plan.ResultLength * plan.Count * sizeof(T),
            threads);
    }

    /// <summary>Visits all elements of a group, or those of the rows that the plan has.</summary>
    /// <param name="group">The group.</param>
    /// <param name="createVisitor">Makes the visitor of a thread.</param>
    /// <param name="threads">By how many threads at most.</param>
    public unsafe void VisitGroup(long group, Func<ElementVisitor<T>> createVisitor, int threads = int.MaxValue)
    {
        int columns = plan.ColumnsOf(group);
        long leaf = plan.PositionsPerLeaf, leaves = Math.Max(1, settings.WorkUnitBytes / (leaf * columns * sizeof(T))), perUnit = leaves * leaf;
        IReadOnlyList<PositionRange> parts = plan.Parts;
        long[] before = new long[parts.Count + 1];
        long positions = 0;
        for (int part = 0; part < parts.Count; part++)
        {
            before[part + 1] = before[part] + ((parts[part].Count + perUnit - 1) / perUnit);
            positions += parts[part].Count;
        }

        VisitUnit UnitOf(long unit)
        {
            int part = Array.BinarySearch(before, unit);
            part = part < 0 ? ~part - 1 : part;
            while (before[part + 1] == unit)
            {
                part++;
            }

            long start = parts[part].Start + ((unit - before[part]) * perUnit);
            return new(group, group + 1, new(start, Math.Min(start + perUnit, parts[part].End)));
        }

        Run(before[parts.Count], UnitOf, createVisitor, positions * columns * sizeof(T), threads);
    }

    /// <summary>Visits as many elements of a group in each of some parts of it, somewhere within the part.</summary>
    public void VisitSome(long group, int parts, int perPart, Func<ElementVisitor<T>> createVisitor)
    {
        VisitUnit UnitOf(long unit)
        {
            // The place within a part is as good as random, and always the same.
            long start = PartStart(unit, parts), room = PartStart(unit + 1, parts) - start - perPart;
            ulong mixed = unchecked((ulong)(unit + 1) * 0x9E37_79B9_7F4A_7C15);
            mixed = unchecked((mixed ^ (mixed >> 29)) * 0xBF58_476D_1CE4_E5B9);
            start += (long)(mixed >> 33) % (room + 1);
            return new(group, group + 1, new(start, start + perPart));
        }

        // Bytes that are read twice are not reported.
        new UnitScheduler<object>(
            new VisitPass<T>(plan, source, parts, UnitOf, createVisitor), settings.Threads, _ => { }, settings.CancellationToken).Run();
    }

    /// <summary>Does something for each of some columns.</summary>
    public void ForEach(int columns, Action<int> work) =>
        new UnitScheduler<object>(new ColumnWork(columns, work), settings.Threads, _ => { }, settings.CancellationToken).Run();

    private long PartStart(long part, int parts) => (plan.Count / parts * part) + (plan.Count % parts * part / parts);

    private void Run(long units, Func<long, VisitUnit> unitOf, Func<ElementVisitor<T>> createVisitor, long bytes, int threads)
    {
        var pass = new VisitPass<T>(plan, source, units, unitOf, createVisitor);
        _bytesTotal = _bytesDone + bytes;
        new UnitScheduler<object>(pass, Math.Min(threads, settings.Threads), AfterUnit, settings.CancellationToken).Run();

        void AfterUnit(long unit)
        {
            if (settings.Progress is { } progress)
            {
                _bytesDone += pass.BytesOf(unit);
                progress.Report(new ReductionProgress(_bytesDone, _bytesTotal));
            }
        }
    }
}
