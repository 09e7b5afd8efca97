using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Practices;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Patients;

/// <summary>A patient as the search lists them.</summary>
internal sealed record PatientView(
    PatientId Id, PatientKind Kind, string Name, DateOnly? BornOn, string? Mrn, IReadOnlyList<string> Phones, PatientPractice Practice, string Language);

internal sealed record PatientPractice(PracticeId Id, string Name);

/// <summary>
/// Finds and reads patients. A whole number is found by its index; parts of names and numbers walk the
/// practice's patients.
/// </summary>
internal sealed class PatientQueries(DbFactory databases)
{
    public async Task<Page<PatientView>> SearchAsync(PatientSearch search, Paging paging, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        var scope = user.ScopeOf(Permission.PatientsSearch);
        if (scope == Scope.Own)
        {
            // A hit on a date of birth would tell what the caller is asked for, as often as one likes to guess.
            search = search with { BornOn = null };
        }
        if (search.Empty)
        {
            return new Page<PatientView>([], 0);
        }
        var found = Match(db, Narrow(db.Patients.AsNoTracking(), scope, user), search);
        var total = await found.CountAsync(ct);
        var page = await found.OrderBy(p => p.LastName).ThenBy(p => p.FirstName).ThenBy(p => p.Id)
            .Skip(paging.Skip).Take(paging.Size).Include(p => p.Phones).ToListAsync(ct);
        return new Page<PatientView>(await ViewAsync(db, page, scope, ct), total);
    }

    /// <summary>Null where there is none, or none of this person's practices.</summary>
    public async Task<PatientView?> ReadAsync(PatientId id, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        var scope = user.ScopeOf(Permission.PatientsRead);
        var rows = await Narrow(db.Patients.AsNoTracking(), scope, user).Where(p => p.Id == id).Include(p => p.Phones).ToListAsync(ct);
        return (await ViewAsync(db, rows, scope, ct)).SingleOrDefault();
    }

    private static IQueryable<Patient> Narrow(IQueryable<Patient> patients, Scope scope, SignedInUser user) => scope switch
    {
        Scope.All => patients,
        // Sampled calls name their own patients; there is no looking around from them.
        Scope.Sample => patients.Where(p => false),
        // Whoever answers has to find any patient of the practice before it is known whose call it is.
        _ => patients.Where(p => user.Practices.Contains(p.PracticeId)),
    };

    private static IQueryable<Patient> Match(Db db, IQueryable<Patient> patients, PatientSearch search)
    {
        if (search.BornOn is { } bornOn)
        {
            patients = patients.Where(p => p.BornOn == bornOn);
        }
        foreach (var number in search.Numbers)
        {
            var digits = number.TrimStart('+');
            patients = number[0] == '+'
                ? patients.Where(p => p.Phones.Any(n => n.Number == number))
                : patients.Where(p => p.Phones.Any(n => n.Number.Contains(digits)) || (p.Mrn != null && p.Mrn.Contains(digits)));
        }
        foreach (var word in search.Words)
        {
            patients = WithWord(db, patients, word);
        }
        return patients;
    }

    private static IQueryable<Patient> WithWord(Db db, IQueryable<Patient> patients, string word)
    {
        var part = $"%{word.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal)}%";
        // SQLite's LIKE ignores the case of ASCII letters, PostgreSQL's does not.
        return db is PostgresDb
            ? patients.Where(p => EF.Functions.ILike(p.LastName, part, @"\") || EF.Functions.ILike(p.FirstName, part, @"\")
                || EF.Functions.ILike(p.Mrn ?? "", part, @"\"))
            : patients.Where(p => EF.Functions.Like(p.LastName, part, @"\") || EF.Functions.Like(p.FirstName, part, @"\")
                || EF.Functions.Like(p.Mrn, part, @"\"));
    }

    private static async Task<IReadOnlyList<PatientView>> ViewAsync(Db db, List<Patient> rows, Scope scope, CancellationToken ct)
    {
        var ids = rows.Select(p => p.PracticeId).Distinct().ToList();
        var practices = await db.Practices.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        return [.. rows.Select(p => View(p, practices, scope))];
    }

    /// <summary>Who takes calls sees names, and the rest only of callers who were verified at the desk: what is read out cannot be asked for.</summary>
    private static PatientView View(Patient p, Dictionary<PracticeId, string> practices, Scope scope)
    {
        var practice = new PatientPractice(p.PracticeId, practices.GetValueOrDefault(p.PracticeId, ""));
        var name = $"{p.FirstName} {p.LastName}";
        var phones = p.Phones.OrderBy(n => n.Id).Select(n => n.Number);
        return scope is Scope.Masked or Scope.Own
            ? new PatientView(
                p.Id, p.Kind, scope is Scope.Own ? name : Masked.Name(name), null, p.Mrn is { } mrn ? Masked.Mrn(mrn) : null,
                [.. phones.Select(Masked.Number)], practice, p.Language)
            : new PatientView(p.Id, p.Kind, name, p.BornOn, p.Mrn, [.. phones], practice, p.Language);
    }
}
