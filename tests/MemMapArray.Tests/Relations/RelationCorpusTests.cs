using System;
using System.Globalization;
using System.Linq;
using Xunit;

namespace MemMap.Tests.Relations;

/// <summary>What NumPy answered.</summary>
public sealed class RelationCorpusTests
{
    [Fact]
    public void Relations_EveryCaseOfTheCorpus_AreTheAnswers()
    {
        Case[] cases = Corpus.Read<Case>("relations.json");
        Assert.Equal(20, cases.Length);
        foreach (Case c in cases)
        {
            NDArray<double> source = NDArray.From(Numbers(c.Source), c.Shape), other = NDArray.From(Numbers(c.Other), (-1, 2));
            Require(c.Gram, source.Gram());
            Require(c.CrossProduct, source.CrossProduct(other));
            Require(c.Covariance, source.Covariance());
            Require(c.Population, source.Covariance(ddof: 0));
            Require(c.Correlation, source.Correlation());
        }
    }

    // The numbers are multiples of 2^-20, so that what is left of them when 1e9 is taken off is exact.
    [Fact]
    public void Covariance_MeansFarFromZero_IsThatNearZeroAndNumPysIsNot()
    {
        Case far = Assert.Single(Corpus.Read<Case>("relations_far.json"));
        double[] numbers = Numbers(far.Source), numPys = Numbers(far.Covariance);
        double[] near = NDArray.From([.. numbers.Select(x => x - 1e9)], far.Shape).Covariance().ToArray(), found = NDArray.From(numbers, far.Shape).Covariance().ToArray();
        double most = near.Select(Math.Abs).Max();
        Assert.All(near.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-13 * most));
        Assert.Contains(near.Zip(numPys), pair => Math.Abs(pair.First - pair.Second) > 1e-12 * most);
    }

    private static void Require(string[] texts, NDArray<double> result)
    {
        double[] expected = Numbers(texts), found = result.ToArray();
        double most = expected.Where(v => !double.IsNaN(v) && !double.IsInfinity(v)).Select(Math.Abs).Append(0).Max();
        for (int i = 0; i < expected.Length; i++)
        {
            bool agrees = double.IsNaN(expected[i]) || double.IsInfinity(expected[i]) ? expected[i].Equals(found[i]) : Math.Abs(expected[i] - found[i]) <= 1e-13 * most;
            Assert.True(agrees, $"{result.Shape} [{i}]: {found[i]:R}, not {expected[i]:R}");
        }
    }

    private static double[] Numbers(string[] texts) => [.. texts.Select(text => text switch
    {
        "nan" => double.NaN,
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    })];

    private sealed record Case(
        long[] Shape, string[] Source, string[] Other, string[] Gram, string[] CrossProduct, string[] Covariance, string[] Population, string[] Correlation);
}
