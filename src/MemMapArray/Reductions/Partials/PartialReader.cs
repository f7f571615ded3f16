using System;
using System.IO;
using System.Text;

namespace MemMap.Reductions.Partials;

/// <summary>Reads a partial's bytes, none of which is believed before it is looked at.</summary>
internal sealed class PartialReader(byte[] bytes, int length)
{
    private int _position;

    public bool IsAtEnd => _position == length;

    public byte ReadByte() => bytes[Take(1)];

    public sbyte ReadSByte() => unchecked((sbyte)ReadByte());

    public bool ReadBoolean()
    {
        byte value = ReadByte();
        Require(value <= 1, "a truth value");
        return value == 1;
    }

    public int ReadInt32() => BitConverter.ToInt32(bytes, Take(sizeof(int)));

    public long ReadInt64() => BitConverter.ToInt64(bytes, Take(sizeof(long)));

    // As BinaryWriter writes it: the length in groups of 7 bits, then UTF-8.
    public string ReadString(int maxLength)
    {
        int count = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte part = ReadByte();
            Require(shift < 28, "the length of a name");
            count |= (part & 0x7F) << shift;
            if (part < 0x80)
            {
                break;
            }
        }

        Require(count <= maxLength, "the length of a name");
        return Encoding.UTF8.GetString(bytes, Take(count), count);
    }

    public byte[] ReadBytes(long count)
    {
        Require(count >= 0 && count <= length - _position, "a length");
        byte[] copy = new byte[count];
        Array.Copy(bytes, Take((int)count), copy, 0, count);
        return copy;
    }

    /// <exception cref="InvalidDataException">The condition does not hold.</exception>
    public void Require(bool condition, string what)
    {
        if (!condition)
        {
            throw new InvalidDataException($"These are not the bytes of a partial: at byte {_position}, {what} cannot be.");
        }
    }

    private int Take(int count)
    {
        Require(count <= length - _position, "the end");
        int start = _position;
        _position += count;
        return start;
    }
}
