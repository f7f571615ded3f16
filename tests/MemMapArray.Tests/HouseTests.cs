using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Xunit;

namespace MemMap.Tests;

/// <summary>The house holds: each file of the library uses only the rooms that the arrows of its own room lead to.</summary>
public sealed class HouseTests
{
    private const string Vocabulary = "(vocabulary)", Factories = "(factories)", Sources = "(sources)", Reductions = "(reductions)", Results = "(results)", Rules = "(rules)";

    private const int MostLines = 250;

    // A line for each room: what it may use, besides itself. A room is a folder; the files of s_files are in other rooms than their folder says.
    // Everybody may use the vocabulary, but those that it uses itself.
    private static readonly Dictionary<string, string> s_arrows = new()
    {
        [Vocabulary] = "",
        [Factories] = "Opening Views Npz",
        ["Polyfills"] = "",
        ["Diagnostics"] = "",
        ["Formatting"] = "",
        ["Layout"] = "",
        ["ByteOrders"] = "Formatting", // BigEndian<T> prints as its number does.
        ["Mapping"] = "Diagnostics",
        ["Copying"] = "ByteOrders Layout Mapping",
        ["Scheduling"] = "",
        ["Converting"] = "ByteOrders Reductions/Elements", // Which types are numbers is said once.
        ["Transforming"] = "Converting Scheduling Npy Views Copying Layout Mapping Reductions/Calls Reductions/Engine Reductions/Selecting " + Sources, // Its sources are those of reductions, its options are checked as theirs; what Where selects is replaced.
        ["Series"] = "Transforming Converting Scheduling Views Copying Layout Mapping Reductions/Calls Reductions/Elements " + Sources, // Read and written as transforms are; parts are transposed as copies are.
        ["Relations"] = "Transforming Converting Scheduling Views Layout Reductions/Calls Reductions/Partials Reductions/Elements " + Sources, // Matrices are read as a transform's sources are; partials have the frame of reductions'.
        ["Views"] = "Formatting Copying ByteOrders Layout Mapping Diagnostics Reductions/Engine " + Sources, // A view is a source of reductions, and opens its elements for the engine.
        ["Npy"] = "Views ByteOrders Layout Mapping",
        ["Opening"] = "Npy Views ByteOrders Layout Mapping",
        ["Zip"] = "Mapping",
        ["Npz"] = "Opening Npy Zip Views Layout Mapping",
        ["Safetensors"] = "Opening Npy Views ByteOrders Layout Mapping", // Only what a file of another format begins as is asked of Npy.
        ["Rows"] = "Shards Views Copying Layout Mapping Reductions/Engine " + Sources, // Rows of views and of shards, by one way.
        ["Shards"] = "Npy Views ByteOrders Layout Mapping Reductions/Engine " + Sources + " " + Rules, // Shards are a source, too, and end at borders of blocks.

        // The named methods, and Reduce. ReduceTo writes into a view.
        ["Reductions"] = Reductions + " " + Results + " Reductions/Catalog Reductions/Running Reductions/Calls Reductions/Engine Reductions/Kernels Reductions/Finishing Reductions/States Reductions/Selecting Reductions/Ordering "
            + Sources + " " + Rules + " Views Layout Mapping",
        ["Reductions/Catalog"] = Reductions + " " + Results + " Reductions/Running Reductions/Finishing Reductions/Kernels Reductions/States Reductions/Elements",
        ["Reductions/Running"] = "Scheduling " + Reductions + " Reductions/Calls Reductions/Engine Reductions/Partials Reductions/Plans Reductions/Finishing Reductions/Kernels Reductions/States Layout", // What is selected goes to any kernel by one way.
        [Reductions] = Sources + " Views Reductions/Calls Reductions/Partials Reductions/Engine Layout", // Reductions as values, and partials of them, which end as arrays.
        ["Reductions/Calls"] = Sources + " Reductions/Engine Layout Mapping",
        ["Reductions/Engine"] = "Reductions/Plans Reductions/States Reductions/Selecting Copying ByteOrders Layout Mapping " + Rules, // Small groups are transposed as copies are.
        ["Reductions/Partials"] = "Reductions/Plans Reductions/States Layout " + Rules,
        ["Reductions/Finishing"] = Results + " Reductions/States Reductions/Elements",
        ["Reductions/Ordering"] = "Scheduling Layout Reductions/Calls Reductions/Engine Reductions/Partials Reductions/Plans Reductions/Selecting Reductions/Elements " + Rules, // Order statistics: passes that count, over the readers of every reduction; counts travel in the frame of partials.
        [Results] = "Formatting Reductions/Kernels Reductions/Engine Reductions/States Reductions/Elements " + Rules, // Moments.Of(span) reduces without a file; moments print as a table.
        ["Reductions/Kernels"] = "Reductions/Loops Reductions/Scalar Reductions/Selecting Reductions/States Reductions/Elements Reductions/Plans " + Rules,
        ["Reductions/Selecting"] = "Reductions/Elements ByteOrders",
        ["Reductions/States"] = "Reductions/Loops Reductions/Elements " + Rules,
        ["Reductions/Loops"] = "Reductions/Scalar Reductions/Elements " + Rules,
        ["Reductions/Scalar"] = "Reductions/Elements " + Rules,
        ["Reductions/Plans"] = "Layout " + Rules,
        ["Reductions/Elements"] = "ByteOrders " + Rules,
        [Sources] = "Reductions/Engine Reductions/Selecting Layout",
        [Rules] = "",
    };

