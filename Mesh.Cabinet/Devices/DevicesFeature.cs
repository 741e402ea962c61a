using Mesh.Cabinet.Database;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.SignIn;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using MudBlazor;

namespace Mesh.Cabinet.Devices;

/// <summary>Registers bound devices: ASP.NET Core's passkey handler over our own store, and the two ceremonies.</summary>
internal static class DevicesFeature
{
    public static WebApplicationBuilder AddDevices(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<DeviceStore>();
        builder.Services.AddSingleton(new ProtectedColumn("Devices", "Id", "ProfileProtected", ProtectedField.Profile, "Provider", "Subject"));
        builder.Services.AddSingleton(new PersonalTable("Devices", "Id", PersonalDataText.Devices, Fate.Erased) { Records = ["PersonId"], HasAccount = true, Shown = ["Name", "Browser", "ServiceKey", "ProfileProtected", "BoundAt", "UsedAt"] });
        builder.Services.AddSingleton(new PersonalTable("DeviceLooks", "Account", PersonalDataText.Looks, Fate.Erased) { AccountColumn = "Account", Shown = ["LookedAt"] });
        builder.Services.AddSingleton<IDeviceServices>(services => services.GetRequiredService<DeviceStore>());
        builder.Services.AddSingleton<UnbindingStore>();
        builder.Services.AddSingleton<DeviceHoldingsStore>();
        builder.Services.AddSingleton<IRecordFollower>(services => services.GetRequiredService<DeviceHoldingsStore>());
        builder.Services.AddSingleton<IHoldings>(services => services.GetRequiredService<DeviceHoldingsStore>());
        builder.Services.AddSingleton<CeremonyStore>();
        builder.Services.AddSingleton<IPasskeyCeremonies>(services => services.GetRequiredService<CeremonyStore>());
        builder.Services.AddScoped<BindDevice>();
        builder.Services.AddScoped<ChangeDevice>();
        builder.Services.AddSingleton<LookStore>();
        builder.Services.AddSingleton<IRetention>(services => services.GetRequiredService<LookStore>());
        builder.Services.AddScoped<DevicesFront>();
        builder.Services.AddScoped<ICabinetFront>(services => services.GetRequiredService<DevicesFront>());
        builder.Services.AddScoped<IAccessNews>(services => services.GetRequiredService<DevicesFront>());
        builder.Services.AddScoped<EnterByDevice>();
        builder.Services.AddSingleton<DeviceUpkeep>();
        builder.Services.AddSingleton<ISignInFollower>(services => services.GetRequiredService<DeviceUpkeep>());
        builder.Services.AddSingleton<ILostAccessFollower>(services => services.GetRequiredService<DeviceUpkeep>());
        builder.Services.AddSingleton<IRetention>(services => services.GetRequiredService<DeviceUpkeep>());
        builder.Services.AddSingleton<IRetention>(services => services.GetRequiredService<UnbindingStore>());
        builder.Services.AddSingleton<IRetention>(services => services.GetRequiredService<CeremonyStore>());

        builder.Services.AddIdentityCore<DeviceOwner>();
        builder.Services.AddScoped<IUserStore<DeviceOwner>, PasskeyStore>();
        builder.Services.AddScoped<IPasskeyHandler<DeviceOwner>, PasskeyHandler<DeviceOwner>>();
        builder.Services.AddOptions<IdentityPasskeyOptions>().Configure<IOptions<SiteOptions>>((passkeys, site) =>
        {
            var own = new Uri(site.Value.PublicAddress);
            passkeys.ServerDomain = own.Host;
            passkeys.UserVerificationRequirement = "required";
            passkeys.ResidentKeyRequirement = "required";
            passkeys.AttestationConveyancePreference = "none";
            // The framework would take the request's own header for it.
            passkeys.ValidateOrigin = context => ValueTask.FromResult(!context.CrossOrigin && context.Origin == own.GetLeftPart(UriPartial.Authority));
        });

        builder.Services.AddHistory("device-bound", name => string.Format(DevicesText.HistoryBound, name));
        builder.Services.AddHistory("device-changed", name => string.Format(DevicesText.HistoryChanged, name));
        builder.Services.AddHistory("device-unbound", name => string.Format(DevicesText.HistoryUnbound, name));
        builder.Services.AddHistory("device-distrusted", name => string.Format(DevicesText.HistoryDistrusted, name));
        builder.Services.AddHistory("device-forgotten", name => string.Format(DevicesText.HistoryForgotten, name));
        builder.Services.AddHistory("device-ended", name => string.Format(DevicesText.HistoryEnded, name));
        builder.Services.AddMenu(new(40, "/cabinet/devices", Icons.Material.Rounded.Devices, ShellText.MenuDevices));
        return builder;
    }

    public static void MapDevices(this WebApplication app)
    {
        app.MapBinding();
        app.MapQuickEntry();
    }
}
