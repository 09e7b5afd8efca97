import { Button, Group, Radio, Select, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { SubmitEvent } from "react";
import type { BulkField, PatientList } from "../../api/types";
import { QueryView } from "../../foundation/QueryView";
import { Step } from "../../foundation/Step";
import { people } from "../listWords";
import { catalogueQuery } from "../queries";
import { BulkValue } from "./BulkValue";
import { fieldsQuery } from "./queries";
import { steps } from "./steps";

/** What somebody has chosen so far. */
export interface Choice {
  /** All who are on the list, or those who were chosen. */
  all: boolean;
  field: string;
  value: string;
}

interface ChangeFormProps {
  list: PatientList;
  picked: number;
  total: number | undefined;
  choice: Choice;
  onChoose: (choice: Choice) => void;
  onPreview: (field: BulkField) => void;
  onClose: () => void;
}

/** The first step: whom, and what is set to what. */
export function ChangeForm({ list, picked, total, choice, onChoose, onPreview, onClose }: ChangeFormProps) {
  const fields = useQuery(fieldsQuery(list.practiceId));
  const catalogue = useQuery(catalogueQuery(list.practiceId)).data;
  const field = fields.data?.items.find((each) => each.key === choice.field);
  const isWhole = field && (field.mayBeEmpty || field.key === "doNotCall" || choice.value.trim() !== "");
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (field && isWhole) onPreview(field);
  };
  const everybody = `Everybody on the list${total === undefined ? "" : `: ${people(total)}`}`;
  return (
    <Step steps={steps} number={1} title="Whom and what" note={list.practice}>
      <form onSubmit={submit}>
        <Stack gap={14}>
          <Radio.Group
            label="Whom"
            value={choice.all ? "all" : "picked"}
            onChange={(value) => onChoose({ ...choice, all: value === "all" })}
          >
            <Stack gap={6} mt={4}>
              <Radio value="picked" label={`Those who are chosen: ${people(picked)}`} disabled={picked === 0} />
              <Radio value="all" label={everybody} />
            </Stack>
          </Radio.Group>
          <QueryView query={fields} loading="Loading what can be changed">
            {({ items }) => (
              <>
                <Select
                  label="What is changed"
                  w={340}
                  required
                  allowDeselect={false}
                  data={items.map(({ key, label }) => ({ value: key, label }))}
                  value={choice.field || null}
                  onChange={(key) => onChoose({ ...choice, field: key ?? "", value: "" })}
                />
                {field && (
                  <>
                    <BulkValue
                      key={field.key}
                      field={field}
                      value={choice.value}
                      onChange={(value) => onChoose({ ...choice, value })}
                      catalogue={catalogue}
                    />
                    {field.mayBeEmpty && choice.value.trim() === "" && (
                      <Text c="dimmed">Without a value, what stands there is taken out.</Text>
                    )}
                  </>
                )}
              </>
            )}
          </QueryView>
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" disabled={!isWhole}>
              Preview
            </Button>
          </Group>
        </Stack>
      </form>
    </Step>
  );
}
