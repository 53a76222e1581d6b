namespace GitLabMcp.Edge.Mcp;

/// <summary>The form that a JSON value must have, checked while it is read. Members that are not listed may be anything.</summary>
internal sealed class JsonShape
{
    public static readonly JsonShape Text = new(JsonTokenType.String);
    public static readonly JsonShape TextOrNull = new(JsonTokenType.String, JsonTokenType.Null);
    public static readonly JsonShape FlagOrNull = new(JsonTokenType.True, JsonTokenType.False, JsonTokenType.Null);

    /// <summary>A whole number of 32 bits.</summary>
    public static readonly JsonShape Integer = new(JsonTokenType.Number);

    private readonly JsonTokenType[] _tokens;
    private readonly Member[] _members = [];
    private readonly JsonNames _names = new();
    private readonly JsonShape? _item;

    private JsonShape(params JsonTokenType[] tokens) => _tokens = tokens;

    private JsonShape(Member[] members, params JsonTokenType[] tokens)
        : this(tokens) => (_members, _names) = (members, new([.. members.Select(member => member.Name)]));

    private JsonShape(JsonShape item, params JsonTokenType[] tokens)
        : this(tokens) => _item = item;

    [Flags]
    public enum Misfit
    {
        None = 0,
        WrongForm = 1,
        MemberTwice = 2,
    }

    public static JsonShape Object(params Member[] members) => new(members, JsonTokenType.StartObject);

    public static JsonShape ObjectOrNull(params Member[] members) => new(members, JsonTokenType.StartObject, JsonTokenType.Null);

    public static JsonShape ListOrNull(JsonShape item) => new(item, JsonTokenType.StartArray, JsonTokenType.Null);

    public static Member Required(string name, JsonShape shape) => new(name, shape, IsRequired: true);

    public static Member Optional(string name, JsonShape shape) => new(name, shape, IsRequired: false);

    /// <summary>Goes to the end of the value that the reader stands at.</summary>
    public Misfit Read(ref JsonTextReader reader)
    {
        if (!_tokens.Contains(reader.Token) || (reader.Token == JsonTokenType.Number && !reader.IsInt32))
        {
            reader.Skip();
            return Misfit.WrongForm;
        }

        return reader.Token switch
        {
            JsonTokenType.StartObject => ReadMembers(ref reader),
            JsonTokenType.StartArray => ReadItems(ref reader),
            _ => Misfit.None,
        };
    }

    private Misfit ReadMembers(ref JsonTextReader reader)
    {
        var misfit = Misfit.None;
        var seen = 0;
        while (reader.Read() && reader.Token == JsonTokenType.PropertyName)
        {
            var index = _names.IndexOf(reader);
            reader.Read();
            if (index < 0)
            {
                reader.Skip();
                continue;
            }

            misfit |= (seen & (1 << index)) != 0 ? Misfit.MemberTwice : Misfit.None;
            seen |= 1 << index;
            misfit |= _members[index].Shape.Read(ref reader);
        }

        for (var i = 0; i < _members.Length; i++)
        {
            misfit |= _members[i].IsRequired && (seen & (1 << i)) == 0 ? Misfit.WrongForm : Misfit.None;
        }

        return misfit;
    }

    private Misfit ReadItems(ref JsonTextReader reader)
    {
        var misfit = Misfit.None;
        while (reader.Read() && reader.Token != JsonTokenType.EndArray)
        {
            misfit |= _item!.Read(ref reader);
        }

        return misfit;
    }

    internal sealed record Member(string Name, JsonShape Shape, bool IsRequired);
}
