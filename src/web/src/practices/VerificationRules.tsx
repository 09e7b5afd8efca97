import { Checkbox, Group, NativeSelect, Table, Text, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Earned, VerificationRule } from "../api/types";
import { api, ask } from "../foundation/api";
import { tell } from "../foundation/notify";
import { QueryView } from "../foundation/QueryView";
import { TableBox } from "../foundation/TableBox";
import { callerTypeWords } from "../interactions/words";
import { DraftEnd } from "./DraftEnd";
import { verificationQuery } from "./queries";

const identifiers = [
  ["name", "Full name"],
  ["mrn", "Record number"],
  ["zip", "ZIP code"],
  ["phone", "Phone"],
] as const;

const rights = [
  ["hear", "Be told"],
  ["book", "Book"],
  ["bill", "Money"],
  ["change", "Change the record"],
] as const;

/** What agents ask of each who may speak, and what that one may be told then. */
export function VerificationRules({ practice }: { practice: string }) {
  const query = useQuery(verificationQuery(practice));
  return (
    <section aria-label="Verifying callers">
      <Title order={2} mb={6}>
        Verifying callers
      </Title>
      <QueryView query={query} loading="Loading how callers are verified">
        {(found) => <Rules key={practice} practice={practice} kept={found.items} />}
      </QueryView>
    </section>
  );
}

function Rules({ practice, kept }: { practice: string; kept: VerificationRule[] }) {
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState<VerificationRule[] | null>(null);
  const rules = draft ?? kept;
  const save = useMutation({
    mutationFn: () =>
      ask(api.PUT("/api/practices/{id}/verification", { params: { path: { id: practice } }, body: { rules } })),
    onSuccess: (found) => {
      queryClient.setQueryData(verificationQuery(practice).queryKey, found);
      setDraft(null);
      tell("Saved: the next caller is asked by it");
    },
  });
  const change = (rule: VerificationRule, patch: Partial<VerificationRule>) =>
    setDraft(rules.map((each) => (each.speaker === rule.speaker ? { ...each, ...patch } : each)));
  return (
    <div className="panel">
      <Text mb={8}>The date of birth is always asked for. A relative may what the patient's record says of them.</Text>
      <TableBox label="Rules of verifying" whole>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Who speaks</Table.Th>
              <Table.Th>Identifiers</Table.Th>
              <Table.Th>What counts beside the date of birth</Table.Th>
              <Table.Th>What they may then</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rules.map((rule) => (
              <RuleRow key={rule.speaker} rule={rule} onChange={(patch) => change(rule, patch)} />
            ))}
          </Table.Tbody>
        </Table>
      </TableBox>
      <Group gap={8} mt={10}>
        <DraftEnd saving={save} words="Save the rules" changed={draft !== null} onUndo={() => setDraft(null)} />
      </Group>
    </div>
  );
}

function RuleRow({ rule, onChange }: { rule: VerificationRule; onChange: (patch: Partial<VerificationRule>) => void }) {
  const who = callerTypeWords(rule.speaker);
  const setOwn = rule.speaker !== "patient" && rule.speaker !== "relative";
  const count = (identifier: string, counts: boolean) =>
    onChange({
      counts: identifiers
        .map(([each]) => each)
        .filter((each) => (each === identifier ? counts : rule.counts.includes(each))),
    });
  const earn = (right: keyof Earned, may: boolean) => onChange({ earned: { ...rule.earned, [right]: may } });
  return (
    <Table.Tr>
      <Table.Th scope="row">{who}</Table.Th>
      <Table.Td>
        <NativeSelect
          aria-label={`Identifiers of ${who}`}
          w={76}
          data={["2", "3"]}
          value={String(rule.needed)}
          onChange={(event) => onChange({ needed: Number(event.currentTarget.value) })}
        />
      </Table.Td>
      <Table.Td>
        <Group gap={12}>
          {identifiers.map(([identifier, label]) => (
            <Checkbox
              key={identifier}
              label={label}
              aria-label={`${label} of ${who}`}
              checked={rule.counts.includes(identifier)}
              onChange={(event) => count(identifier, event.currentTarget.checked)}
            />
          ))}
        </Group>
      </Table.Td>
      <Table.Td>
        {setOwn ? (
          <Group gap={12}>
            {rights.map(([right, label]) => (
              <Checkbox
                key={right}
                label={label}
                aria-label={`${label}, ${who}`}
                checked={rule.earned[right]}
                onChange={(event) => earn(right, event.currentTarget.checked)}
              />
            ))}
          </Group>
        ) : rule.speaker === "patient" ? (
          "All of it"
        ) : (
          "As the record says"
        )}
      </Table.Td>
    </Table.Tr>
  );
}
