import { Badge } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useCan } from "../identity/session";
import { owedQuery } from "./owedQueries";

/** How many people are owed a call, beside the page's name. */
export function OwedCount() {
  const allowed = useCan()("owed.read");
  const count = useQuery({ ...owedQuery({ state: "open", size: 1 }), enabled: allowed }).data?.openCount;
  if (!count) return null;
  return (
    <Badge size="sm" color="gray.7" circle={count < 10} aria-label={`${count} open`}>
      {count}
    </Badge>
  );
}
