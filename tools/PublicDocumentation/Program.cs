using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace PublicDocumentation;

/// <summary>PublicDocumentation ASSEMBLY XML: removes what users of the assembly cannot see from its XML documentation, in place.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        using FileStream assembly = File.OpenRead(args[0]);
        DocumentedMembers members = DocumentedMembers.Read(assembly);
        var xml = XDocument.Load(args[1], LoadOptions.PreserveWhitespace);
        foreach (XElement element in xml.Descendants("member").ToList())
        {
            string id = element.Attribute("name")!.Value;
            if (!members.Visible.Contains(id) && !members.Hidden.Contains(id))
            {
                // Removing it could remove what is public, keeping it could keep what is not.
                Console.Error.WriteLine($"{args[1]}: error : {args[0]} has no member '{id}'.");
                return 1;
            }

            if (members.Hidden.Contains(id))
            {
                (element.PreviousNode as XText)?.Remove();
                element.Remove();
            }
        }

        string temporary = args[1] + ".public";
        using (var writer = XmlWriter.Create(temporary, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
        {
            xml.Save(writer);
        }

        File.Move(temporary, args[1], overwrite: true);
        return 0;
    }
}
