const attention = 10_000;
let touchedAt = Date.now();
let onWall = 0;

for (const sign of ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"]) {
  window.addEventListener(sign, () => (touchedAt = Date.now()), { capture: true, passive: true });
}

/** Whether a person's hand was on this page just now. What the page fetches by itself at an empty desk must not keep its session alive. */
export const isAttended = () => onWall > 0 || Date.now() - touchedAt < attention;

/** For a page that hangs on a wall and shows nobody: it keeps its session for as long as it is open. Answers how to end that. */
export function stayAttended(): () => void {
  onWall += 1;
  return () => {
    onWall -= 1;
  };
}
