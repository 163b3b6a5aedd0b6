using System.Collections.Immutable;
using System.Text;
using Saksei.Election.Acts;
using Saksei.Election.Findings;
using Saksei.Store;

namespace Saksei.Rehearsal.Findings;

/// <summary>Words in English and Khmer, stored as the files that acts name.</summary>
internal sealed class Files(IRegisterStore store)
{
    /// <summary>Stores a text of each language.</summary>
    internal ImmutableArray<Wording> Words(string english, string khmer) => [new("en", Paper(english)), new("km", Paper(khmer))];

    /// <summary>Stores a file.</summary>
    internal Attachment Paper(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text + "\n");
        return new Attachment(store.AddAttachment(bytes, "text/plain"), bytes.Length, "text/plain");
    }
}
