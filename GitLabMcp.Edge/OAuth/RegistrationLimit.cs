namespace GitLabMcp.Edge.OAuth;

/// <summary>How many clients one address may register in an hour, at this Edge (OAUTH_REGISTER_RATE_LIMIT_PER_HOUR). A registration stores
/// nothing, so the limit spares time and not memory, and need not be shared.</summary>
internal sealed class RegistrationLimit(EdgeSettings settings, TimeProvider time)
{
    private const int MaxAddresses = 10_000;

    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private readonly Dictionary<string, (DateTimeOffset Began, int Count)> _windows = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    public bool Takes(string address)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            var (began, count) = _windows.GetValueOrDefault(address, (now, 0));
            if (began + Window <= now)
            {
                (began, count) = (now, 0);
            }

            if (count >= settings.OAuth.RegistrationsPerHour)
            {
                return false;
            }

            if (_windows.Count >= MaxAddresses && !_windows.ContainsKey(address))
            {
                _windows.Remove(_windows.MinBy(window => window.Value.Began).Key);
            }

            _windows[address] = (began, count + 1);
            return true;
        }
    }
}
