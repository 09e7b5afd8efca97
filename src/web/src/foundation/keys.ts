/** The keys of the desk: one list for the handlers, the buttons and the map on "?". None of them is taken by a browser or a screen reader. */
export const keys = {
  answer: { chord: "F2", words: "Answer; without a call, go to the number to dial" },
  mute: { chord: "F8", words: "Mute or unmute" },
  hold: { chord: "F9", words: "Hold or resume" },
  keypad: { chord: "Alt+K", words: "Keypad" },
  transfer: { chord: "Alt+T", words: "Transfer; there Enter consults, Shift+Enter sends at once" },
  emergency: { chord: "Alt+9", words: "Emergency; a second time confirms" },
  hangUp: { chord: "Alt+X", words: "Hang up" },
  search: { chord: "Ctrl+K", words: "Search for a person" },
  verify: { chord: "Alt+V", words: "Verify the caller; with several matches 1 to 9 picks one" },
  notes: { chord: "Alt+N", words: "Go to the notes" },
  knowledge: { chord: "Alt+G", words: "Search the knowledge cards" },
  resolved: { chord: "Alt+Y", words: "Resolved, yes or no" },
  breakAfter: { chord: "Alt+P", words: "Break after this, or ready again" },
  disposition: { chord: "Alt+1 to 8", words: "A favourite disposition" },
  save: { chord: "Ctrl+Enter", words: "Save the wrap-up and go on" },
} as const;

export type KeyName = keyof typeof keys;

type Press = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

const modifiers = ["Control", "Meta", "Alt", "AltGraph", "Shift"];

/** A press as people write it: "F2", "Alt+K", "Ctrl+Enter"; null for a modifier alone. Digits go by their place, so that Alt and a digit work on every layout. */
export function chordOf({ key, code, ctrlKey, metaKey, altKey, shiftKey }: Press): string | null {
  if (!key || modifiers.includes(key)) return null;
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  // Option on a Mac turns a letter into a sign.
  const letter = /^[a-z]$/i.test(key) ? key : /^Key([A-Z])$/.exec(code)?.[1];
  const pressed = digit ?? letter?.toUpperCase() ?? key;
  return [(ctrlKey || metaKey) && "Ctrl", altKey && "Alt", shiftKey && "Shift", pressed].filter(Boolean).join("+");
}
