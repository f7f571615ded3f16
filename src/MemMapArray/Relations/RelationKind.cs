namespace MemMap;

/// <summary>A relation among the columns of a matrix.</summary>
public enum RelationKind
{
    /// <summary>Covariances: <see cref="MemMapRelations.Covariance"/>.</summary>
    Covariance,

    /// <summary>Correlations: <see cref="MemMapRelations.Correlation"/>.</summary>
    Correlation,

    /// <summary>Sums of products: <see cref="MemMapRelations.Gram"/>.</summary>
    Gram,
}
