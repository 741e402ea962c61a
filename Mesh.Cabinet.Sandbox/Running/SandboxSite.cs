using System.Text.Encodings.Web;
using System.Text.Unicode;
using Mesh.Cabinet.Sandbox.Accounts;
using Mesh.Cabinet.Sandbox.Citizens;
using Mesh.Cabinet.Sandbox.Equipment;
using Mesh.Cabinet.Sandbox.Mail;
using Mesh.Cabinet.Sandbox.Profile;
using Mesh.Cabinet.Sandbox.Panels;
using Mesh.Cabinet.Sandbox.Services;
using Mesh.Cabinet.Sandbox.Shell;
using Mesh.Cabinet.Sandbox.SignIn;
using Mesh.Cabinet.Sandbox.SimplifiedAccounts;
using Mesh.Cabinet.Sandbox.State;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Mesh.Cabinet.Sandbox.Running;

/// <summary>The city as a web application of its own: it reads no settings file and no environment, and listens on the loopback only.</summary>
internal static class SandboxSite
{
    private const long LargestRequest = 256 * 1024;

    public static WebApplication Build(SandboxSettings settings, City city, StateFile state, ILoggerFactory logging)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(SandboxSite).Assembly.GetName().Name,
            EnvironmentName = Environments.Development,
        });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestRequest;
            kestrel.ListenLocalhost(settings.Address.Port);
        });

        var services = builder.Services;
        services.AddSingleton(settings).AddSingleton(city).AddSingleton(state).AddSingleton(TimeProvider.System);
        services.AddLogging().Replace(ServiceDescriptor.Singleton<ILoggerFactory>(new GuestLogging(logging)));
        services.AddSingleton<IHostLifetime, GuestLifetime>();
        services.AddRouting().AddHostFiltering(hosts => hosts.AllowedHosts = ["localhost", "127.0.0.1", "[::1]"]);
        services.AddRazorComponents();
        services.AddWebEncoders(encoders => encoders.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddDataProtection().AddKeyManagementOptions(keys => (keys.XmlRepository, keys.XmlEncryptor) = (new MemoryKeys(), new NullXmlEncryptor()));
        services.AddCitizens().AddSimplifiedAccounts().AddSignIn(settings).AddServices(settings).AddDirectory().AddSingleton<Doorkeeper>().AddSingleton<PanelDoor>().AddMail();

        var app = builder.Build();
        app.UseHostFiltering();
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = Broken });
        app.UsePathBase(IdentityProvider.Gosuslugi.PathBase);
        app.UseRouting();
        app.UseAuthentication();

        app.MapShell();
        app.MapSignIn();
        app.MapProfile();
        app.MapCitizens();
        app.MapSimplifiedAccounts();
        app.MapDirectory();
        app.MapEquipment();
        app.MapServices();
        app.MapPanel();
        app.MapMail();
        return app;
    }

    private static Task Broken(HttpContext context)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync("The sandbox broke on this request; its log says where.");
    }
}
