import { Button, FileButton, Group, Select, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { wordsOf } from "../foundation/api";
import { useMe } from "../identity/session";
import { bring } from "./queries";
import { Step } from "./Step";

const accept = ".csv,.txt,.tsv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** The first step: a practice and a file. */
export function BringFile({ onBrought }: { onBrought: (id: string) => void }) {
  const queryClient = useQueryClient();
  const practices = useMe()?.practices ?? [];
  const only = practices.length === 1 ? practices[0]?.id : undefined;
  const [practice, setPractice] = useState<string | null>(only ?? null);
  const bringing = useMutation({
    mutationFn: (file: File) => bring(practice ?? "", file),
    onSuccess: async (brought) => {
      await queryClient.invalidateQueries({ queryKey: ["imports", "list"] });
      onBrought(brought.id);
    },
  });
  return (
    <Step number={1} title="Choose a file">
      <Stack gap={12}>
        <Text c="dimmed">
          A table with a line of column names, then one row for each patient. Nothing is taken in before you have seen
          what it would change.
        </Text>
        <Group gap={12} align="flex-end">
          <Select
            label="Practice"
            w={260}
            allowDeselect={false}
            placeholder="Whose patients they are"
            data={practices.map(({ id, name }) => ({ value: id, label: name }))}
            value={practice}
            onChange={setPractice}
          />
          <FileButton accept={accept} onChange={(file) => file && bringing.mutate(file)}>
            {(props) => (
              <Button {...props} disabled={!practice} loading={bringing.isPending}>
                Choose a file
              </Button>
            )}
          </FileButton>
        </Group>
        {bringing.isPending && <Text role="status">Receiving the file</Text>}
        {bringing.isError && (
          <Text role="alert" c="red.9">
            {wordsOf(bringing.error)}
          </Text>
        )}
      </Stack>
    </Step>
  );
}
