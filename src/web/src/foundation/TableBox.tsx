import type { ReactNode } from "react";

interface TableBoxProps {
  label: string;
  /** Many columns of figures: headings break into lines and the first column stays. */
  wide?: boolean;
  /** Of a known length, with more below it: it stands in the page and does not scroll down by itself. */
  whole?: boolean;
  children: ReactNode;
}

/** A table that scrolls within itself, so that the page never scrolls sideways; its own tab stop lets keys scroll it. */
export function TableBox({ label, wide = false, whole = false, children }: TableBoxProps) {
  const look = ["tableBox", wide && "wide", whole && "whole"].filter(Boolean).join(" ");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys (WCAG 2.1.1)
    <section className={look} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
