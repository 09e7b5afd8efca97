const attention = 10_000;
let touchedAt = Date.now();

for (const sign of ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"]) {
  window.addEventListener(sign, () => (touchedAt = Date.now()), { capture: true, passive: true });
}

/** Whether a person's hand was on this page just now. What the page fetches by itself at an empty desk must not keep its session alive. */
export const isAttended = () => Date.now() - touchedAt < attention;
