import { Badge, Button, Group, Table, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import type { AppointmentRequest } from "../api/types";
import { useNow } from "../foundation/clock";
import { dayTime, waitedWords } from "../foundation/formats";
import { TableBox } from "../foundation/TableBox";
import { useCan } from "../identity/session";
import { lookUp } from "../patients/lookUp";
import { VipMark } from "../patients/VipMark";
import { RequestActions } from "./RequestActions";
import { becameWords, isOpenRequest, sourceWords, visitWords, wantedWords } from "./requestWords";

const headings = ["Received", "Patient", "From", "Asks for", "State", ""];

/** Requests as rows, with what can be done about each. */
export function RequestTable({ requests }: { requests: AppointmentRequest[] }) {
  return (
    <TableBox label="Requests for appointments">
      <Table>
        <Table.Thead>
          <Table.Tr>
            {headings.map((heading) => (
              <Table.Th key={heading}>{heading || <span className="visuallyHidden">Actions</span>}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {requests.map((request) => (
            <RequestRow key={request.id} request={request} />
          ))}
        </Table.Tbody>
      </Table>
    </TableBox>
  );
}

function RequestRow({ request }: { request: AppointmentRequest }) {
  const now = useNow();
  return (
    <Table.Tr>
      <Table.Td className="figures">
        <Group gap={6} wrap="nowrap">
          {request.overdue && (
            <Badge miw="max-content" tt="none" radius="sm" bg="orange.8" c="black" flex="none">
              Late
            </Badge>
          )}
          {dayTime(request.receivedAt, now)}
        </Group>
        {isOpenRequest(request) && <Text c="dimmed">waits {waitedWords(request.receivedAt, now)}</Text>}
      </Table.Td>
      <Table.Td>
        <Person request={request} />
      </Table.Td>
      <Table.Td>
        {request.sender?.name ?? "The patient"}
        <Text c="dimmed">{sourceWords(request.source)}</Text>
      </Table.Td>
      <Table.Td miw={160}>{request.patient.hidden ? "Hidden until you say why" : wantedWords(request) || "–"}</Table.Td>
      <Table.Td miw={160}>
        {becameWords(request)}, <span className="figures">{dayTime(request.stateAt, now)}</span>
        {request.visit && <Text c="dimmed">{visitWords(request.visit, now)}</Text>}
        {request.said && <Text c="dimmed">{request.said}</Text>}
      </Table.Td>
      <Table.Td className="actions">
        <RequestActions request={request} />
      </Table.Td>
    </Table.Tr>
  );
}

/** The name leads to the card, which asks why it is opened. */
function Person({ request: { patient, practice } }: { request: AppointmentRequest }) {
  const can = useCan();
  const queryClient = useQueryClient();
  const router = useRouter();
  if (!can("patients.read")) return patient.name;
  const open = () => {
    lookUp(queryClient, { ...patient, practice, kind: "patient", language: "en", phones: [], bornOn: null, mrn: null });
    void router.navigate({ to: can("agent.work") ? "/desk" : "/person" });
  };
  return (
    <Button size="xs" h={32} px={0} variant="subtle" onClick={open}>
      {patient.name}
      <VipMark vip={patient.vip} />
    </Button>
  );
}
