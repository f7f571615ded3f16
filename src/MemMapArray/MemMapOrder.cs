namespace MemMap;

/// <summary>Which axis of an array is contiguous in the file.</summary>
public enum MemMapOrder
{
    /// <summary>Row-major: the last axis is contiguous. NumPy's default, <c>order='C'</c>.</summary>
    C = 0,

    /// <summary>Column-major: the first axis is contiguous, as in Fortran, MATLAB, R and Julia. NumPy's <c>order='F'</c>.</summary>
    F = 1,
}
