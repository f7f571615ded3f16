using System;

namespace MemMap.Mapping;

/// <summary>Who may read and write a file that is created.</summary>
internal static partial class FilePermissions
{
    /// <summary>Checks permissions before anything is created; <see langword="null"/> leaves them to the system.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They have bits that no file gets here.</exception>
    /// <exception cref="PlatformNotSupportedException">This system has no such permissions.</exception>
    public static void Require(MemMapPermissions? permissions, string parameterName)
    {
        if ((permissions & ~MemMapPermissions.All) is not (null or MemMapPermissions.None))
        {
            throw new ArgumentOutOfRangeException(
                parameterName,
                permissions,
                "A file's UnixCreateMode is made of reading and writing by user, group and others; nothing in it can be executed.");
        }

        if (permissions is not null && !AreSupported)
        {
            throw new PlatformNotSupportedException("UnixCreateMode is for Unix: files of this system have no such permissions.");
        }
    }
}
