using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Notices;

/// <summary>Registers what is told to everybody, or to a school, for a while.</summary>
internal static class NoticesFeature
{
    public static WebApplicationBuilder AddNotices(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<NoticeStore>();
        builder.Services.AddSingleton<INoticeWriting>(services => services.GetRequiredService<NoticeStore>());
        builder.Services.AddSingleton<IRetention>(services => services.GetRequiredService<NoticeStore>());
        builder.Services.AddSingleton<INotices, NoticeBoard>();
        return builder;
    }
}
