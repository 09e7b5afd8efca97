import { Stack, Text } from "@mantine/core";
import type { Notice } from "../../api/types";
import { useNow } from "../../foundation/clock";
import { dateWords, dayOf } from "../../foundation/formats";
import { noticeText } from "./noticeWords";

/** What goes to an old address on paper. */
export function Letter({ notice }: { notice: Notice }) {
  const now = useNow();
  return (
    <Stack component="article" className="letter" gap={24} aria-label="The letter">
      <Text fw={600}>{notice.practice.name}</Text>
      <div>
        <Text>{notice.patient}</Text>
        <Text>{notice.to}</Text>
      </div>
      <Text>{dateWords(dayOf(now, notice.timeZone))}</Text>
      <Text>{noticeText(notice)}</Text>
      <Text>{notice.practice.name}</Text>
    </Stack>
  );
}
