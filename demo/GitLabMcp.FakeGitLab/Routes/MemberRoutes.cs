using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Routes;

/// <summary>Changes of the members of projects and groups, invitations and requests for access.</summary>
internal static class MemberRoutes
{
    private const int Developer = 30;

    public static void Add(RouteTable routes)
    {
        foreach (var owner in (string[])["projects/:id", "groups/:group"])
        {
            routes
                .Post($"{owner}/members", call => With(call, one => AddMember(call, one)))
                .Put(
                    $"{owner}/members/:user",
                    call =>
                        With(
                            call,
                            one =>
                            {
                                if (Find(one.Members, call["user"]) is not { } member)
                                {
                                    return Answer.NotFound("Member");
                                }

                                foreach (var (field, value) in call.Json)
                                {
                                    member[field] = value?.DeepClone();
                                }

                                return Answer.Json(member.DeepClone());
                            }
                        )
                )
                .Delete(
                    $"{owner}/members/:user",
                    call => With(call, one => Remove(one.Members, member => IsOf(member, call["user"]), "Member"))
                )
                .Get($"{owner}/invitations", call => With(call, one => call.Page(one.Invitations)))
                .Post($"{owner}/invitations", call => With(call, one => Invite(call, one)))
                .Delete(
                    $"{owner}/invitations/:email",
                    call =>
                        With(
                            call,
                            one => Remove(one.Invitations, invitation => (string?)invitation["invite_email"] == call["email"], "Member")
                        )
                )
                .Get($"{owner}/access_requests", call => With(call, one => call.Page(one.Requests)))
                .Put($"{owner}/access_requests/:user/approve", call => With(call, one => Approve(call, one)))
                .Delete(
                    $"{owner}/access_requests/:user",
                    call => With(call, one => Remove(one.Requests, request => IsOf(request, call["user"]), "Access Request"))
                );
        }
    }

    private static Answer With(Call call, Func<Owner, Answer> answer)
    {
        if (call.Has("group"))
        {
            return GroupRoutes.With(
                call,
                group => answer(Of(call.World, (string)group["full_path"]!, ListOf(call.World.GroupMembers, (string)group["full_path"]!)))
            );
        }

        return call.Project is { } project ? answer(Of(call.World, project.FullPath, project.Members)) : Answer.NotFound("Project");
    }

    private static Owner Of(GitLabWorld world, string path, List<JsonObject> members) =>
        new(members, ListOf(world.Invitations, path), ListOf(world.AccessRequests, path));

    private static Answer AddMember(Call call, Owner owner)
    {
        if (
            call.World.Users.FirstOrDefault(user => $"{user.Id}" == call.Text("user_id") || user.Username == call.Text("username"))
            is not { } user
        )
        {
            return Answer.NotFound("User");
        }

        if (Find(owner.Members, $"{user.Id}") is not null)
        {
            return Answer.Error(409, "Member already exists");
        }

        return Answer.Json(NewMember(owner, user, call).DeepClone(), 201);
    }

    private static Answer Invite(Call call, Owner owner)
    {
        var failed = new JsonObject();
        foreach (var email in call.Json["email"]!.AsArray().Select(email => (string)email!))
        {
            if (owner.Invitations.Exists(invitation => (string?)invitation["invite_email"] == email))
            {
                failed[email] = "The member's email address has already been taken";
            }
            else
            {
                owner.Invitations.Add(call.World.Dated(PeopleShapes.Invitation(email, Level(call), call.User, call.Json["expires_at"])));
            }
        }

        return Answer.Json(
            failed.Count == 0 ? new JsonObject { ["status"] = "success" } : new JsonObject { ["status"] = "error", ["message"] = failed },
            201
        );
    }

    private static Answer Approve(Call call, Owner owner)
    {
        if (Find(owner.Requests, call["user"]) is not { } request)
        {
            return Answer.NotFound();
        }

        owner.Requests.Remove(request);
        return Answer.Json(NewMember(owner, call.World.Users.First(user => $"{user.Id}" == call["user"]), call).DeepClone(), 201);
    }

    private static JsonObject NewMember(Owner owner, FakeUser user, Call call)
    {
        var member = call.World.Dated(Shapes.Member(user, Level(call)));
        member["expires_at"] = call.Json["expires_at"]?.DeepClone();
        owner.Members.Add(member);
        return member;
    }

    private static int Level(Call call) => call.Json["access_level"] is { } level ? (int)level : Developer;

    private static Answer Remove(List<JsonObject> list, Predicate<JsonObject> isMeant, string what) =>
        list.RemoveAll(isMeant) > 0 ? Answer.NoContent : Answer.NotFound(what);

    private static JsonObject? Find(List<JsonObject> people, string id) => people.Find(person => IsOf(person, id));

    private static bool IsOf(JsonObject person, string id) => person["id"]!.ToJsonString() == id;

    private static List<JsonObject> ListOf(Dictionary<string, List<JsonObject>> lists, string path) =>
        lists.TryGetValue(path, out var list) ? list : lists[path] = [];

    private sealed record Owner(List<JsonObject> Members, List<JsonObject> Invitations, List<JsonObject> Requests);
}
