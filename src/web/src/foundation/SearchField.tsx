import { TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useEffect, useState } from "react";

interface SearchFieldProps {
  label: string;
  placeholder?: string;
  text: string;
  onText: (text: string) => void;
  w?: number;
}

/** A search box that reports when the typing pauses, and empties when its text is cleared from outside. */
export function SearchField({ label, placeholder, text, onText, w = 130 }: SearchFieldProps) {
  const [typed, setTyped] = useState(text);
  const report = useDebouncedCallback(onText, 350);
  useEffect(() => {
    if (text === "") setTyped("");
  }, [text]);
  return (
    <TextInput
      label={label}
      placeholder={placeholder}
      flex={`1 1 ${w}px`}
      maw={220}
      type="search"
      autoComplete="off"
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        report(event.currentTarget.value.trim());
      }}
    />
  );
}
