import { Text } from "@mantine/core";
import type { RequestDetail } from "../api/types";
import { useNow } from "../foundation/clock";
import { dayTime } from "../foundation/formats";
import { stateWords, visitWords } from "./requestWords";

/** What was done about a request, the first step first. */
export function RequestSteps({ steps }: Pick<RequestDetail, "steps">) {
  const now = useNow();
  return (
    <ul className="plainList" aria-label="Steps so far">
      {steps.map((step) => (
        <li key={step.at + step.state}>
          <Text size="sm">
            <span className="figures">{dayTime(step.at, now)}</span> {stateWords(step.state)}, {step.by}
            {step.visit && `: ${visitWords({ visit: step.visit }, now)}`}
            {step.note && `: ${step.note}`}
          </Text>
        </li>
      ))}
    </ul>
  );
}
