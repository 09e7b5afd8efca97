// Without look-alikes, as it is read out or copied from paper: sixteen of 31 are 79 bits.
const alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
const length = 16;

/** A first password nobody chose. */
export function newPassword(): string {
  const limit = 256 - (256 % alphabet.length);
  let made = "";
  while (made.length < length) {
    // A byte past the last whole lap would make the first letters likelier.
    for (const byte of crypto.getRandomValues(new Uint8Array(length))) {
      if (byte < limit && made.length < length) made += alphabet[byte % alphabet.length];
    }
  }
  return made;
}

/** "Maria Ortiz" signs in as maria.ortiz until somebody types another name. */
export const userOf = (name: string) =>
  name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ".")
    .replace(/^\.|\.$/g, "");
