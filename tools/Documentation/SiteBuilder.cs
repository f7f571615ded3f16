using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Documentation.Api;
using Documentation.Guides;
using Documentation.Pages;
using Microsoft.CodeAnalysis;

namespace Documentation;

/// <summary>Makes one version of the site from the documents of a repository and the packages beside this program.</summary>
/// <param name="root">The folder of the repository.</param>
/// <param name="repository">The address of its files, to which documents link, or null.</param>
/// <param name="version">The name of the version.</param>
internal sealed class SiteBuilder(string root, string? repository, string version)
{
    /// <param name="site">The folder of the versions. This one is replaced, others stay.</param>
    /// <returns>What is wrong with it.</returns>
    public IReadOnlyList<string> Build(string site)
    {
        string folder = Path.Combine(site, version);
        if (Directory.Exists(folder))
        {
            if (!File.Exists(Path.Combine(folder, SearchIndex.Path)))
            {
                throw new IOException($"{folder} is no version of the site, so it is not replaced.");
            }

            Directory.Delete(folder, recursive: true);
        }

        var documents = Documents.Find(root);
        (IReadOnlyList<ApiPackage> packages, Compilation compilation) = ApiPackage.LoadAll();
        var links = new ApiLinks(packages, compilation);
        var names = new ApiNames(packages, links);
        var guide = new GuidePage(documents, repository, AddressOf);
        List<Page> pages = [.. documents.Files.Select(guide.Make)];
        AddApi(pages, packages, links, AddressOf, package => documents.PageOf($"src/{package}"));
        var layout = new Layout(version, repository?.Split("/blob/")[0], GuideNavigation.Read(documents), ApiIndexPage.Navigation(packages));
        foreach (Page page in pages)
        {
            Write(page.Path, layout.ToHtml(page));
        }

        Write(SearchIndex.Path, SearchIndex.Write(pages));
        foreach (string file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Assets")))
        {
            Copy(file, $"assets/{Path.GetFileName(file)}");
        }

        foreach (string picture in guide.Pictures)
        {
            Copy(Path.Combine(root, picture), picture);
        }

        Copy(Path.Combine(root, "LICENSE"), "LICENSE.txt");
        Versions.Write(site);
        return new SiteChecks(site, version).Run(PublicApiFiles.Addresses(root));

        // What code in texts leads to: `MemMapArray.Open`, and documents such as `docs/many-files.md`.
        string? AddressOf(string code) =>
            names.AddressOf(code) ?? (code.EndsWith(".md", StringComparison.Ordinal) ? documents.PageOf(code) : null);

        void Write(string path, string text)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, path))!);
            File.WriteAllText(Path.Combine(folder, path), text);
        }

        void Copy(string file, string path)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, path))!);
            File.Copy(file, Path.Combine(folder, path));
        }
    }

    private static void AddApi(
        List<Page> pages, IReadOnlyList<ApiPackage> packages, ApiLinks links, Func<string, string?> addressOf, Func<string, string?> readmeOf)
    {
        ILookup<string, Page> guides = pages.Where(page => page.Path.StartsWith("docs/", StringComparison.Ordinal))
            .SelectMany(page => page.ApiPages.Select(path => (path, page)))
            .ToLookup(one => one.path, one => one.page);
        var types = new TypePage(packages, links, addressOf, path => guides[path]);
        var html = new DocumentationHtml(links, addressOf, ApiIndexPage.Path, null);
        pages.Add(ApiIndexPage.Make(packages, html, types.DocumentationOf, readmeOf));
        pages.AddRange(packages.SelectMany(package => package.Types.Select(type => types.Make(package, type))));
    }
}
