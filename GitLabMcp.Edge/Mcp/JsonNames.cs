using System.Text;

namespace GitLabMcp.Edge.Mcp;

/// <summary>A few names or texts that are told apart in JSON without a string being made of what came, because that may be as long as
/// the body.</summary>
internal sealed class JsonNames(params string[] names)
{
    private readonly (string Name, byte[] Utf8)[] _names = [.. names.Select(name => (name, Encoding.UTF8.GetBytes(name)))];

    /// <param name="index">At least 0.</param>
    public string this[int index] => _names[index].Name;

    /// <param name="reader">At a name or text.</param>
    /// <returns>-1 for one that is not in the list.</returns>
    public int IndexOf(in JsonTextReader reader)
    {
        for (var i = 0; i < _names.Length; i++)
        {
            if (reader.Is(_names[i].Utf8))
            {
                return i;
            }
        }

        return -1;
    }
}
