using GitLabMcp.GitLabTools.Tools.Definition;

namespace GitLabMcp.GitLabTools.Tests;

public sealed class ArgumentRecordTests
{
    [Fact]
    public void The_arguments_of_a_group_stand_in_its_place() =>
        Assert.Equal(
            ["First", "House", "Street", "Town", "Last"],
            new ArgumentRecord(typeof(Letter)).Parameters.Select(parameter => parameter.Name)
        );

    [Fact]
    public void The_values_of_a_group_become_its_record() =>
        Assert.Equal(
            new Letter(1, new Address(2, new Place("Lane", "Town")), 3),
            new ArgumentRecord(typeof(Letter)).Create([1, 2, "Lane", "Town", 3])
        );

    [Fact]
    public void A_record_without_the_mark_is_one_argument() =>
        Assert.Equal(["Only"], new ArgumentRecord(typeof(Box)).Parameters.Select(parameter => parameter.Name));

    private sealed record Letter(int First, Address Address, int Last);

    [ArgumentGroup]
    private sealed record Address(int House, Place Place);

    [ArgumentGroup]
    private sealed record Place(string Street, string Town);

    private sealed record Box(Letter Only);
}
