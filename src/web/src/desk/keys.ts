/** The keys of the desk: one list for the handlers, the buttons and the map on "?". None of them is taken by a browser or a screen reader. */
export const keys = {
  answer: { hotkey: "F2", shown: "F2", words: "Answer; without a call, go to the number to dial" },
  mute: { hotkey: "F8", shown: "F8", words: "Mute or unmute" },
  hold: { hotkey: "F9", shown: "F9", words: "Hold or resume" },
  keypad: { hotkey: "alt+K", shown: "Alt+K", words: "Keypad" },
  transfer: { hotkey: "alt+T", shown: "Alt+T", words: "Transfer; there Enter consults, Shift+Enter sends at once" },
  emergency: { hotkey: "alt+Digit9", shown: "Alt+9", words: "Emergency; a second time confirms" },
  hangUp: { hotkey: "alt+X", shown: "Alt+X", words: "Hang up" },
  search: { hotkey: "mod+K", shown: "Ctrl+K", words: "Search for a person" },
  verify: { hotkey: "alt+V", shown: "Alt+V", words: "Verify the caller; with several matches 1 to 9 picks one" },
  notes: { hotkey: "alt+N", shown: "Alt+N", words: "Go to the notes" },
  knowledge: { hotkey: "alt+G", shown: "Alt+G", words: "Knowledge" },
  resolved: { hotkey: "alt+Y", shown: "Alt+Y", words: "Resolved, yes or no" },
  breakAfter: { hotkey: "alt+P", shown: "Alt+P", words: "Break after this, or ready again" },
  disposition: { hotkey: "alt+Digit1", shown: "Alt+1 to 8", words: "A favourite disposition" },
  save: { hotkey: "mod+Enter", shown: "Ctrl+Enter", words: "Save the wrap-up and go on" },
} as const;

/** By the place on the keyboard, so that Alt and a digit work on every layout. */
export const byPlace = { usePhysicalKeys: true } as const;
