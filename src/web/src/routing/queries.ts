import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, ask } from "../foundation/api";
import { useCan } from "../identity/session";
import { practicesQuery } from "../practices/queries";

export const queuesQuery = queryOptions({
  queryKey: ["queues"],
  queryFn: () => ask(api.GET("/api/queues")),
});

const toOptions = (items: { id: string; name: string }[] = []) =>
  items.map(({ id, name }) => ({ value: id, label: name }));

/** Practices to choose from in a filter; none where the role may not list them. */
export function usePracticeOptions() {
  return toOptions(useQuery({ ...practicesQuery, enabled: useCan()("practices.read") }).data?.items);
}

/** Queues to choose from, of one practice when it is given. */
export function useQueueOptions(practice?: string) {
  const queues = useQuery({ ...queuesQuery, enabled: useCan()("queues.read") }).data?.items;
  return toOptions(queues?.filter((queue) => !practice || queue.practice.id === practice));
}
