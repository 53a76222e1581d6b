namespace GitLabMcp.Fake;

/// <summary>What the greenhouse's files and logs say.</summary>
public static partial class DemoWorld
{
    private const string Readme = """
        # Greenhouse

        Opens the windows before the tomatoes complain.

            python -m greenhouse


        """;

    private const string ReadmeOfTests = """
        ## Tests

            pytest

        """;

    private const string Windows = """
        HOT = 28


        def should_open(celsius):
            return celsius > HOT

        """;

    private const string WindowsAtNight = """
        HOT = 28


        def should_open(celsius, is_night=False):
            return celsius > HOT and not is_night

        """;

    private const string Humidity = """
        def mean(readings):
            return sum(readings) / len(readings)


        def is_too_dry(readings):
            return mean(readings) < 40

        """;

    private const string HumidityMended = """
        MOST = 100


        def mean(readings):
            # A sensor that swims reads more than there can be.
            credible = [reading for reading in readings if reading <= MOST]
            return sum(credible) / len(credible)


        def is_too_dry(readings):
            return mean(readings) < 40

        """;

    private const string TestOfWindows = """
        from windows import should_open


        def test_stay_closed_at_night():
            assert not should_open(30, is_night=True)

        """;

    private const string TestOfHumidity = """
        from humidity import mean


        def test_leaves_out_what_cannot_be():
            assert mean([50, 400, 70]) == 60


        def test_all_sensors_swim():
            assert mean([400, 400]) is None

        """;

    private const string Pipeline = """
        stages: [test]

        lint:
          stage: test
          script:
            - ruff check .

        pytest:
          stage: test
          script:
            - pytest
          artifacts:
            paths: [coverage]

        """;
}
