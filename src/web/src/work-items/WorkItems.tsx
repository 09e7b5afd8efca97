import { SegmentedControl, Stack } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { WorkItem } from "../api/types";
import { api, ask } from "../foundation/api";
import { Page } from "../foundation/Page";
import { QueryView } from "../foundation/QueryView";
import { WorkItemCard } from "./WorkItemCard";

const route = getRouteApi("/shell/work-items");

/** Tasks in the team's list, voicemails above all, first due first. */
export function WorkItems() {
  const { state = "open" } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery({
    queryKey: ["workItems", state],
    queryFn: () =>
      ask(
        api.GET("/api/work-items", {
          params: { query: { state: state === "closed" ? "done" : undefined, size: 200 } },
        }),
      ),
    placeholderData: keepPreviousData,
  });
  const shown = (items: WorkItem[]) => (state === "open" ? items.filter((item) => !item.doneAt) : items);
  return (
    <Page
      title="Work items"
      permission="workItems.read"
      note={query.data && `${query.data.openCount} open`}
      actions={
        <SegmentedControl
          aria-label="Which"
          data={[
            { value: "open", label: "Open" },
            { value: "closed", label: "Done" },
          ]}
          value={state}
          onChange={(value) => void navigate({ search: { state: value === "closed" ? "closed" : undefined } })}
        />
      }
    >
      <QueryView
        query={query}
        loading="Loading work items"
        isEmpty={(list) => shown(list.items).length === 0}
        empty={state === "open" ? "Nothing to do here." : "Nothing has been done yet."}
      >
        {(list) => (
          <Stack gap={10}>
            {shown(list.items).map((item) => (
              <WorkItemCard key={item.id} item={item} />
            ))}
          </Stack>
        )}
      </QueryView>
    </Page>
  );
}
