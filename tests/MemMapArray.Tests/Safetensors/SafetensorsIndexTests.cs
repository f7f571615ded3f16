using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;
using static MemMap.Tests.Safetensors.SafetensorsBytes;

namespace MemMap.Tests.Safetensors;

/// <summary>Models in several files: one list by their index, which leads nowhere but to files of its folder.</summary>
public sealed class SafetensorsIndexTests : IDisposable
{
    private const string First = "model-00001-of-00002.safetensors", Second = "parts/model-00002-of-00002.safetensors";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_Index_IsOneListOverItsFiles()
    {
        WriteModel();
        string path = WriteIndex($$$"""{ "metadata": {"total_size": 24, "by": "é", "deep": {"a": [1, {}]}}, "other": [{}], "weight_map": {"c": "{{{Second}}}", "a": "{{{First}}}"} }""" + "\n");
        SafetensorsFile model = SafetensorsFile.Open(path);
        Assert.Equal((path, $"{path}: 2 tensors"), (model.Path, model.ToString()));
        Assert.Equal(["c I32 (2,)", "a F32 (1,)"], model.Tensors.Select(tensor => tensor.ToString()));
        Assert.Equal([_folder.File(Second), _folder.File(First)], model.Tensors.Select(tensor => tensor.Path));
        Assert.Equal(new Dictionary<string, string> { ["total_size"] = "24", ["by"] = "é", ["deep"] = "{\"a\": [1, {}]}" }, model.Metadata);
        using MemMapArray<int> c = model.OpenTensor<int>("c");
        Assert.Equal([1, 2], c.ToArray());

        // What the index does not name is not in the list.
        Assert.Throws<KeyNotFoundException>(() => model.GetTensor("b"));
    }

    public static TheoryData<string, string> Indexes => new()
    {
        { "", "its JSON is not valid" },
        { "[]", "it is no object (byte 0)" },
        { "{}", "it has no weight_map (byte 0)" },
        { "{\"weight_map\":{}} x", "its JSON is not valid" },
        { "{\"weight_map\":[]}", "its weight_map is no object" },
        { "{\"weight_map\":{},\"weight_map\":{}}", "'weight_map' twice" },
        { "{\"weight_map\":{\"a\":1}}", "the file of 'a' is no text" },
        { "{\"weight_map\":{},\"metadata\":1}", "its metadata is no object" },
        { "{\"weight_map\":{},\"metadata\":{\"a\":1,\"a\":2}}", "its metadata has 'a' twice" },
        { Map("a", First, "a", First), "its weight_map has 'a' twice" },
        { Map("b", First, "x", First), "has no tensor 'x'" },
        { Map("a", ""), "it is empty" },
        { Map("a", "/etc/passwd"), "it is absolute" },
        { Map("a", "../" + First), "it has the name '..'" },
        { Map("a", "parts/../" + First), "it has the name '..'" },
        { Map("a", "./" + First), "it has the name '.'" },
        { Map("a", "parts//x"), "it has an empty name" },
        { Map("a", "C:x"), "has a character that some system takes for something else" },
        { Map("a", "parts\\\\x"), "has a character that some system takes for something else" },
        { Map("a", "x\\u0000"), "has a character that some system takes for something else" },
        { Map("a", "x."), "ends in a dot or a space" },
    };

    [Theory]
    [MemberData(nameof(Indexes))]
    public void Open_IndexThatBreaksARule_IsRefusedWithTheReason(string json, string expected)
    {
        WriteModel();
        string path = WriteIndex(json);
        SafetensorsFormatException refused = Assert.Throws<SafetensorsFormatException>(() => SafetensorsFile.Open(path));
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
        Assert.StartsWith($"The file '{path}' is not a valid index of safetensors files: ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_FileOfTheIndexIsMissingOrDamaged_NamesIt()
    {
        WriteModel();
        Assert.Contains("nothing", Assert.Throws<FileNotFoundException>(() => SafetensorsFile.Open(WriteIndex(Map("a", "nothing")))).Message, StringComparison.Ordinal);
        File.WriteAllText(_folder.File(First), "no");
        Assert.Contains(First, Assert.Throws<SafetensorsFormatException>(() => SafetensorsFile.Open(WriteIndex(Map("a", First)))).Message, StringComparison.Ordinal);
    }

    // Two files may have a name in common: the index says which is meant.
    [Fact]
    public void Open_NameInTwoFiles_IsThatOfTheIndex()
    {
        WriteModel();
        File.WriteAllBytes(_folder.File("third.safetensors"), Of(Header(Tensor("a", "U8", "1", 0, 1)), 9));
        Assert.Equal("U8", SafetensorsFile.Open(WriteIndex(Map("a", "third.safetensors", "b", First))).GetTensor("a").Dtype);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Open_LinkOutOfTheFolder_IsRefusedUnlessAsked(bool isFolder)
    {
        WriteModel();
        using var elsewhere = new TemporaryFolder();
        Directory.CreateDirectory(_folder.File("inside"));
        if (isFolder)
        {
            File.Copy(_folder.File(First), elsewhere.File("target"));
            Directory.CreateSymbolicLink(_folder.File("inside/link"), elsewhere.Path);
        }
        else
        {
            File.Copy(_folder.File(First), elsewhere.File("blob"));
            Directory.CreateDirectory(_folder.File("inside/link"));
            File.CreateSymbolicLink(_folder.File("inside/link/target"), elsewhere.File("blob"));
        }

        string path = WriteIndex(Map("a", "inside/link/target"));
        InvalidDataException refused = Assert.Throws<InvalidDataException>(() => SafetensorsFile.Open(path));
        Assert.Contains("'inside/link/target'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("allowLinksOutside: true", refused.Message, StringComparison.Ordinal);
        using (MemMapArray<float> a = SafetensorsFile.Open(path, allowLinksOutside: true).OpenTensor<float>("a"))
        {
            Assert.Equal(1, a.Length);
        }

        // One within the folder is no way out; nor is it when the folder itself is reached by a link.
        File.CreateSymbolicLink(_folder.File("alias.safetensors"), _folder.File(First));
        Assert.Single(SafetensorsFile.Open(WriteIndex(Map("a", "alias.safetensors"))).Tensors);
        string other = elsewhere.File("model");
        Directory.CreateSymbolicLink(other, _folder.Path);
        Assert.Single(SafetensorsFile.Open(Path.Combine(other, "model.safetensors.index.json")).Tensors);
        Assert.Throws<SafetensorsFormatException>(() => SafetensorsFile.Open(WriteIndex(Map("a", "../x")), allowLinksOutside: true));
    }

    private static string Map(params string[] pairs) => $"{{\"weight_map\":{{{string.Join(',', pairs.Chunk(2).Select(pair => $"\"{pair[0]}\":\"{pair[1]}\""))}}}}}";

    private void WriteModel()
    {
        Directory.CreateDirectory(_folder.File("parts"));
        File.WriteAllBytes(_folder.File(First), Of(Header(Tensor("a", "F32", "1", 0, 4), Tensor("b", "F32", "1", 4, 8)), Data(8)));
        File.WriteAllBytes(_folder.File(Second), Of(Header(Tensor("c", "I32", "2", 0, 8)), 1, 0, 0, 0, 2, 0, 0, 0));
    }

    private string WriteIndex(string json)
    {
        string path = _folder.File("model.safetensors.index.json");
        File.WriteAllText(path, json);
        return path;
    }
}
