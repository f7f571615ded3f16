using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using PublicDocumentation;

// Contents PACKAGES: holds the packages in a folder against what they must have.
string version = Environment.GetEnvironmentVariable("MemMapArrayVersion")!;
Dictionary<string, string[]> frameworks = new()
{
    ["MemMapArray"] = ["net10.0", "netstandard2.0"],
    ["MemMapArray.Tensors"] = ["net10.0"],
    ["MemMapArray.Orleans"] = ["net10.0"],
};
Dictionary<string, string[]> dependencies = new()
{
    ["MemMapArray"] =
    [
        "net10.0: Microsoft.Bcl.AsyncInterfaces", "net10.0: Microsoft.Bcl.Memory", ".NETStandard2.0: Microsoft.Bcl.AsyncInterfaces",
        ".NETStandard2.0: Microsoft.Bcl.Memory", ".NETStandard2.0: System.Memory", ".NETStandard2.0: System.Text.Json",
    ],
    ["MemMapArray.Tensors"] = ["net10.0: MemMapArray", "net10.0: System.Numerics.Tensors"],
    ["MemMapArray.Orleans"] = ["net10.0: MemMapArray", "net10.0: Microsoft.Orleans.Runtime", "net10.0: Microsoft.Orleans.Sdk"],
};
int failures = 0;
foreach ((string id, string[] targets) in frameworks)
{
    using ZipArchive package = ZipFile.OpenRead(Path.Combine(args[0], $"{id}.{version}.nupkg"));
    using ZipArchive symbols = ZipFile.OpenRead(Path.Combine(args[0], $"{id}.{version}.snupkg"));
    string[] content = ["README.md", "icon.png", .. targets.SelectMany(target => new[] { $"lib/{target}/{id}.dll", $"lib/{target}/{id}.xml" })];
    Require(id, "files", content, Names(package).Where(name => name.Contains('/') ? name.StartsWith("lib/", StringComparison.Ordinal) : !name.StartsWith('[') && !name.EndsWith(".nuspec", StringComparison.Ordinal)));
    Require(id, "symbols", targets.Select(target => $"lib/{target}/{id}.pdb"), Names(symbols).Where(name => name.StartsWith("lib/", StringComparison.Ordinal)));

    XElement metadata = RequireWords(id, package);
    XNamespace ns = metadata.Name.Namespace;
    Require(id, "dependencies", dependencies[id], metadata.Descendants(ns + "dependency").Select(x => $"{x.Parent!.Attribute("targetFramework")!.Value}: {x.Attribute("id")!.Value}"));
    foreach (string target in targets)
    {
        using MemoryStream assembly = Bytes(package, $"lib/{target}/{id}.dll"), pdb = Bytes(symbols, $"lib/{target}/{id}.pdb");
        using PEReader reader = new(assembly);
        DocumentedMembers members = DocumentedMembers.Read(assembly);
        var xml = XDocument.Load(package.GetEntry($"lib/{target}/{id}.xml")!.Open());
        string[] documented = [.. xml.Descendants("member").Select(member => member.Attribute("name")!.Value)];
        Require(id, $"documented in {target}, but not public", "", documented.Where(member => !members.Visible.Contains(member)));
        Require(id, $"public types without documentation in {target}", "", members.Visible.Where(IsWrittenType).Except(documented));
        Require(id, $"reproducible {target}", true, reader.ReadDebugDirectory().Any(entry => entry.Type == DebugDirectoryEntryType.Reproducible));
        MetadataReader metadataOfSymbols = MetadataReaderProvider.FromPortablePdbStream(pdb).GetMetadataReader();
        string sourceLink = SourceLink(metadataOfSymbols);
        Require(id, $"SourceLink {target}", Environment.GetEnvironmentVariable("SourceLinkExpected") ?? "", sourceLink);
        Require(id, $"no path of the machine in {target}", false, metadataOfSymbols.Documents.Any(document => !metadataOfSymbols.GetString(metadataOfSymbols.GetDocument(document).Name).StartsWith("/_", StringComparison.Ordinal)));
    }
}

