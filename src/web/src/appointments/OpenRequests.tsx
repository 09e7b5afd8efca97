import { Badge, Button, Group, Text, Title } from "@mantine/core";
import { useState } from "react";
import type { AppointmentRequest, PersonCard } from "../api/types";
import { useNow } from "../foundation/clock";
import { dayTime } from "../foundation/formats";
import { useCan } from "../identity/session";
import { AddRequest } from "./AddRequest";
import { RequestActions } from "./RequestActions";
import { becameWords, sourceWords, wantedWords } from "./requestWords";

interface OpenRequestsProps {
  person: PersonCard;
  /** Reads the card anew. */
  onChanged: () => Promise<unknown>;
}

/** What a person, or who sent them, has asked for and waits for. */
export function OpenRequests({ person, onChanged }: OpenRequestsProps) {
  const mayWork = useCan()("requests.work");
  const [adding, setAdding] = useState(false);
  const { requests, patientId, name, practice, record } = person;
  if (requests.length === 0 && !mayWork) return null;
  return (
    <section aria-label="Requests for an appointment">
      <Group justify="space-between" wrap="nowrap" mb={4}>
        <Title order={3}>Requests for an appointment</Title>
        {mayWork && (
          <Button variant="default" size="xs" h={32} onClick={() => setAdding(true)}>
            Add a request
          </Button>
        )}
      </Group>
      {requests.length === 0 ? (
        <Text c="dimmed">None is open.</Text>
      ) : (
        <ul className="plainList">
          {requests.map((request) => (
            <li key={request.id}>
              <RequestLine request={request} onChanged={onChanged} />
            </li>
          ))}
        </ul>
      )}
      <AddRequest
        practice={practice}
        patient={{ patientId, name }}
        sender={record?.partner?.id}
        opened={adding}
        onClose={() => setAdding(false)}
        also={onChanged}
      />
    </section>
  );
}

function RequestLine({ request, onChanged }: { request: AppointmentRequest; onChanged: () => Promise<unknown> }) {
  const now = useNow();
  const words = [sourceWords(request.source), request.sender?.name, wantedWords(request)].filter(Boolean).join(", ");
  return (
    <Group justify="space-between" gap={8}>
      <Text style={{ flex: "1 1 220px" }}>
        {request.overdue && (
          <Badge tt="none" radius="sm" bg="orange.8" c="black" mr={6}>
            Late
          </Badge>
        )}
        <span className="figures">{dayTime(request.receivedAt, now)}</span> {words}: {becameWords(request)}
        {request.said && `, ${request.said}`}
      </Text>
      <RequestActions request={request} also={onChanged} />
    </Group>
  );
}
