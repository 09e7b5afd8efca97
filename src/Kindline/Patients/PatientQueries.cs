using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Patients.Duplicates;
using Kindline.Patients.Guarded;
using Kindline.Patients.Search;
using Kindline.Practices;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Patients;

/// <summary>A patient as the search lists them.</summary>
/// <param name="Kind">Of who is hidden always a patient, so that it tells nothing; the rest of them but the name is null.</param>
/// <param name="Vip">Hidden until whoever asks says why they need the record.</param>
/// <param name="Hidden">Whether that is so just now.</param>
internal sealed record PatientView(
    PatientId Id, PatientKind Kind, string Name, DateOnly? BornOn, string? Mrn, IReadOnlyList<string> Phones, PatientPractice Practice, string? Language, bool Vip, bool Hidden);

internal sealed record PatientPractice(PracticeId Id, string Name);

/// <summary>
/// Finds and reads patients (<see cref="PatientFinder"/> says how), each as far as the asker may see them.
/// </summary>
internal sealed class PatientQueries(DbFactory databases, PatientFinder finder, HiddenVips hidden)
{
    /// <summary>The total counts to <see cref="PatientFinder.Most"/>.</summary>
    public async Task<Page<PatientView>> SearchAsync(PatientSearch search, Paging paging, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        var scope = user.ScopeOf(Permission.PatientsSearch);
        if (scope == Scope.Own)
        {
            // A hit on a date of birth would tell what the caller is asked for, as often as one likes to guess.
            search = search.WithoutBirth();
        }
        if (search.Empty)
        {
            return new Page<PatientView>([], 0);
        }
        var practices = await PracticesAsync(db, scope, user, ct);
        var found = await finder.FindAsync(db, search, practices, ct);
        var page = await new SearchStatements(db, practices, ct).RowsAsync([.. found.Skip(paging.Skip).Take(paging.Size).Select(p => p.Id)]);
        return new Page<PatientView>(await ViewsAsync(db, page, scope, user, ct), found.Count);
    }

    /// <summary>Null where there is none, or none of this person's practices. Of a merged record the survivor: old links lead on.</summary>
    public async Task<PatientView?> ReadAsync(PatientId id, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        var scope = user.ScopeOf(Permission.PatientsRead);
        var rows = await new SearchStatements(db, await PracticesAsync(db, scope, user, ct), ct).RowsAsync([await db.LeadOnAsync(id, ct)]);
        return (await ViewsAsync(db, rows, scope, user, ct)).SingleOrDefault();
    }

    private static async Task<IReadOnlyList<PracticeId>> PracticesAsync(Db db, Scope scope, SignedInUser user, CancellationToken ct) => scope switch
    {
        Scope.All => await db.Practices.Select(p => p.Id).ToListAsync(ct),
        // Sampled calls name their own patients; there is no looking around from them.
        Scope.Sample => [],
        // Whoever answers has to find any patient of the practice before it is known whose call it is.
        _ => [.. user.Practices],
    };

    private async Task<IReadOnlyList<PatientView>> ViewsAsync(Db db, IReadOnlyList<ListedPerson> people, Scope scope, SignedInUser user, CancellationToken ct)
    {
        var vips = await hidden.OfAsync(db, people.Where(p => p.Vip).Select(p => p.Id), user, ct);
        return [.. people.Select(p => vips.Contains(p.Id) ? NameOf(p, scope) : View(p, scope))];
    }

    private static PatientView NameOf(ListedPerson p, Scope scope) =>
        new(p.Id, PatientKind.Patient, scope is Scope.Masked ? Masked.Name(p.Name) : p.Name, null, null, [], p.Practice, null, Vip: true, Hidden: true);

    /// <summary>Who takes calls sees names, and the rest only of callers who were verified at the desk: what is read out cannot be asked for.</summary>
    private static PatientView View(ListedPerson p, Scope scope) => scope is Scope.Masked or Scope.Own
        ? new PatientView(
            p.Id, p.Kind, scope is Scope.Own ? p.Name : Masked.Name(p.Name), null, p.Mrn is { } mrn ? Masked.Mrn(mrn) : null,
            [.. p.Phones.Select(Masked.Number)], p.Practice, p.Language, p.Vip, Hidden: false)
        : new PatientView(p.Id, p.Kind, p.Name, p.BornOn, p.Mrn, p.Phones, p.Practice, p.Language, p.Vip, Hidden: false);
}
