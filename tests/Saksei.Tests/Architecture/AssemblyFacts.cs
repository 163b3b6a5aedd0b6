using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Saksei.Tests.Architecture;

/// <summary>One use of a type by another: the outermost type that uses, where in it, and what is used.</summary>
/// <param name="From">Full name of the outermost type.</param>
/// <param name="Where">The member, for the message.</param>
/// <param name="To">Full name of the type used, <c>Type::Member</c> where a member of it is.</param>
internal readonly record struct TypeUse(string From, string Where, string To);

/// <summary>
/// What one assembly says of itself in its metadata and IL: which types use which, in bases, fields, signatures, locals,
/// handlers and instructions, generic arguments included. Nothing is loaded or run.
/// </summary>
internal sealed class AssemblyFacts : IDisposable
{
    private readonly PEReader _file;

    private AssemblyFacts(string path)
    {
        Path = path;
        _file = new PEReader(ImmutableArray.Create(File.ReadAllBytes(path)));
        Metadata = _file.GetMetadataReader();
    }

    public string Path { get; }

    public MetadataReader Metadata { get; }

    /// <summary>An assembly in the folder of the tests.</summary>
    public static AssemblyFacts Of(string name) => new(System.IO.Path.Combine(AppContext.BaseDirectory, name + ".dll"));

    public void Dispose() => _file.Dispose();

    public IEnumerable<string> AssemblyReferences() =>
        Metadata.AssemblyReferences.Select(handle => Metadata.GetString(Metadata.GetAssemblyReference(handle).Name));

    /// <summary>Everything that the assembly's types use, primitives too.</summary>
    public IReadOnlyList<TypeUse> Uses()
    {
        var uses = new HashSet<TypeUse>();
        foreach (var handle in Metadata.TypeDefinitions) new UseCollector(this, uses, handle).Collect();
        return [.. uses];
    }

    public MethodBodyBlock? Body(MethodDefinition method) =>
        method.RelativeVirtualAddress == 0 ? null : _file.GetMethodBody(method.RelativeVirtualAddress);

    /// <summary>Namespace and name; nested types behind their outer ones.</summary>
    public string NameOf(TypeDefinitionHandle handle)
    {
        var type = Metadata.GetTypeDefinition(handle);
        var name = Metadata.GetString(type.Name);
        if (!type.GetDeclaringType().IsNil) return NameOf(type.GetDeclaringType()) + "/" + name;
        return type.Namespace.IsNil ? name : Metadata.GetString(type.Namespace) + "." + name;
    }

    public string NameOf(TypeReferenceHandle handle)
    {
        var type = Metadata.GetTypeReference(handle);
        var name = Metadata.GetString(type.Name);
        if (type.ResolutionScope.Kind == HandleKind.TypeReference) return NameOf((TypeReferenceHandle)type.ResolutionScope) + "/" + name;
        return type.Namespace.IsNil ? name : Metadata.GetString(type.Namespace) + "." + name;
    }
}

