import { Button, Group, Table, Text } from "@mantine/core";
import type { Notice } from "../../api/types";
import { useDial } from "../../contacts/dial";
import { Copy, NumberLine } from "../../contacts/NumberLine";
import { useNow } from "../../foundation/clock";
import { dateWords, dayTime } from "../../foundation/formats";
import { TableBox } from "../../foundation/TableBox";
import { VipMark } from "../VipMark";
import { barWords, changedWords, noticeText } from "./noticeWords";
import type { Telling } from "./OutcomeDialog";

interface NoticesTableProps {
  notices: Notice[];
  onTell: (telling: Telling) => void;
  onPrint: (notice: Notice) => void;
}

export function NoticesTable({ notices, onTell, onPrint }: NoticesTableProps) {
  const now = useNow();
  return (
    <TableBox label="Notices">
      <Table>
        <Table.Thead>
          <Table.Tr>
            {["Patient", "Changed", "Tell", "What came of it"].map((heading) => (
              <Table.Th key={heading}>{heading}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {notices.map((notice) => (
            <Table.Tr key={notice.id}>
              <Table.Th scope="row" fw={400}>
                {notice.patient}
                <VipMark vip={notice.vip} />
                <Text size="sm" c="dimmed">
                  {notice.practice.name}
                </Text>
              </Table.Th>
              <Table.Td className="words">
                {changedWords(notice)}
                <Text size="sm" className="figures">
                  {dayTime(notice.createdAt, now, notice.timeZone)}
                </Text>
              </Table.Td>
              <Table.Td className="words">
                <Where notice={notice} onPrint={() => onPrint(notice)} />
              </Table.Td>
              <Table.Td className="words">
                <Outcome notice={notice} onTell={onTell} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </TableBox>
  );
}

/** How and where: what helps to tell is there while somebody has to. */
function Where({ notice, onPrint }: { notice: Notice; onPrint: () => void }) {
  const dial = useDial(notice.practice.id);
  const { way, to, patient, forbidden, done } = notice;
  const waits = !forbidden && !done;
  if (!to) return <Text c="dimmed">Open the record of this VIP to see where</Text>;
  if (way === "call") {
    return (
      <>
        <Text size="sm">By telephone</Text>
        <NumberLine of={patient} number={to} dial={waits ? dial : null} />
      </>
    );
  }
  return (
    <>
      <Text size="sm">{way === "email" ? "By e-mail" : "By letter"}</Text>
      <Text>{to}</Text>
      {waits && way === "email" && (
        <Copy what={noticeText(notice)} label={`Copy the text, ${patient}`} words="Copy the text" />
      )}
      {waits && way === "letter" && (
        <Button size="xs" h={32} variant="default" onClick={onPrint} aria-label={`Print letter, ${patient}`}>
          Print letter
        </Button>
      )}
    </>
  );
}

function Outcome({ notice, onTell }: { notice: Notice; onTell: (telling: Telling) => void }) {
  const now = useNow();
  const { forbidden, done, late, dueOn, patient, hidden } = notice;
  if (forbidden) return <Text>{barWords(forbidden)}</Text>;
  if (done) {
    return (
      <>
        {done.outcome === "told" ? "Told" : "Could not be told"}: {done.by}, {dayTime(done.at, now, notice.timeZone)}
        <Text size="sm">{done.note}</Text>
      </>
    );
  }
  return (
    <>
      {late && <Text fw={600}>Late</Text>}
      <Text>Due {dateWords(dueOn)}</Text>
      {!hidden && (
        <Group gap={6}>
          <Button
            variant="default"
            size="xs"
            h={32}
            aria-label={`Told, ${patient}`}
            onClick={() => onTell({ notice, outcome: "told" })}
          >
            Told
          </Button>
          <Button
            variant="default"
            size="xs"
            h={32}
            aria-label={`Could not be told, ${patient}`}
            onClick={() => onTell({ notice, outcome: "couldNot" })}
          >
            Could not be told
          </Button>
        </Group>
      )}
    </>
  );
}
