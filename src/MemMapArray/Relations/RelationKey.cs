using System;
using System.IO;
using MemMap.Converting;
using MemMap.Reductions.Partials;

namespace MemMap.Relations;

/// <summary>What partials of a relation must have in common to be merged.</summary>
/// <param name="Kind">The relation.</param>
/// <param name="Element">The element type's name.</param>
/// <param name="Number">What elements are read as: doubles, or integers of 64 bits.</param>
/// <param name="Rows">The rows of the whole matrix.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Other">The element type's name of the second matrix; empty where there is one.</param>
/// <param name="OtherColumns">Its columns; those of the first where there is one.</param>
/// <param name="SkipsNaN">Rows with NaN do not count.</param>
/// <param name="IsMasked">Only some rows count.</param>
internal sealed record RelationKey(
    RelationKind Kind, string Element, NumberKind Number, long Rows, int Columns, string Other, int OtherColumns, bool SkipsNaN,
    bool IsMasked)
{
    private const int MaxNameLength = 4096;

    // No reduction has this name: neither is read as the other.
    private const string Name = "relation";

    public bool IsCentred => Kind is RelationKind.Covariance or RelationKind.Correlation;

    /// <summary>Of one matrix: half of the products say the others.</summary>
    public bool IsSymmetric => Kind != RelationKind.CrossProduct;

    public RelationPlan Plan => new(Rows, Columns, OtherColumns);

    /// <summary>Doubles of a state: the number of rows, the means in two parts, and the products, each once.</summary>
    public long NumbersPerNode =>
        1 + (IsCentred ? 2L * Columns : 0) + (IsSymmetric ? (long)Columns * (Columns + 1) / 2 : (long)Columns * OtherColumns);

    public RelationState CreateState() => new(Columns, OtherColumns, Plan.RightStride, IsCentred);

    /// <exception cref="ArgumentException">Another relation, type, shape or choice of rows.</exception>
    public void RequireSame(RelationKey other, string parameterName)
    {
        if (this != other)
        {
            throw new ArgumentException($"Partials of {this} and of {other} do not belong together.", parameterName);
        }
    }

    public override string ToString() =>
        $"{Kind} of {Element} ({Rows}, {Columns}){(IsSymmetric ? string.Empty : $" and {Other} ({Rows}, {OtherColumns})")}" +
        $"{(SkipsNaN ? " without NaN" : string.Empty)}{(IsMasked ? " of some rows" : string.Empty)}";

    public void Write(BinaryWriter writer)
    {
        writer.Write(Name);
        writer.Write((byte)Kind);
        writer.Write(Element);
        writer.Write((byte)Number);
        writer.Write(Rows);
        writer.Write(Columns);
        writer.Write(Other);
        writer.Write(OtherColumns);
        writer.Write(SkipsNaN);
        writer.Write(IsMasked);
    }

    /// <exception cref="InvalidDataException">It says what no matrix is like.</exception>
    public static RelationKey Read(PartialReader reader)
    {
        reader.Require(reader.ReadString(MaxNameLength) == Name, "the name of a relation");
        var kind = (RelationKind)reader.ReadByte();
        string element = reader.ReadString(MaxNameLength);
        var number = (NumberKind)reader.ReadByte();
        long rows = reader.ReadInt64();
        int columns = reader.ReadInt32();
        string other = reader.ReadString(MaxNameLength);
        int otherColumns = reader.ReadInt32();
        var key = new RelationKey(kind, element, number, rows, columns, other, otherColumns, reader.ReadBoolean(), reader.ReadBoolean());
        reader.Require(kind is >= RelationKind.Covariance and <= RelationKind.CrossProduct, "the relation");
        reader.Require(number == NumberKind.Double || (number is (NumberKind.Int64 or NumberKind.UInt64) && key.IsCentred), "the numbers");
        reader.Require(columns is >= 0 and <= RelationPlan.MostColumns, "the number of columns");
        reader.Require(
            key.IsSymmetric ? otherColumns == columns : otherColumns is >= 0 and <= RelationPlan.MostColumns, "the other columns");
        long most = long.MaxValue / sizeof(double) / Math.Max(1, Math.Max(columns, otherColumns));
        reader.Require(rows >= 0 && rows <= most, "the number of rows");
        return key;
    }
}