// The tool has the library in it, and depends on nothing.
const string Tool = "MemMapArray.Tool";
using (ZipArchive package = ZipFile.OpenRead(Path.Combine(args[0], $"{Tool}.{version}.nupkg")))
{
    XElement metadata = RequireWords(Tool, package);
    XNamespace ns = metadata.Name.Namespace;
    Require(Tool, "type", "DotnetTool", metadata.Descendants(ns + "packageType").Single().Attribute("name")!.Value);
    Require(Tool, "dependencies", "", metadata.Descendants(ns + "dependency").Select(x => x.Attribute("id")!.Value));
    string settings = new StreamReader(package.GetEntry("tools/net10.0/any/DotnetToolSettings.xml")!.Open()).ReadToEnd();
    Require(Tool, "command", "memmap", XDocument.Parse(settings).Descendants("Command").Single().Attribute("Name")!.Value);
    Require(Tool, "the library in it", true, package.GetEntry("tools/net10.0/any/MemMapArray.dll") is not null);
}

Console.WriteLine(failures == 0 ? "the packages have what they must" : $"{failures} of the packages' parts are wrong");
return failures == 0 ? 0 : 1;

void Require(string id, string what, object? expected, object? actual)
{
    (string want, string have) = (Text(expected), Text(actual));
    if (want != have)
    {
        failures++;
        Console.WriteLine($"{id}, {what}: {have} instead of {want}");
    }
}

// What every package says of itself.
XElement RequireWords(string id, ZipArchive package)
{
    // People read it on other sites.
    string readme = new StreamReader(package.GetEntry("README.md")!.Open()).ReadToEnd();
    Require(id, "links of the README that lead nowhere", "", Regex.Matches(readme, @"\]\((?!https?://[^/])[^)]*\)").Select(link => link.Value));
    XElement metadata = XDocument.Load(package.GetEntry($"{id}.nuspec")!.Open()).Root!.Elements().Single();
    foreach (string word in new[] { "authors", "license", "icon", "readme", "description", "copyright", "tags", "releaseNotes" })
    {
        Require(id, word, true, metadata.Element(metadata.Name.Namespace + word) is { Value.Length: > 0 });
    }

    Require(id, "commit", 40, metadata.Element(metadata.Name.Namespace + "repository")?.Attribute("commit")?.Value.Length);
    return metadata;
}

static string Text(object? value) => value is IEnumerable<string> texts ? string.Join(", ", texts.Order(StringComparer.Ordinal)) : $"{value}";

// Orleans generates public types that nobody writes documentation for.
static bool IsWrittenType(string member) => member.StartsWith("T:MemMap.", StringComparison.Ordinal);

static IEnumerable<string> Names(ZipArchive archive) => archive.Entries.Select(entry => entry.FullName);

static MemoryStream Bytes(ZipArchive archive, string name)
{
    MemoryStream bytes = new();
    using Stream entry = archive.GetEntry(name)!.Open();
    entry.CopyTo(bytes);
    bytes.Position = 0;
    return bytes;
}

// Where debuggers find the sources: the address in the symbols, without the commit.
static string SourceLink(MetadataReader symbols)
{
    Guid kind = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");
    foreach (CustomDebugInformationHandle handle in symbols.GetCustomDebugInformation(EntityHandle.ModuleDefinition))
    {
        CustomDebugInformation information = symbols.GetCustomDebugInformation(handle);
        if (symbols.GetGuid(information.Kind) == kind)
        {
            string text = Encoding.UTF8.GetString(symbols.GetBlobBytes(information.Value));
            int start = text.IndexOf("https://", StringComparison.Ordinal);
            return start < 0 ? text : string.Join('/', text[start..].Split('/')[..5]);
        }
    }

    return "";
}
