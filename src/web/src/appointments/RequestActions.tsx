import { Button, Group, Menu } from "@mantine/core";
import { useState } from "react";
import type { AppointmentRequest, RequestState } from "../api/types";
import { useCan } from "../identity/session";
import { MoveRequest } from "./MoveRequest";
import { isOpenRequest, requestStates, stateWords } from "./requestWords";

const first: RequestState[] = ["trying", "booked"];

/** What can be done about one request: the usual at hand, the rest and the way back in a menu. */
export function RequestActions({ request, also }: { request: AppointmentRequest; also?: () => Promise<unknown> }) {
  const mayWork = useCan()("requests.work");
  const [to, go] = useState<RequestState | null>(null);
  if (!mayWork) return null;
  const atHand = isOpenRequest(request) ? first : [];
  const others = requestStates.filter(({ value }) => !atHand.includes(value) && value !== request.state);
  const more = atHand.length > 0 ? "Other" : "Change";
  const { name } = request.patient;
  return (
    <Group gap={6} wrap="nowrap" justify="flex-end">
      {atHand.map((state) => (
        <Button
          key={state}
          size="xs"
          h={32}
          variant={state === "booked" ? "filled" : "default"}
          aria-label={`${stateWords(state)}: ${name}`}
          onClick={() => go(state)}
        >
          {stateWords(state)}
        </Button>
      ))}
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Button size="xs" h={32} px={8} variant="default" aria-label={`${more}: ${name}`}>
            {more}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {others.map(({ value, label }) => (
            <Menu.Item key={value} onClick={() => go(value)}>
              {label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <MoveRequest request={request} to={to} onClose={() => go(null)} also={also} />
    </Group>
  );
}
