using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace PublicDocumentation;

/// <summary>The types and members of an assembly, by the names that they have in XML documentation.</summary>
internal sealed class DocumentedMembers
{
    private readonly MetadataReader _reader;
    private readonly DocumentedTypes _types = new();

    private DocumentedMembers(MetadataReader reader) => _reader = reader;

    /// <summary>What other assemblies can use or override.</summary>
    public HashSet<string> Visible { get; } = [];

    /// <summary>Everything else.</summary>
    public HashSet<string> Hidden { get; } = [];

    public static DocumentedMembers Read(Stream assembly)
    {
        using var file = new PEReader(assembly, PEStreamOptions.LeaveOpen);
        var members = new DocumentedMembers(file.GetMetadataReader());
        foreach (TypeDefinitionHandle handle in members._reader.TypeDefinitions)
        {
            members.AddType(members._reader.GetTypeDefinition(handle), handle);
        }

        return members;
    }

    private void AddType(TypeDefinition type, TypeDefinitionHandle handle)
    {
        string name = _types.GetTypeFromDefinition(_reader, handle, 0);
        bool isVisible = IsVisible(type);
        Add(isVisible, $"T:{name}");
        foreach (FieldDefinition field in type.GetFields().Select(_reader.GetFieldDefinition))
        {
            Add(isVisible && IsVisible((MethodAttributes)field.Attributes), $"F:{name}.{NameOf(field.Name)}");
        }

        foreach (MethodDefinition method in type.GetMethods().Select(_reader.GetMethodDefinition))
        {
            MethodSignature<string> signature = method.DecodeSignature(_types, null);
            string arity = signature.GenericParameterCount == 0 ? string.Empty : $"``{signature.GenericParameterCount}";
            string result = _reader.GetString(method.Name) is "op_Implicit" or "op_Explicit" ? $"~{signature.ReturnType}" : string.Empty;
            Add(isVisible && IsVisible(method.Attributes), $"M:{name}.{NameOf(method.Name)}{arity}{Parameters(signature)}{result}");
        }

        foreach (PropertyDefinition property in type.GetProperties().Select(_reader.GetPropertyDefinition))
        {
            PropertyAccessors accessors = property.GetAccessors();
            bool isAccessible = IsVisible(accessors.Getter) || IsVisible(accessors.Setter);
            Add(isVisible && isAccessible, $"P:{name}.{NameOf(property.Name)}{Parameters(property.DecodeSignature(_types, null))}");
        }

        foreach (EventDefinition one in type.GetEvents().Select(_reader.GetEventDefinition))
        {
            Add(isVisible && IsVisible(one.GetAccessors().Adder), $"E:{name}.{NameOf(one.Name)}");
        }
    }

    private void Add(bool isVisible, string id) => (isVisible ? Visible : Hidden).Add(id);

    // Members that implement an interface explicitly are called by its full name.
    private string NameOf(StringHandle name) =>
        _reader.GetString(name).Replace('.', '#').Replace('<', '{').Replace('>', '}').Replace(',', '@');

    private bool IsVisible(TypeDefinition type) => (type.Attributes & TypeAttributes.VisibilityMask) switch
    {
        TypeAttributes.Public => true,
        TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem =>
            IsVisible(_reader.GetTypeDefinition(type.GetDeclaringType())),
        _ => false,
    };

    private bool IsVisible(MethodDefinitionHandle method) => !method.IsNil && IsVisible(_reader.GetMethodDefinition(method).Attributes);

    // Fields have the same bits.
    private static bool IsVisible(MethodAttributes attributes) => (attributes & MethodAttributes.MemberAccessMask)
        is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem;

    private static string Parameters(MethodSignature<string> signature) =>
        signature.ParameterTypes.IsEmpty ? string.Empty : $"({string.Join(',', signature.ParameterTypes)})";
}
