import { Button, Group, Text } from "@mantine/core";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ask } from "../foundation/api";
import { hourMinute } from "../foundation/formats";
import { tellFailure } from "../foundation/notify";

const announcementsQuery = queryOptions({
  queryKey: ["announcements"],
  queryFn: () => ask(api.GET("/api/announcements")),
});

/** The oldest announcement that this agent has not acknowledged, bottom left on every page; the next comes after it. */
export function Announcements() {
  const queryClient = useQueryClient();
  const [first] = useQuery(announcementsQuery).data?.items ?? [];
  const seen = useMutation({
    mutationFn: (id: string) => ask(api.POST("/api/announcements/{id}/seen", { params: { path: { id } } })),
    onError: tellFailure,
    onSettled: () => queryClient.invalidateQueries({ queryKey: announcementsQuery.queryKey }),
  });
  if (!first) return null;
  return (
    <section className="announcement" aria-label="Announcement" role="status">
      <Group gap={10} wrap="nowrap" justify="space-between">
        <Text>
          <b>
            {first.from}, {hourMinute(first.at)}
          </b>
          : {first.text}
        </Text>
        <Button
          size="xs"
          h={32}
          variant="default"
          flex="none"
          loading={seen.isPending}
          onClick={() => seen.mutate(first.id)}
        >
          Seen
        </Button>
      </Group>
    </section>
  );
}
