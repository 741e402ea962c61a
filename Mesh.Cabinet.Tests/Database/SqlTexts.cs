using Mesh.Cabinet.Database;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Mesh.Cabinet.Tests.Database;

/// <summary>Reads the SQL of the product: raw strings in stores, and SQL Server's grammar.</summary>
internal static class SqlTexts
{
    private static readonly Regex List = new(@"IN (?<name>@\w+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));
    private static readonly string[] Verbs = ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH"];

    /// <summary>The product's source folder.</summary>
    public static string Source { get; } = Path.Combine(TestPlaces.Root, "Mesh.Cabinet");

    public static IEnumerable<string> SourceFiles() =>
        Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories)
            .Where(path => !Path.GetRelativePath(Source, path).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    /// <summary>Every raw string that is a statement; what is put into it from outside, a table or column, becomes a plain name.</summary>
    public static IEnumerable<(string Place, string Sql)> Statements()
    {
        foreach (var path in SourceFiles())
        {
            var root = CSharpSyntaxTree.ParseText(File.ReadAllText(path)).GetRoot();
            var plain = root.DescendantNodes().OfType<LiteralExpressionSyntax>()
                .Where(literal => literal.Token.IsKind(SyntaxKind.MultiLineRawStringLiteralToken) || literal.Token.IsKind(SyntaxKind.SingleLineRawStringLiteralToken))
                .Select(literal => literal.Token.ValueText);
            var filled = root.DescendantNodes().OfType<InterpolatedStringExpressionSyntax>()
                .Where(text => text.StringStartToken.Text.Contains("\"\"\"", StringComparison.Ordinal))
                .Select(text => string.Concat(text.Contents.Select(Fill)));
            foreach (var sql in plain.Concat(filled).Where(IsStatement))
                yield return (Path.GetRelativePath(Source, path), sql);
        }
    }

    /// <summary>Dapper writes a list as (@a, @b), so <c>IN @list</c> is given the brackets that T-SQL wants.</summary>
    public static TSqlFragment Parse(string sql, out IList<ParseError> errors) =>
        new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(List.Replace(sql, "IN (${name})")), out errors);

    // A list is what SQL Server is given.
    private static string Fill(InterpolatedStringContentSyntax part) => part switch
    {
        InterpolatedStringTextSyntax text => text.TextToken.ValueText,
        InterpolationSyntax { Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: nameof(CabinetDatabase.List) } } call } =>
            ((LiteralExpressionSyntax)call.ArgumentList.Arguments.Single().Expression).Token.ValueText,
        _ => "Filled",
    };

    private static bool IsStatement(string text) => Verbs.Any(verb => text.TrimStart().StartsWith(verb + " ", StringComparison.Ordinal));
}
