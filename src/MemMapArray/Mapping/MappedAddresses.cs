using System.Collections.Generic;

namespace MemMap.Mapping;

/// <summary>
/// The ranges of addresses where one file is mapped in this process. They tell whether memory that a caller passes in is a part of the
/// file.
/// </summary>
internal sealed unsafe class MappedAddresses
{
    private readonly List<(nint Origin, long Length)> _ranges = [];

    public void Add(byte* origin, long length)
    {
        lock (_ranges)
        {
            _ranges.Add(((nint)origin, length));
        }
    }

    public void Remove(byte* origin, long length)
    {
        lock (_ranges)
        {
            _ranges.Remove(((nint)origin, length));
        }
    }

    /// <summary>Finds the first byte of the mapping that an address lies in.</summary>
    /// <returns><see langword="null"/> if it lies in no mapping of the file.</returns>
    public byte* FindOrigin(byte* address)
    {
        lock (_ranges)
        {
            foreach ((nint origin, long length) in _ranges)
            {
                if ((nint)address >= origin && (nint)address - origin < length)
                {
                    return (byte*)origin;
                }
            }

            return null;
        }
    }
}
