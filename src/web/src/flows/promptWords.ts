/** What each prompt is, by its kind on the wire. */
export const promptWords: { [kind: string]: string } = {
  emergency: "Emergency line",
  recorded: "Recording announcement",
  greeting: "Greeting",
  closed: "Outside opening hours",
  voicemail: "Before a voicemail",
  recordedOutbound: "Recording announcement of outbound calls",
};
