using System;
using System.Collections.Generic;
using System.Diagnostics;

namespace MemMap.Benchmarks.Peers;

/// <summary>A contender's part in one case: how much of the file it gets, and its timings.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class Entry<T>
    where T : unmanaged
{
    private const double LongestSeconds = 0.05;
    private const double WarmUpSeconds = 0.03;
    private const int LargestSample = 64;

    private readonly IContender<T> _contender;
    private readonly Case<T> _whole;
    private readonly Case<T> _timed;
    private readonly int _sample = 1;
    private readonly List<double> _seconds = [];
    private double? _value;

    /// <summary>Chooses the sample, and computes long enough for the runtime to begin replacing its first, slow code.</summary>
    public Entry(IContender<T> contender, Case<T> whole)
    {
        _contender = contender;
        _whole = whole;
        _sample = ChooseSample();
        _timed = whole.Sample(_sample);
        WarmUp();
    }

    /// <summary>Computes once more, untimed: the pages are mapped and the fast code is there.</summary>
    public void Prepare() => _contender.Measure(_timed);

    /// <summary>Takes one timing.</summary>
    public void Time()
    {
        Measurement measurement = _contender.Measure(_timed);
        _seconds.Add(measurement.Seconds);
        _value = measurement.Value;
    }

    /// <summary>The median of the timings as a speed, and whether the last answer was right.</summary>
    public Result ToResult()
    {
        bool agrees = _value is not double value || Truth.Agrees(Truth.Of(_timed), value);
        return new(_whole.Name, _contender.Name, _timed.Bytes / Median.Of(_seconds) / 1e9, _value, _sample, agrees);
    }

    private int ChooseSample()
    {
        if (_contender.Sampling != Sampling.WhenSlow)
        {
            return _contender.Sampling == Sampling.Always ? LargestSample : 1;
        }

        Case<T> part = _whole.Sample(LargestSample);
        _contender.Measure(part);
        double seconds = _contender.Measure(part).Seconds * _whole.Bytes / part.Bytes;
        int sample = 1;
        while (sample < LargestSample && seconds / sample > LongestSeconds)
        {
            sample *= 2;
        }

        return sample;
    }

    private void WarmUp()
    {
        long start = Stopwatch.GetTimestamp();
        do
        {
            _contender.Measure(_timed);
        }
        while (_contender.WarmsUp && Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(WarmUpSeconds));
    }
}
