import type { ReactNode } from "react";

interface TableBoxProps {
  label: string;
  /** Many columns of figures: headings break into lines and the first column stays. */
  wide?: boolean;
  children: ReactNode;
}

/** A table that scrolls within itself, so that the page never scrolls sideways; its own tab stop lets keys scroll it. */
export function TableBox({ label, wide = false, children }: TableBoxProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys (WCAG 2.1.1)
    <section className={wide ? "tableBox wide" : "tableBox"} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
