import { Badge } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useCan } from "../../identity/session";
import { openingCountQuery } from "./queries";

/** How many openings wait for a review, beside the page's name. */
export function OpeningCount() {
  const allowed = useCan()("patients.review");
  const count = useQuery({ ...openingCountQuery, enabled: allowed }).data?.open;
  if (!count) return null;
  return (
    <Badge size="sm" color="gray.7" circle={count < 10} aria-label={`${count} to review`}>
      {count}
    </Badge>
  );
}
