import { Kbd, Stack, Text, UnstyledButton } from "@mantine/core";
import { getHotkeyHandler } from "@mantine/hooks";
import { useRef } from "react";
import { useKeys } from "../../foundation/useKeys";
import { VipMark } from "../../patients/VipMark";
import { useDeskView } from "../deskView";

interface CandidatesProps {
  candidates: { patientId: string; name: string; vip: boolean }[];
  onPick: (patientId: string) => void;
}

/** Everybody known by this number, by name only. The key to verify comes here, then 1 to 9 picks; nobody is picked by the number alone. */
export function Candidates({ candidates, onPick }: CandidatesProps) {
  const first = useRef<HTMLButtonElement>(null);
  const { revealPerson } = useDeskView();
  const come = () => {
    revealPerson();
    first.current?.focus();
  };
  useKeys({ verify: come });
  const pick = getHotkeyHandler(
    candidates.map(({ patientId }, index): [string, () => void] => [String(index + 1), () => onPick(patientId)]),
  );
  return (
    <Stack gap={2} role="group" aria-label="Possible matches" onKeyDown={pick}>
      {candidates.map((candidate, index) => (
        <UnstyledButton
          key={candidate.patientId}
          ref={index === 0 ? first : undefined}
          className="rowButton"
          onClick={() => onPick(candidate.patientId)}
        >
          <Kbd>{index + 1}</Kbd>
          <Text truncate>{candidate.name}</Text>
          <VipMark vip={candidate.vip} />
        </UnstyledButton>
      ))}
    </Stack>
  );
}
