using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mesh.Cabinet.Tests.Doubles;

/// <summary>A security log that nobody reads.</summary>
internal static class SilentLog
{
    public static readonly SecurityLog Security = new(NullLoggerFactory.Instance, new HttpContextAccessor());
}
