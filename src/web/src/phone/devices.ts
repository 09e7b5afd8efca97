/** A microphone or speaker of this computer. */
export interface Device {
  id: string;
  label: string;
}

export interface Devices {
  microphones: Device[];
  speakers: Device[];
}

export type DeviceKind = keyof Devices;

// Chromium lists the system's choice a second time under these ids.
const aliases = ["default", "communications"];
const isReal = (device: MediaDeviceInfo) => device.deviceId !== "" && !aliases.includes(device.deviceId);

/** A label as people know it: "Default - Jabra Evolve (0b0e:0300)" is the Jabra Evolve. */
export const plainLabel = (label: string) =>
  label.replace(/^(Default|Communications) - /, "").replace(/ \([0-9a-f]{4}:[0-9a-f]{4}\)$/, "");

const named = (all: MediaDeviceInfo[], kind: MediaDeviceKind): Device[] =>
  all
    .filter((device) => device.kind === kind && isReal(device))
    .map((device) => ({ id: device.deviceId, label: plainLabel(device.label) || "Unnamed" }));

/** What is plugged in now, and which microphone the system would give; names are empty until the microphone is allowed. */
export async function listDevices(): Promise<Devices & { systemMicrophone: string | null }> {
  const all = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
  const system = all.find((device) => device.kind === "audioinput" && device.deviceId === "default");
  return {
    microphones: named(all, "audioinput"),
    speakers: named(all, "audiooutput"),
    systemMicrophone: system ? plainLabel(system.label) : null,
  };
}

const key = (kind: DeviceKind) => `kindline.${kind}`;

/**
 * The device chosen at this computer, or null for the system's. Only its id is kept in the browser, which says nothing of anybody:
 * after a reload the agent must not speak through another microphone without being told.
 */
export const chosenDevice = (kind: DeviceKind): string | null => localStorage.getItem(key(kind));

export function rememberDevice(kind: DeviceKind, id: string | null) {
  if (id) localStorage.setItem(key(kind), id);
  else localStorage.removeItem(key(kind));
}
