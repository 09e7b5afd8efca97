import { Kbd, Modal, Table } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useEffect } from "react";
import { keys } from "../desk/keys";

const elsewhere = [
  ["Space", "Play or pause a recording, with the focus on the player"],
  ["J, L", "Back or forward 5 seconds in a recording"],
  ["[ , ]", "Slower or faster"],
  ["?", "This list"],
];

const isField = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName));

/** The keys, on "?" anywhere but inside a field. */
export function KeyMap() {
  const [opened, map] = useDisclosure(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "?" && !isField(event.target)) map.open();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [map.open]);
  return (
    <Modal opened={opened} onClose={map.close} title="Keys" size="md" closeButtonProps={{ "aria-label": "Close" }}>
      <Table withRowBorders={false} verticalSpacing={5}>
        <Table.Tbody>
          {[...Object.values(keys).map(({ chord, words }) => [chord, words]), ...elsewhere].map(([key, words]) => (
            <Table.Tr key={key}>
              <Table.Td w={120}>
                <Kbd>{key}</Kbd>
              </Table.Td>
              <Table.Td>{words}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
