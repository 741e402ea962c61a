using Mesh.Cabinet.Database;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Mesh.Cabinet.Tests.Database;

/// <summary>Reads the SQL of the product: raw strings in stores, and SQL Server's grammar.</summary>
internal static class SqlTexts
{
    private static readonly Dictionary<string, Func<CabinetDatabase, string, ListOf, string>> Words = new()
    {
        [nameof(Dialect.List)] = Dialect.List,
        [nameof(Dialect.Top)] = (database, word, _) => database.Top(word),
        [nameof(Dialect.Limit)] = (database, word, _) => database.Limit(word),
        [nameof(Dialect.Page)] = (database, word, _) => database.Page(word, word),
    };

    // What a test looks for in a statement: «INSERT INTO Devices».
    private const int Beginning = 3;

    private static readonly string[] Verbs = ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH"];

    /// <summary>The product's source folder.</summary>
    public static string Source { get; } = Path.Combine(TestPlaces.Root, "Mesh.Cabinet");

    public static IEnumerable<string> SourceFiles() => SourceFilesIn(Source);

    private static IEnumerable<string> SourceFilesIn(string folder) =>
        Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(path => !Path.GetRelativePath(folder, path).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    /// <summary>Every raw string that is a statement; what is put into it from outside, a table or column, becomes a plain name.</summary>
    public static IEnumerable<(string Place, string Sql)> Statements(DatabaseProvider provider = DatabaseProvider.SqlServer)
    {
        var database = new CabinetDatabase(provider, "Data Source=none");
        foreach (var path in SourceFiles())
        {
            var root = CSharpSyntaxTree.ParseText(File.ReadAllText(path)).GetRoot();
            var plain = root.DescendantNodes().OfType<LiteralExpressionSyntax>()
                .Where(literal => literal.Token.IsKind(SyntaxKind.MultiLineRawStringLiteralToken) || literal.Token.IsKind(SyntaxKind.SingleLineRawStringLiteralToken))
                .Select(literal => literal.Token.ValueText);
            var filled = root.DescendantNodes().OfType<InterpolatedStringExpressionSyntax>()
                .Where(text => text.StringStartToken.Text.Contains("\"\"\"", StringComparison.Ordinal))
                .Select(text => Fill(database, root, text));
            foreach (var sql in plain.Concat(filled).Where(IsStatement))
                yield return (Path.GetRelativePath(Source, path), sql);
        }
    }

    /// <summary>Every statement by which tests look into the database of a running product; tests of a database itself, and what asks for SQLite's own tables, apart.</summary>
    public static IEnumerable<(string Place, string Sql)> StatementsOfTests()
    {
        var tests = Path.Combine(TestPlaces.Root, "Mesh.Cabinet.Tests");
        foreach (var path in SourceFilesIn(tests).Where(path => !path.StartsWith(Path.Combine(tests, "Database"), StringComparison.Ordinal)))
        {
            var literals = CSharpSyntaxTree.ParseText(File.ReadAllText(path)).GetRoot().DescendantNodes().OfType<LiteralExpressionSyntax>()
                .Where(literal => literal.IsKind(SyntaxKind.StringLiteralExpression)).Select(literal => literal.Token.ValueText);
            foreach (var sql in literals.Where(text => IsStatement(text) && text.Split().Length > Beginning && !text.Contains("sqlite_", StringComparison.Ordinal)))
                yield return (Path.GetRelativePath(tests, path), sql);
        }
    }

    public static TSqlFragment Parse(string sql, out IList<ParseError> errors) =>
        new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(sql), out errors);

    private static string Fill(CabinetDatabase database, SyntaxNode root, ExpressionSyntax? text) => text switch
    {
        LiteralExpressionSyntax literal => literal.Token.ValueText,
        InterpolatedStringExpressionSyntax filled => string.Concat(filled.Contents.Select(part => Fill(database, root, part))),
        _ => "Filled",
    };

    // A condition that several statements of a store share.
    private static ExpressionSyntax? Named(SyntaxNode root, string name) =>
        root.DescendantNodes().OfType<PropertyDeclarationSyntax>().FirstOrDefault(property => property.Identifier.Text == name)?.ExpressionBody?.Expression
        ?? root.DescendantNodes().OfType<FieldDeclarationSyntax>().SelectMany(field => field.Declaration.Variables).FirstOrDefault(field => field.Identifier.Text == name)?.Initializer?.Value;

    // What the dialect says to that database.
    private static string Fill(CabinetDatabase database, SyntaxNode root, InterpolatedStringContentSyntax part) => part switch
    {
        InterpolatedStringTextSyntax text => text.TextToken.ValueText,
        InterpolationSyntax { Expression: IdentifierNameSyntax name } => Fill(database, root, Named(root, name.Identifier.Text)),
        InterpolationSyntax { Expression: ParenthesizedExpressionSyntax { Expression: ConditionalExpressionSyntax either } } => Fill(database, root, either.WhenTrue),
        InterpolationSyntax { Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } call } when Words.TryGetValue(member.Name.Identifier.Text, out var word) =>
            word(
                database, ((LiteralExpressionSyntax)call.ArgumentList.Arguments[0].Expression).Token.ValueText,
                call.ArgumentList.Arguments is [_, { Expression: MemberAccessExpressionSyntax } type] ? Enum.Parse<ListOf>(((MemberAccessExpressionSyntax)type.Expression).Name.Identifier.Text) : ListOf.Text),
        _ => "Filled",
    };

    private static bool IsStatement(string text) => Verbs.Any(verb => text.TrimStart().StartsWith(verb + " ", StringComparison.Ordinal));
}
