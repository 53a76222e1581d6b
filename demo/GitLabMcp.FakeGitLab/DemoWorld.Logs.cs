namespace GitLabMcp.Fake;

/// <summary>What the greenhouse's jobs print, with the marks by which GitLab folds the sections of a log.</summary>
public static partial class DemoWorld
{
    private static readonly string LogOfLint = Log("ruff check .", "All checks passed!", "Job succeeded");

    private static readonly string LogOfSuccess = Log(
        "pytest",
        """
        collected 1 item

        tests/test_windows.py .                                     [100%]

        ============== 1 passed in 0.02s ===============
        """,
        "Job succeeded"
    );

    private static readonly string LogOfFailure = Log(
        "pytest",
        """
        collected 3 items

        tests/test_humidity.py .F                                   [ 66%]
        tests/test_windows.py .                                     [100%]

        =================== FAILURES ===================
        ____________ test_all_sensors_swim _____________

            def test_all_sensors_swim():
        >       assert mean([400, 400]) is None

        readings = [400, 400]

            def mean(readings):
                credible = [reading for reading in readings if reading <= MOST]
        >       return sum(credible) / len(credible)
        E       ZeroDivisionError: division by zero

        src/humidity.py:7: ZeroDivisionError
        ========= 1 failed, 2 passed in 0.03s ==========
        """,
        "ERROR: Job failed: exit code 1"
    );

    private static string Log(string command, string output, string end) =>
        "Running with gitlab-runner 18.9.0\n"
        + Section("prepare_executor", "Preparing the \"docker\" executor", "Using Docker image python:3.13 ...\n")
        + Section("get_sources", "Getting source from Git repository", "Fetching changes with git depth set to 20...\n")
        + Section("step_script", "Executing \"step_script\" stage of the job script", $"$ {command}\n{output}\n")
        + end
        + "\n";

    private static string Section(string name, string title, string text) =>
        $"section_start:1767225600:{name}\r\u001b[0K\u001b[0K\u001b[36;1m{title}\u001b[0;m\n{text}section_end:1767225660:{name}\r\u001b[0K";
}
