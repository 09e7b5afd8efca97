import { Modal, type ModalProps } from "@mantine/core";
import { useLocation } from "@tanstack/react-router";
import type { KeyboardEvent } from "react";
import { chordOf, type KeyName } from "./keys";
import { chordNow } from "./ownKeys";

const elsewhere: KeyName[] = ["search", "verify", "notes", "knowledge", "transfer", "keypad"];

// What is typed here stays here, and no browser makes something of its own of the key. The keys of the call go on.
function stay(event: KeyboardEvent) {
  const chord = chordOf(event.nativeEvent);
  if (!elsewhere.some((name) => chordNow(name) === chord)) return;
  event.preventDefault();
  event.stopPropagation();
}

// Below the question about an emergency and whatever else must be seen.
const beside = { withOverlay: false, lockScroll: false, zIndex: 9, classNames: { inner: "overWork" } };

/** A dialog. On the desk it lies over D alone: call bar, person and wrap-up are to be seen and used meanwhile. */
export function Dialog(props: ModalProps) {
  const onDesk = useLocation({ select: (location) => location.pathname }) === "/desk";
  return <Modal closeButtonProps={{ "aria-label": "Close" }} onKeyDown={stay} {...(onDesk ? beside : {})} {...props} />;
}
