import { Button, Kbd, Tooltip } from "@mantine/core";
import type { ReactNode } from "react";
import type { Control } from "../../agents/callControls";

interface CallButtonProps {
  words: string;
  keys: string;
  icon: ReactNode;
  /** Why it is dead now is said on hover, on focus and to a screen reader. */
  control: Control;
  w: number;
  color?: string;
  pressed?: boolean;
}

/** One control of the call: icon, word and key in a place of its own. A dead one keeps its place and says why. */
export function CallButton({ words, keys, icon, control, w, color, pressed }: CallButtonProps) {
  const { why, run } = control;
  return (
    <Tooltip label={why} disabled={!why}>
      <Button
        className="callButton"
        w={w}
        color={color}
        variant={color && !why ? "filled" : "default"}
        data-disabled={why ? true : undefined}
        data-pressed={pressed || undefined}
        aria-disabled={why ? true : undefined}
        aria-description={why ?? undefined}
        aria-pressed={pressed}
        onClick={(event) => (why ? event.preventDefault() : run())}
      >
        <span className="callButtonWords">
          {icon}
          {words}
        </span>
        <Kbd>{keys}</Kbd>
      </Button>
    </Tooltip>
  );
}
