using System.Reflection;
using Microsoft.Data.SqlClient;

namespace Mesh.Cabinet.Tests.Database;

/// <summary>The driver's own exceptions, which nobody but the driver can make otherwise.</summary>
internal static class SqlErrors
{
    private const BindingFlags Inner = BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    public static SqlException Make(int number, string message)
    {
        var errors = (SqlErrorCollection)Activator.CreateInstance(typeof(SqlErrorCollection), nonPublic: true)!;
        var constructor = typeof(SqlError).GetConstructors(Inner).MinBy(one => one.GetParameters().Length)!;
        var error = constructor.Invoke([.. constructor.GetParameters().Select(parameter => parameter.Name switch
        {
            "infoNumber" => number,
            "errorMessage" => (object)message,
            _ => parameter.HasDefaultValue ? parameter.DefaultValue : parameter.ParameterType == typeof(string) ? "" : Activator.CreateInstance(parameter.ParameterType),
        })]);
        typeof(SqlErrorCollection).GetMethod("Add", Inner)!.Invoke(errors, [error]);
        var create = typeof(SqlException).GetMethods(Inner).Where(method => method.Name == "CreateException").MinBy(method => method.GetParameters().Length)!;
        return (SqlException)create.Invoke(null, [.. create.GetParameters().Select(object? (parameter, at) => at == 0 ? errors : parameter.ParameterType == typeof(string) ? "16.0" : null)])!;
    }
}
