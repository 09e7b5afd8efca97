import { Button, Group, NativeSelect, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ComponentType, useState } from "react";
import type { SetUp, SetUpPractice } from "../api/types";
import { Page } from "../foundation/Page";
import { QueryView } from "../foundation/QueryView";
import { CallStep } from "./CallStep";
import { CarrierStep } from "./CarrierStep";
import { NumberStep } from "./NumberStep";
import { PeopleStep } from "./PeopleStep";
import { PracticeStep } from "./PracticeStep";
import { QueuesStep } from "./QueuesStep";
import { setUpQuery } from "./queries";
import { doneOf, nextOf, type Step, stepNames, steps } from "./steps";

/** What each step is given; the first three of a practice that is not there yet see none. */
export interface StepProps {
  setUp: SetUp;
  practice: SetUpPractice | undefined;
  /** What the step did is there: the next one, of the practice that was made where one was. */
  onDone: (made?: string) => void;
}

const forms: { [step in Step]: ComponentType<StepProps> } = {
  practice: PracticeStep,
  queues: QueuesStep,
  people: PeopleStep,
  number: NumberStep,
  carrier: CarrierStep,
  call: CallStep,
};

const another = "another";

/** From an empty centre to its first call, and the same for each practice that joins later. */
export function SetUpPage() {
  // Calls and agents that sign in change it from elsewhere.
  const query = useQuery({ ...setUpQuery, refetchInterval: 3000 });
  const [chosen, choose] = useState<string | null>(null);
  const [at, go] = useState<Step | null>(null);
  const practices = query.data?.practices ?? [];
  const practice = chosen === another ? undefined : (practices.find(({ id }) => id === chosen) ?? practices[0]);
  const goTo = (id: string) => {
    choose(id);
    go(null);
  };
  return (
    <Page
      title="Set-up"
      permission="settings.edit"
      note="Everything here can be changed later on the pages named."
      actions={
        practices.length > 0 && (
          <NativeSelect
            aria-label="Practice"
            data={[
              ...practices.map(({ id, name }) => ({ value: id, label: name })),
              { value: another, label: "Another practice…" },
            ]}
            value={practice?.id ?? another}
            onChange={(event) => goTo(event.currentTarget.value)}
          />
        )
      }
    >
      <QueryView query={query} loading="Loading what there is">
        {(setUp) => {
          const step = at ?? nextOf(setUp, practice);
          const Form = forms[step];
          return (
            <Group align="flex-start" gap={20}>
              <StepList setUp={setUp} practice={practice} step={step} onGo={go} />
              <Stack className="panel" component="section" gap={12} flex="1 1 340px" maw={760} aria-labelledby="step">
                <Title order={2} id="step">
                  {stepNames[step]}
                </Title>
                <Form
                  key={`${step} ${practice?.id}`}
                  setUp={setUp}
                  practice={practice}
                  onDone={(made) => {
                    if (made) choose(made);
                    go(steps[steps.indexOf(step) + 1] ?? "call");
                  }}
                />
              </Stack>
            </Group>
          );
        }}
      </QueryView>
    </Page>
  );
}

interface StepListProps {
  setUp: SetUp;
  practice: SetUpPractice | undefined;
  step: Step;
  onGo: (step: Step) => void;
}

function StepList({ setUp, practice, step, onGo }: StepListProps) {
  return (
    <Stack component="ol" gap={6} m={0} p={0} w={260} style={{ listStyle: "none" }} aria-label="Steps">
      {steps.map((each, index) => {
        const done = doneOf(each, setUp, practice);
        return (
          <li key={each}>
            <Button
              variant={each === step ? "light" : "default"}
              fullWidth
              h="auto"
              py={8}
              justify="flex-start"
              aria-current={each === step ? "step" : undefined}
              disabled={!practice && each !== "practice"}
              onClick={() => onGo(each)}
            >
              <Stack gap={0} align="flex-start">
                <Text fw={600}>
                  {index + 1}. {stepNames[each]}
                </Text>
                <Text size="xs" style={{ whiteSpace: "normal", textAlign: "left" }}>
                  {done ? `Done: ${done}` : "To do"}
                </Text>
              </Stack>
            </Button>
          </li>
        );
      })}
    </Stack>
  );
}
