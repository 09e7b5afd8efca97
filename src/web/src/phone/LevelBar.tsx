import { useMicLevel, usePhone } from "./phone";

/** The microphone's level; grey while muted, for it is measured all the same. */
export function LevelBar({ width }: { width: number }) {
  const level = useMicLevel();
  const { muted } = usePhone();
  return (
    <meter
      className={muted ? "levelBar muted" : "levelBar"}
      style={{ width }}
      min={0}
      max={1}
      high={0.9}
      optimum={0.5}
      value={level}
      aria-label={muted ? "Microphone level, muted" : "Microphone level"}
    />
  );
}
