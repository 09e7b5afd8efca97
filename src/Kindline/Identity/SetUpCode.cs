using System.Security.Cryptography;
using System.Text;

namespace Kindline.Identity;

/// <summary>
/// The code that makes whoever reads the server's own output its first administrator. Kept in memory alone: a restart makes another.
/// </summary>
internal sealed class SetUpCode(TextWriter output)
{
    // Twelve characters of an alphabet without look-alikes: 58 bits. Ten guesses at most are spent on one.
    private const string Alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private const int Tries = 10;

    private readonly Lock door = new();
    private string? code;
    private int left;

    /// <summary>Makes a code, and prints it.</summary>
    public void Begin()
    {
        lock (door)
        {
            var letters = RandomNumberGenerator.GetString(Alphabet, 12);
            (code, left) = (letters, Tries);
            output.WriteLine(
                $"kindline: this centre has no administrator yet: open its page /set-up and type the code {letters[..4]}-{letters[4..8]}-{letters[8..]} (it holds until that is done, or until the next start).");
        }
    }

    /// <summary>Whether the typed code is the one; hyphens, blanks and small letters do not matter. After ten wrong ones another is printed.</summary>
    public bool Matches(string? typed)
    {
        lock (door)
        {
            if (code is not { } wanted)
            {
                return false;
            }
            var said = new string([.. (typed ?? "").Where(char.IsAsciiLetterOrDigit).Select(char.ToUpperInvariant)]);
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(said), Encoding.ASCII.GetBytes(wanted)))
            {
                return true;
            }
            if (--left > 0)
            {
                return false;
            }
        }
        Begin();
        return false;
    }

    /// <summary>There is an administrator: nobody becomes one by it any more.</summary>
    public void Spend()
    {
        lock (door)
        {
            code = null;
        }
    }
}
