using System.Globalization;

namespace Mesh.Cabinet.Sandbox.CityMaking;

/// <summary><c>city PATH [--people N] [--seed S] [--accounts N]</c> writes a city's folder.</summary>
internal static class CityCommand
{
    private const int Refused = 2;

    /// <returns>0 when the city is written, 2 when the arguments or the folder do not allow it.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        if (Read(args) is not { } plan)
        {
            await output.WriteLineAsync($"""
                city PATH [--people N] [--seed S] [--accounts N]
                  PATH        the folder to write; its files of an earlier city are replaced
                  --people    people in the records, {CityPlan.FewestPeople} to {CityPlan.MostPeople}, default {CityPlan.ShippedPeople}
                  --seed      a number from zero; one seed gives one city, default {CityPlan.ShippedSeed}
                  --accounts  accounts at mos.ru besides the stories' citizens, default 0
                """);
            return Refused;
        }

        try
        {
            await CityMaker.WriteAsync(plan);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            await output.WriteLineAsync($"{plan.Folder}: the city cannot be written. {failure.Message}");
            return Refused;
        }

        await output.WriteLineAsync($"{plan.Folder}: {plan.People} people, seed {plan.Seed}");
        return 0;
    }

    private static CityPlan? Read(string[] args)
    {
        if (args is not [{ Length: > 0 } folder, .. var options] || folder.StartsWith('-') || options.Length % 2 != 0)
            return null;

        var plan = new CityPlan(Path.GetFullPath(folder));
        foreach (var option in options.Chunk(2))
        {
            if (!int.TryParse(option[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return null;

            plan = option[0] switch
            {
                "--people" when number >= CityPlan.FewestPeople && number <= CityPlan.MostPeople => plan with { People = number },
                "--seed" => plan with { Seed = number },
                "--accounts" => plan with { Accounts = number },
                _ => null,
            };
            if (plan is null)
                return null;
        }

        return plan;
    }
}