/// <summary>Collects what one type uses. Decoding a signature gives each type in it.</summary>
internal sealed class UseCollector(AssemblyFacts facts, HashSet<TypeUse> uses, TypeDefinitionHandle handle)
    : ISignatureTypeProvider<string, object?>
{
    private readonly MetadataReader _metadata = facts.Metadata;
    private readonly string _from = facts.NameOf(handle).Split('/')[0];
    private string _where = "";

    public void Collect()
    {
        var type = _metadata.GetTypeDefinition(handle);
        _where = facts.NameOf(handle);
        Entity(type.BaseType);
        foreach (var implementation in type.GetInterfaceImplementations()) Entity(_metadata.GetInterfaceImplementation(implementation).Interface);
        Constraints(type.GetGenericParameters());
        foreach (var field in type.GetFields()) Field(_metadata.GetFieldDefinition(field));
        foreach (var property in type.GetProperties()) _metadata.GetPropertyDefinition(property).DecodeSignature(this, null);
        foreach (var method in type.GetMethods()) Method(_metadata.GetMethodDefinition(method));
    }

    private void Field(FieldDefinition field)
    {
        _where = $"{facts.NameOf(handle)}.{_metadata.GetString(field.Name)}";
        field.DecodeSignature(this, null);
    }

    private void Method(MethodDefinition method)
    {
        _where = $"{facts.NameOf(handle)}.{_metadata.GetString(method.Name)}";
        method.DecodeSignature(this, null);
        Constraints(method.GetGenericParameters());
        if (facts.Body(method) is not { } body) return;
        if (!body.LocalSignature.IsNil) _metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(this, null);
        foreach (var region in body.ExceptionRegions) Entity(region.CatchType);
        foreach (var (code, token) in Il.Read(body))
        {
            // Instructions that make or convert a floating-point number name no type.
            if (code.Name!.Contains(".r4", StringComparison.Ordinal) || code.Name.Contains(".r8", StringComparison.Ordinal) || code.Name == "conv.r.un")
                Add("System.Double");
            if (token != 0) Entity(MetadataTokens.EntityHandle(token));
        }
    }

    private void Constraints(GenericParameterHandleCollection parameters)
    {
        foreach (var parameter in parameters)
            foreach (var constraint in _metadata.GetGenericParameter(parameter).GetConstraints())
                Entity(_metadata.GetGenericParameterConstraint(constraint).Type);
    }

    private void Entity(EntityHandle entity)
    {
        if (entity.IsNil) return;
        switch (entity.Kind)
        {
            case HandleKind.TypeDefinition:
                Add(facts.NameOf((TypeDefinitionHandle)entity));
                break;
            case HandleKind.TypeReference:
                Add(facts.NameOf((TypeReferenceHandle)entity));
                break;
            case HandleKind.TypeSpecification:
                _metadata.GetTypeSpecification((TypeSpecificationHandle)entity).DecodeSignature(this, null);
                break;
            case HandleKind.MethodSpecification:
                var method = _metadata.GetMethodSpecification((MethodSpecificationHandle)entity);
                method.DecodeSignature(this, null);
                Entity(method.Method);
                break;
            case HandleKind.MemberReference:
                Member(_metadata.GetMemberReference((MemberReferenceHandle)entity));
                break;
            case HandleKind.MethodDefinition:
                var called = _metadata.GetMethodDefinition((MethodDefinitionHandle)entity);
                called.DecodeSignature(this, null);
                Add(facts.NameOf(called.GetDeclaringType()));
                break;
            case HandleKind.FieldDefinition:
                var field = _metadata.GetFieldDefinition((FieldDefinitionHandle)entity);
                field.DecodeSignature(this, null);
                Add(facts.NameOf(field.GetDeclaringType()));
                break;
            case HandleKind.StandaloneSignature:
                break;
            default:
                throw new InvalidOperationException($"a token of kind {entity.Kind} in {_where}");
        }
    }

    private void Member(MemberReference member)
    {
        Entity(member.Parent);
        if (member.GetKind() == MemberReferenceKind.Field) member.DecodeFieldSignature(this, null);
        else member.DecodeMethodSignature(this, null);
        if (member.Parent.Kind == HandleKind.TypeReference)
            Add($"{facts.NameOf((TypeReferenceHandle)member.Parent)}::{_metadata.GetString(member.Name)}");
    }

    private string Add(string to)
    {
        uses.Add(new TypeUse(_from, _where, to));
        return to;
    }

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle type, byte rawTypeKind) => Add(facts.NameOf(type));

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle type, byte rawTypeKind) => Add(facts.NameOf(type));

    public string GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle type, byte rawTypeKind) =>
        reader.GetTypeSpecification(type).DecodeSignature(this, genericContext);

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => Add("System." + typeCode);

    public string GetArrayType(string elementType, ArrayShape shape) => elementType;

    public string GetByReferenceType(string elementType) => elementType;

    public string GetFunctionPointerType(MethodSignature<string> signature) => "";

    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) => genericType;

    public string GetGenericMethodParameter(object? genericContext, int index) => "";

    public string GetGenericTypeParameter(object? genericContext, int index) => "";

    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

    public string GetPinnedType(string elementType) => elementType;

    public string GetPointerType(string elementType) => elementType;

    public string GetSZArrayType(string elementType) => elementType;
}
