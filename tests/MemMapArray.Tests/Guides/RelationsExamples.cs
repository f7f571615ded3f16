using System;
using System.Linq;
using Xunit;

namespace MemMap.Tests.Guides;

/// <summary>The examples of docs/guides/relations.md, as they stand there; <see cref="DocumentTests"/> sees to it.</summary>
public sealed class RelationsExamples
{
    [Fact]
    public void Relations()
    {
        NDArray<double> returns = NDArray.From([.. Enumerable.Range(0, 300).Select(i => i * 7919 % 13.0)], (100, 3)), targets = returns[.., ..2].ToNDArray();
        NDArray<bool> isCrisis = NDArray.From([.. Enumerable.Range(0, 100).Select(i => i < 50)]);

        NDArray<double> covariance = returns.Covariance();         // np.cov(returns, rowvar=False)
        NDArray<double> correlation = returns.Correlation();       // np.corrcoef(returns, rowvar=False)
        NDArray<double> gram = returns.Gram();                     // returns.T @ returns
        NDArray<double> product = returns.CrossProduct(targets);   // returns.T @ targets

        Assert.Equal((3, 2), product.Shape);
        Assert.Equal(gram[2, 1], product[2, 1]);
        Assert.Equal(returns[.., 0].Var(ddof: 1), covariance[0, 0], 1e-12);

        Console.WriteLine(correlation);

        Assert.StartsWith("[[ 1.", correlation.ToString(), StringComparison.Ordinal);

        NDArray<double> valid = returns.Covariance(options: new ReductionOptions { SkipNaN = true });
        NDArray<double> crisis = returns.Correlation(rows: isCrisis);

        RelationPartial part = returns.RelatePartial(RelationKind.Covariance, new RowRange(0, 40));
        byte[] bytes = returns.RelatePartial(RelationKind.Covariance, new RowRange(40, 60)).ToBytes();    // elsewhere
        part.Merge(RelationPartial.Read(bytes));
        NDArray<double> whole = part.ToNDArray(ddof: 1);                                                  // returns.Covariance()

        Assert.Equal(covariance.ToArray(), whole.ToArray());
        Assert.Equal(covariance.ToArray(), valid.ToArray());
        Assert.Equal(returns[..50, ..].Correlation()[0, 1], crisis[0, 1], 1e-14);

        NDArray<double> far = NDArray.From([1e15, 1e15 + 1, 1e15 + 1], (3, 1));
        double third = far.Covariance()[0, 0];    // 0.3333333333333333; np.cov: 0.3359375

        Assert.Equal(1.0 / 3, third, 1e-16);
    }
}
