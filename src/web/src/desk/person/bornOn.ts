const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

function parts(typed: string): [year: string, month: string, day: string] | null {
  const named = /^([a-z]{3})[a-z]*\.?\s+(\d{1,2}),?\s+(\d{4}|\d{2})$/i.exec(typed);
  if (named) {
    const month = months.indexOf(String(named[1]).toLowerCase()) + 1;
    return [String(named[3]), String(month), String(named[2])];
  }
  const iso = /^(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})$/.exec(typed);
  if (iso) return [String(iso[1]), String(iso[2]), String(iso[3])];
  const spoken = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$/.exec(typed) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(typed);
  return spoken ? [String(spoken[3]), String(spoken[1]), String(spoken[2])] : null;
}

const two = (digits: string) => digits.padStart(2, "0");

/**
 * A date of birth as an American says it: 02/14/1980, 2-14-80, 02141980, Feb 14 1980, or 1980-02-14. Two digits of a year
 * are the latest such year that is not in the future. Null when no such day exists or it has not come yet.
 */
export function parseBornOn(typed: string, today: string): string | null {
  const found = parts(typed.trim());
  if (!found) return null;
  const [written, month, day] = found;
  const century = (year: string) => `${today.slice(0, 2)}${year}`;
  let year = written.length === 2 ? century(written) : written;
  const on = () => `${year}-${two(month)}-${two(day)}`;
  if (written.length === 2 && on() > today) year = String(Number(year) - 100);
  const at = new Date(`${on()}T00:00:00Z`);
  const exists = !Number.isNaN(at.getTime()) && at.toISOString().startsWith(on());
  return exists && on() <= today && Number(year) >= 1880 ? on() : null;
}
