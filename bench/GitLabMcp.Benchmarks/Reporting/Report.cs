using System.Text;

namespace GitLabMcp.Benchmarks.Reporting;

/// <summary>What a run found out: one table per part, in Markdown, printed and (with <c>--markdown</c>) written to a file as soon as
/// the part is done.</summary>
internal sealed class Report(string? file)
{
    private readonly StringBuilder _text = new();

    /// <param name="args">The command line.</param>
    public void Begin(string[] args)
    {
        // `--peer FOLDER` comes from ./dev, and not from whoever typed the command.
        var typed = args.Where((argument, i) => argument != "--peer" && (i == 0 || args[i - 1] != "--peer")).Select(Quoted);
        Write($"`{string.Join(' ', typed.Prepend("./dev bench"))}`, {Machine.Describe()}\n");
    }

    /// <param name="part">The part's name.</param>
    /// <param name="note">A sentence on what was measured.</param>
    /// <param name="table">The figures.</param>
    /// <param name="targets">What the figures are held against.</param>
    public void Add(string part, string note, Table table, params Target[] targets)
    {
        var text = $"\n### {part}\n\n{note}\n\n{table}";
        if (targets.Length > 0)
        {
            var list = new Table("target", "measured", "");
            Array.ForEach(targets, target => list.Add(target.Row()));
            text += $"\n{list}";
        }

        Write(text);
    }

    public void AddFailure(string part, string reason) => Write($"\n### {part}\n\nNot measured: {reason}\n");

    private static string Quoted(string argument) => argument.Any(static each => " {\"$&;".Contains(each)) ? $"'{argument}'" : argument;

    private void Write(string text)
    {
        Console.WriteLine(text);
        _text.Append(text);
        if (file is not null)
        {
            File.WriteAllText(file, _text.ToString());
        }
    }
}
