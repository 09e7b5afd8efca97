import type { ReactNode } from "react";

/** A table that scrolls within itself, so that the page never scrolls sideways; its own tab stop lets keys scroll it. */
export function TableBox({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys (WCAG 2.1.1)
    <section className="tableBox" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
