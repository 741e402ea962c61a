using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MudBlazor;
using MudBlazor.Services;

namespace Mesh.Cabinet.Bench.Limits;

/// <summary>An interactive page of MudBlazor with its providers, its layout, a bar and one button, and nothing of the product: what the components take by themselves.</summary>
public static class EmptyLayout
{
    public const string Name = "empty-layout";

    public static async Task RunAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddMudServices();
        await using var app = builder.Build();
        app.UseAntiforgery();
        app.MapRazorComponents<Page>().AddInteractiveServerRenderMode();
        await app.RunAsync();
    }

    /// <remarks>Public, for the router finds no other.</remarks>
    [Route("/")]
    public sealed class Page : ComponentBase
    {
        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenComponent<Body>(0);
            builder.AddComponentRenderMode(new InteractiveServerRenderMode(prerender: false));
            builder.CloseComponent();
        }
    }

    /// <remarks>The page's interactive part.</remarks>
    public sealed class Body : ComponentBase
    {
        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenComponent<MudThemeProvider>(0);
            builder.CloseComponent();
            builder.OpenComponent<MudPopoverProvider>(1);
            builder.CloseComponent();
            builder.OpenComponent<MudDialogProvider>(2);
            builder.CloseComponent();
            builder.OpenComponent<MudSnackbarProvider>(3);
            builder.CloseComponent();
            builder.OpenComponent<MudLayout>(4);
            builder.AddAttribute(5, nameof(MudLayout.ChildContent), (RenderFragment)(layout =>
            {
                layout.OpenComponent<MudAppBar>(0);
                layout.CloseComponent();
                layout.OpenComponent<MudMainContent>(1);
                layout.AddAttribute(2, nameof(MudMainContent.ChildContent), (RenderFragment)(content =>
                {
                    content.OpenComponent<MudButton>(0);
                    content.AddAttribute(1, nameof(MudButton.OnClick), EventCallback.Factory.Create<Microsoft.AspNetCore.Components.Web.MouseEventArgs>(this, () => { }));
                    content.CloseComponent();
                }));
                layout.CloseComponent();
            }));
            builder.CloseComponent();
        }
    }
}
