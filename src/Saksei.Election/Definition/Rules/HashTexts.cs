namespace Saksei.Election.Definition.Rules;

/// <summary>The hashes that a definition stands on, as people write them down: 64 lower-case hexadecimal digits.</summary>
public static class HashTexts
{
    extension(ElectionDefinition definition)
    {
        /// <summary>Of the definition itself.</summary>
        public string IdentityText => definition.Identity.ToHex();
    }

    extension(NamedOrganisation named)
    {
        /// <summary>Of its key; empty where the definition has none.</summary>
        public string KeyHashText => named.KeyHash is { } key ? key.ToHex() : "";
    }

    extension(DefinitionFile file)
    {
        /// <summary>Of the file's bytes.</summary>
        public string HashText => file.Attachment.Sha256.ToHex();
    }
}
