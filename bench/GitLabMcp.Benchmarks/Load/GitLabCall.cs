namespace GitLabMcp.Benchmarks.Load;

/// <summary>The request that get_project makes, sent to the fake GitLab itself: the time that no server in between can save.</summary>
internal static class GitLabCall
{
    public static Call GetProject(HttpMessageInvoker http, string api, int person)
    {
        var (address, bearer) = (new Uri(api + "/projects/1"), "Bearer " + People.Token(person));
        return async ct =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.TryAddWithoutValidation("Authorization", bearer);
            using var response = await http.SendAsync(request, ct);
            await response.Content.CopyToAsync(Stream.Null, ct);
            return response.IsSuccessStatusCode
                ? true
                : throw new InvalidOperationException($"The fake GitLab answered {(int)response.StatusCode}.");
        };
    }
}
