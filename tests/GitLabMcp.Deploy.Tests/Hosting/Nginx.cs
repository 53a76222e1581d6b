using GitLabMcp.Testing;

namespace GitLabMcp.Deploy.Tests.Hosting;

/// <summary>The real nginx as a process in a folder of a test, as Debian's /etc/nginx/nginx.conf would start it.</summary>
internal static class Nginx
{
    /// <param name="folder">Gets the configuration and everything that nginx writes.</param>
    /// <param name="http">What stands in the block `http` besides.</param>
    public static ServerProcess Start(TemporaryFolder folder, string http)
    {
        var main = folder.Write(
            "nginx.conf",
            $$"""
            {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
            daemon off;
            worker_processes 2;
            pid {{folder.PathOf("nginx.pid")}};
            error_log stderr warn;
            events { worker_connections 512; }
            http {
                access_log off;
                client_body_temp_path {{folder.PathOf("body")}};
                proxy_temp_path {{folder.PathOf("proxy")}};
                fastcgi_temp_path {{folder.PathOf("fastcgi")}};
                uwsgi_temp_path {{folder.PathOf("uwsgi")}};
                scgi_temp_path {{folder.PathOf("scgi")}};
                {{http}}
            }
            """
        );
        return ServerProcess.Start(Programs.PathOf("nginx"), ["-p", folder.Path, "-e", "stderr", "-c", main]);
    }
}