    private static readonly Dictionary<string, string> s_files = new()
    {
        ["MemMapArray.cs"] = Factories,
        ["MemMapArray.Npy.cs"] = Factories,
        ["Reductions/ReductionSource{T}.cs"] = Sources,
        ["Reductions/SelectedSource{T}.cs"] = Sources,
        ["Reductions/IReducer.cs"] = Vocabulary,
        ["Reductions/ReductionOptions.cs"] = Vocabulary,
        ["Reductions/ReductionProgress.cs"] = Vocabulary,
        ["Reductions/Reduction{T}.cs"] = Reductions,
        ["Reductions/Reduction{T,TResult}.cs"] = Reductions,
        ["Reductions/ReductionPartial{T,TResult}.cs"] = Reductions,
        ["Reductions/EdgePolicy.cs"] = Vocabulary,
        ["Reductions/QuantileMethod.cs"] = Vocabulary,
        ["Reductions/Histogram.cs"] = Results,
        ["Reductions/Moments.cs"] = Results,
        ["Reductions/Moments.Formatting.cs"] = Results,
        ["Reductions/Rules.cs"] = Rules,
    };

    // Internal types of these folders are elsewhere than in the namespace of that name.
    private static readonly Dictionary<string, string> s_namespaces = new()
    {
        [""] = "MemMap",

        // A namespace MemMap.Layout would hide the type.
        ["Layout"] = "MemMap",
        ["Polyfills"] = "System.Diagnostics.CodeAnalysis",
    };

    [Fact]
    public void Files_UseOnlyTheRoomsThatTheirArrowsLeadTo()
    {
        IEnumerable<string> violations =
            from use in HouseSources.Instance.Value.Uses
            let room = RoomOf(use.File)
            let other = RoomOf(HouseSources.FilesOf(use.Type)[0])
            where !MayUse(room, other)
            orderby room, other, use.File
            select $"{use.File} uses {use.Type.Name} (room {room} -> room {other})";
        string[] found = [.. violations];
        Assert.True(found.Length == 0, string.Join('\n', found));
    }

    [Fact]
    public void Arrows_AreNeeded()
    {
        HashSet<(string Room, string Other)> used = [.. HouseSources.Instance.Value.Uses.Select(use => (RoomOf(use.File), RoomOf(HouseSources.FilesOf(use.Type)[0])))];
        IEnumerable<string> idle =
            from line in s_arrows
            from other in ArrowsOf(line.Key)
            where !used.Contains((line.Key, other))
            select $"{line.Key} -> {other}";
        Assert.Empty(idle);
    }

    [Fact]
    public void Types_LieInOneRoom()
    {
        IEnumerable<string> scattered = HouseSources.Instance.Value.Types.Where(type => type.Files.Select(RoomOf).Distinct().Count() > 1).Select(type => $"{type.Type.Name}: {string.Join(", ", type.Files)}");
        Assert.Empty(scattered);
    }

    [Fact]
    public void Rooms_HaveALineOfTheTable()
    {
        IEnumerable<string> files = Repository.SourceFiles(HouseSources.Root);
        Assert.Empty(files.Select(RoomOf).Concat(s_arrows.Values.SelectMany(Rooms)).Except(s_arrows.Keys));
    }

    [Fact]
    public void Arrows_NeverLeadBack()
    {
        // Rooms that lead nowhere are taken away, until only those are left that lead back to themselves.
        HashSet<string> left = [.. s_arrows.Keys];
        while (left.RemoveWhere(room => !Rooms(s_arrows[room]).Any(left.Contains)) > 0)
        {
        }

        Assert.Empty(left);
    }

    [Fact]
    public void InternalTypes_HaveTheNamespaceOfTheirFolder()
    {
        IEnumerable<string> elsewhere =
            from type in HouseSources.Instance.Value.Types
            let folder = FolderOf(type.Files[0])
            let expected = type.Type.DeclaredAccessibility == Accessibility.Public ? "MemMap" : NamespaceOf(folder)
            where type.Type.ContainingNamespace.ToDisplayString() != expected
            select $"{type.Files[0]}: {type.Type.ToDisplayString()} is not in {expected}";
        Assert.Empty(elsewhere.Distinct());
    }

    [Fact]
    public void Files_AreShort()
    {
        string root = Repository.Find("src");
        IEnumerable<string> files = Repository.SourceFiles(root);
        Assert.Empty(files.Select(file => (File: file, Lines: File.ReadLines(Path.Combine(root, file)).Count())).Where(x => x.Lines > MostLines).Select(x => $"{x.File} has {x.Lines} lines"));
    }

    private static bool MayUse(string room, string other) =>
        room == other || other == "Polyfills" || ArrowsOf(room).Contains(other) || (other == Vocabulary && !ArrowsOf(Vocabulary).Contains(room));

    private static string[] ArrowsOf(string room) => Rooms(s_arrows[room]);

    private static string[] Rooms(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string RoomOf(string file)
    {
        string folder = FolderOf(file);
        return s_files.TryGetValue(file, out string? room) ? room : folder.Length == 0 ? Vocabulary : folder;
    }

    private static string NamespaceOf(string folder) => s_namespaces.TryGetValue(folder, out string? name) ? name : "MemMap." + folder.Replace('/', '.');

    private static string FolderOf(string file) => file.Contains('/', StringComparison.Ordinal) ? file[..file.LastIndexOf('/')] : string.Empty;
}
