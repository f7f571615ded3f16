namespace MemMap;

/// <summary>A relation between columns of a matrix, or of two.</summary>
public enum RelationKind
{
    /// <summary>Covariances: <see cref="MemMapRelations.Covariance"/>.</summary>
    Covariance,

    /// <summary>Correlations: <see cref="MemMapRelations.Correlation"/>.</summary>
    Correlation,

    /// <summary>Sums of products: <see cref="MemMapRelations.Gram"/>.</summary>
    Gram,

    /// <summary>Sums of products of the columns of two matrices: <see cref="MemMapRelations.CrossProduct"/>.</summary>
    CrossProduct,
}
