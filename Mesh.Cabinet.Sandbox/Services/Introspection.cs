using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Sandbox.Services;

/// <summary>A service's API: whoever brings an access token is who the cabinet says (RFC 7662).</summary>
internal sealed class Introspection(IHttpClientFactory clients, IOptionsMonitor<OpenIdConnectOptions> options)
{
    public async Task<IResult> AnswerAsync(HttpContext context, CityService service)
    {
        if (!AuthenticationHeaderValue.TryParse(context.Request.Headers.Authorization, out var header) || header is not { Scheme: "Bearer", Parameter: { } token })
            return Results.Unauthorized();

        var provider = await options.Get(service.Door).ConfigurationManager!.GetConfigurationAsync(context.RequestAborted);
        using var request = new HttpRequestMessage(HttpMethod.Post, provider.IntrospectionEndpoint);
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{service.Key}:{service.Secret}")));
        request.Content = new FormUrlEncodedContent([new("token", token)]);
        using var http = clients.CreateClient();
        using var answer = await http.SendAsync(request, context.RequestAborted);
        var told = await answer.Content.ReadFromJsonAsync<JsonElement>(context.RequestAborted);
        return told.GetProperty("active").GetBoolean() ? Results.Json(new { sub = told.GetProperty("sub").GetString(), service = service.Title }) : Results.Unauthorized();
    }
}
