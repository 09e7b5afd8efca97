export function PhoneAudio() {
  return null;
}
